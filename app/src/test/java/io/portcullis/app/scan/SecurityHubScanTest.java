package io.portcullis.app.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Machine;
import io.portcullis.app.Moto;
import io.portcullis.app.local.House;
import io.portcullis.app.local.Houses;
import io.portcullis.aws.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.RecordState;

/** {@code scan --security-hub} as a process of its own. */
class SecurityHubScanTest {

    private static final String OUTSIDER = "222222222222";
    private static final String OPEN = policy(Houses.ACCOUNT, OUTSIDER);
    private static final String CLOSED = policy(Houses.ACCOUNT);

    @TempDir
    Path folder;

    @Test
    void tellsTheHubWhatIsOpenAndWhenItIsOver() throws Exception {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            SecurityHubClient hub = house.clients(house.home()).securityHub("us-east-1");
            hub.enableSecurityHub(request -> {});
            kms.createKey();
            String key =
                    kms.createKey(request -> request.policy(OPEN)).keyMetadata().arn();
            Machine.output(scan(house.endpoint()), folder, 1);
            List<AwsSecurityFinding> open = hub.getFindings(request -> {}).findings();
            kms.putKeyPolicy(request -> request.keyId(key).policy(CLOSED));
            Machine.output(scan(house.endpoint()), folder, 0);
            List<AwsSecurityFinding> over = hub.getFindings(request -> {}).findings();

            assertThat(open).singleElement().satisfies(finding -> {
                assertThat(finding.resources().getFirst().id()).isEqualTo(key);
                assertThat(finding.recordState()).isEqualTo(RecordState.ACTIVE);
            });
            assertThat(over).singleElement().satisfies(finding -> {
                assertThat(finding.id()).isEqualTo(open.getFirst().id());
                assertThat(finding.recordState()).isEqualTo(RecordState.ARCHIVED);
            });
        }
    }

    @Test
    void saysThatTheHubIsNotEnabledAndAnswersAsEver() throws Exception {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            house.clients(house.home()).client("us-east-1").createKey(request -> request.policy(OPEN));
            String out = Machine.output(scan(house.endpoint()), folder, 1);

            assertThat(out).contains("EXTERNAL");
            assertThat(folder.resolve("stderr"))
                    .content()
                    .containsOnlyOnce("Account 111122223333: Security Hub is not enabled in us-east-1");
        }
    }

    /** Moto checks next to nothing and filters by nothing; it shows that the calls are such as others understand too. */
    @Test
    void aMotoServerTakesItToo() throws Exception {
        try (Moto moto = Moto.start(folder);
                AwsClients clients = moto.clients()) {
            SecurityHubClient hub = clients.securityHub("us-east-1");
            hub.enableSecurityHub(request -> {});
            String key = clients.client("us-east-1")
                    .createKey(request -> request.policy(policy(Moto.ACCOUNT, OUTSIDER)))
                    .keyMetadata()
                    .arn();
            Machine.output(scan(moto.endpoint()), folder, 1);
            clients.client("us-east-1")
                    .putKeyPolicy(
                            request -> request.keyId(key).policyName("default").policy(policy(Moto.ACCOUNT)));
            Machine.output(scan(moto.endpoint()), folder, 0);

            assertThat(hub.getFindings(request -> {}).findings())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.resources().getFirst().id()).isEqualTo(key);
                        assertThat(finding.recordState()).isEqualTo(RecordState.ARCHIVED);
                    });
        }
    }

    private static String policy(String... accounts) {
        String roots = Stream.of(accounts)
                .map(account -> "\"arn:aws:iam::" + account + ":root\"")
                .collect(Collectors.joining(","));
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":[%s]},\
                "Action":"kms:*","Resource":"*"}]}""".formatted(roots);
    }

    private Process scan(URI endpoint) throws IOException {
        return Machine.portcullis(
                folder,
                Map.of(
                        "AWS_ENDPOINT_URL", endpoint.toString(),
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_REGION", "us-east-1"),
                "scan",
                "--security-hub");
    }
}
