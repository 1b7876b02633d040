package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.ResourceReader.Gone;
import io.portcullis.response.ResourceReader.Listing;
import io.portcullis.response.ResourceReader.Present;
import io.portcullis.response.ResourceReader.Reading;
import io.portcullis.response.ResourceReader.Unreadable;
import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;

class KmsReaderTest {

    private final AwsBench bench = new AwsBench();
    private final KmsReader reader = new KmsReader(bench.clients, AwsBench.REGION);

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void readsThePolicyByteForByte() {
        Resource key = bench.key(AwsBench.PUBLIC);

        assertThat(reader.read(key)).isEqualTo(new Present(new KeyState(key, AwsBench.PUBLIC, List.of())));
    }

    @Test
    void readsAGrantWhole() {
        Resource key = bench.key();
        String id = bench.kms
                .createGrant(request -> request.keyId(key.arn())
                        .name("nightly")
                        .granteePrincipal("arn:aws:iam::222222222222:role/r")
                        .retiringPrincipal("arn:aws:iam::333333333333:root")
                        .operationsWithStrings("Decrypt", "Encrypt")
                        .constraints(constraints -> constraints.encryptionContextSubset(Map.of("a", "b"))))
                .grantId();

        assertThat(state(reader.read(key)).grants())
                .containsExactly(new Grant(
                        id,
                        Optional.of("nightly"),
                        "arn:aws:iam::222222222222:role/r",
                        Optional.of("arn:aws:iam::333333333333:root"),
                        Optional.of(AwsBench.ACCOUNT),
                        List.of("Decrypt", "Encrypt"),
                        Map.of(),
                        Map.of("a", "b"),
                        Optional.empty()));
    }

    @Test
    void readsAllPagesOfGrants() {
        Resource key = bench.key();
        IntStream.range(0, 120).forEach(i -> bench.grant(key, "arn:aws:iam::222222222222:role/r" + i));

        assertThat(state(reader.read(key)).grants()).hasSize(120);
        assertThat(bench.calls).filteredOn("ListGrants"::equals).hasSizeGreaterThan(1);
    }

    @Test
    void readsAKeyThatWaitsForItsDeletion() {
        Resource key = bench.key();
        bench.kms.scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(7));

        assertThat(reader.read(key)).isInstanceOf(Present.class);
        assertThat(reader.list(ResourceType.KMS_KEY).resources()).containsExactly(key);
    }

    @Test
    void readsAKeyInItsOwnRegion() {
        Resource abroad = Resource.kmsKey(bench.clients
                .client("eu-west-1")
                .createKey(request -> {})
                .keyMetadata()
                .arn());

        assertThat(reader.read(abroad)).isInstanceOf(Present.class);
    }

    @Test
    void saysThatAKeyThatKmsDoesNotKnowIsGone() {
        Resource none = Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000");

        assertThat(reader.read(none)).isEqualTo(new Gone(none));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetKeyPolicy", "ListGrants"})
    void saysWhichPermissionIsMissingAndWhereToGiveIt(String operation) {
        Resource key = bench.key();
        bench.refuse(operation, "AccessDeniedException", 100);

        assertThat(reader.read(key))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason())
                                .contains("kms:" + operation + " failed: AccessDeniedException", "key policy")
                                .doesNotContainIgnoringCase("request id"));
    }

    @Test
    void waitsThrottlingOut() {
        Resource key = bench.key();
        bench.refuse("GetKeyPolicy", "ThrottlingException", 1);

        assertThat(reader.read(key)).isInstanceOf(Present.class);
    }

    @Test
    void saysUnreadableWhenNobodyAnswers() {
        Resource key = bench.key();
        bench.interruptions.put("ListGrants", (request, service) -> {
            throw new ServiceFault("KMSInternalException", 400, "An internal error.");
        });

        assertThat(reader.read(key)).isInstanceOf(Unreadable.class);
    }

    @Test
    void listsAllPagesOfKeys() {
        List<Resource> keys = IntStream.range(0, 8).mapToObj(i -> bench.key()).toList();
        pagesOf(3);

        Listing listing = reader.list(ResourceType.KMS_KEY);
        assertThat(listing.resources()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(listing.incomplete()).isEmpty();
        assertThat(bench.calls).filteredOn("ListKeys"::equals).hasSize(3);
    }

    @Test
    void saysThatTheListIsNotWholeWhenAPageFails() {
        IntStream.range(0, 8).forEach(i -> bench.key());
        AtomicInteger page = new AtomicInteger();
        bench.interruptions.put("ListKeys", (request, service) -> {
            if (page.incrementAndGet() == 2) {
                throw new ServiceFault("AccessDeniedException", 400, "no more");
            }
            return service.apply(
                    ((ListKeysRequest) request).toBuilder().limit(3).build());
        });

        Listing listing = reader.list(ResourceType.KMS_KEY);
        assertThat(listing.resources()).hasSize(3);
        assertThat(listing.incomplete().orElseThrow()).contains("kms:ListKeys", "3 keys were listed before");
    }

    @Test
    void leavesOutKeysManagedByAwsAndKeepsThoseItMayNotDescribe() {
        Resource ours = bench.key();
        Resource theirs = bench.key();
        Resource hidden = bench.key();
        bench.interruptions.put("DescribeKey", (request, service) -> {
            String asked = ((DescribeKeyRequest) request).keyId();
            if (asked.equals(hidden.arn())) {
                throw new ServiceFault("AccessDeniedException", 400, "hidden");
            }
            DescribeKeyResponse response = (DescribeKeyResponse) service.apply(request);
            return asked.equals(theirs.arn())
                    ? response.toBuilder()
                            .keyMetadata(response.keyMetadata().toBuilder()
                                    .keyManager(KeyManagerType.AWS)
                                    .build())
                            .build()
                    : response;
        });

        assertThat(reader.list(ResourceType.KMS_KEY).resources()).containsExactlyInAnyOrder(ours, hidden);
    }

    private void pagesOf(int size) {
        bench.interruptions.put(
                "ListKeys",
                (request, service) -> service.apply(
                        ((ListKeysRequest) request).toBuilder().limit(size).build()));
    }

    private static KeyState state(Reading reading) {
        assertThat(reading).isInstanceOf(Present.class);
        return (KeyState) ((Present) reading).state();
    }
}
