package io.portcullis.local.kms;

import static io.portcullis.local.kms.KmsBench.allow;
import static io.portcullis.local.kms.KmsBench.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** The SDK's own client against the service over a real socket. */
class KmsOverTheWireTest {

    private final KmsBench bench = new KmsBench();
    private final WireServer server =
            WireServer.start(WireSettings.loopback(0), List.of(bench.kms().service()));
    private final KmsClient kms = client("111122223333", Region.US_EAST_1);

    @AfterEach
    void stop() {
        kms.close();
        server.close();
    }

    @Test
    void keyIsMadeAndDescribed() {
        KeyMetadata made =
                kms.createKey(request -> request.description("for tests")).keyMetadata();

        assertThat(kms.describeKey(request -> request.keyId(made.arn())).keyMetadata())
                .isEqualTo(made);
        assertThat(made.creationDate()).isEqualTo(bench.clock.instant());
    }

    @Test
    void policyComesBackByteForByte() {
        String key = kms.createKey().keyMetadata().keyId();
        String odd =
                policy(allow("\"*\"", "kms:*")).replace("{\"Effect\"", "{\"Sid\":\"\u00e9t\u00e9\",\r\n\t \"Effect\"");

        kms.putKeyPolicy(request -> request.keyId(key).policyName("default").policy(odd));

        assertThat(kms.getKeyPolicy(request -> request.keyId(key).policyName("default"))
                        .policy())
                .isEqualTo(odd);
    }

    @Test
    void paginatorsSeeEveryKeyAndGrant() {
        List<String> keys = IntStream.range(0, 130)
                .mapToObj(i -> kms.createKey().keyMetadata().keyId())
                .sorted()
                .toList();
        List<String> grants = IntStream.range(0, 130)
                .mapToObj(i -> grant(keys.getFirst()))
                .sorted()
                .toList();

        assertThat(kms.listKeysPaginator().keys().stream().map(KeyListEntry::keyId))
                .isEqualTo(keys);
        assertThat(kms.listGrantsPaginator(request -> request.keyId(keys.getFirst())).grants().stream()
                        .map(GrantListEntry::grantId))
                .isEqualTo(grants);
    }

    @Test
    void errorsArriveAsTheSdksExceptions() {
        String key = kms.createKey().keyMetadata().keyId();

        assertThatThrownBy(() -> kms.describeKey(request -> request.keyId("alias/none")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Alias arn:aws:kms:us-east-1:111122223333:alias/none is not found.");
        assertThatThrownBy(() -> kms.putKeyPolicy(request -> request.keyId(key).policy("{}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> kms.listKeys(request -> request.marker("nonsense")))
                .isInstanceOf(InvalidMarkerException.class);
        String grant = grant(key);
        assertThatThrownBy(() -> kms.revokeGrant(
                        request -> request.keyId(key).grantId(grant).dryRun(true)))
                .isInstanceOf(DryRunOperationException.class);
        kms.disableKey(request -> request.keyId(key));
        assertThatThrownBy(() -> grant(key)).isInstanceOf(DisabledException.class);
        assertThatThrownBy(() -> kms.cancelKeyDeletion(request -> request.keyId(key)))
                .isInstanceOf(KmsInvalidStateException.class);
    }

    @Test
    void accountIsTheAccessKeyIdAndRegionThatOfTheScope() {
        String arn = kms.createKey().keyMetadata().arn();

        try (KmsClient stranger = client("444455556666", Region.US_EAST_1);
                KmsClient elsewhere = client("111122223333", Region.EU_WEST_1)) {
            assertThat(elsewhere.listKeys().keys()).isEmpty();
            assertThatThrownBy(() -> stranger.describeKey(request -> request.keyId(arn)))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void manyCallersAtOnceLoseNothing() throws Exception {
        String key = kms.createKey().keyMetadata().keyId();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> grants = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> grant(key)))
                    .toList();
            for (Future<String> grant : grants) {
                assertThat(grant.get()).hasSize(64);
            }
        }

        assertThat(kms.listGrantsPaginator(request -> request.keyId(key)).grants().stream())
                .hasSize(64);
        assertThat(bench.events).hasSize(65);
    }

    private String grant(String key) {
        return kms.createGrant(request -> request.keyId(key)
                        .granteePrincipal("arn:aws:iam::444455556666:root")
                        .operations(GrantOperation.DECRYPT))
                .grantId();
    }

    private KmsClient client(String account, Region region) {
        return KmsClient.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
