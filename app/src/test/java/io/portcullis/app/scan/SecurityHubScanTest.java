package io.portcullis.app.scan;

import static io.portcullis.app.scan.Scans.policy;
import static io.portcullis.app.scan.Scans.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Console;
import io.portcullis.app.Moto;
import io.portcullis.app.local.House;
import io.portcullis.app.local.Houses;
import io.portcullis.aws.AwsClients;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.RecordState;

/** {@code scan --security-hub}. */
class SecurityHubScanTest {

    private static final String OUTSIDER = "222222222222";
    private static final String OPEN = policy(root(Houses.ACCOUNT), root(OUTSIDER));
    private static final String CLOSED = policy(root(Houses.ACCOUNT));

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
            scan(house.endpoint(), 1);
            List<AwsSecurityFinding> open = hub.getFindings(request -> {}).findings();
            kms.putKeyPolicy(request -> request.keyId(key).policy(CLOSED));
            scan(house.endpoint(), 0);
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
            Console.Result said = scan(house.endpoint(), 1);

            assertThat(said.out()).contains("EXTERNAL");
            assertThat(said.err()).containsOnlyOnce("Account 111122223333: Security Hub is not enabled in us-east-1");
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
                    .createKey(request -> request.policy(policy(root(Moto.ACCOUNT), root(OUTSIDER))))
                    .keyMetadata()
                    .arn();
            scan(moto.endpoint(), 1);
            clients.client("us-east-1")
                    .putKeyPolicy(
                            request -> request.keyId(key).policyName("default").policy(policy(root(Moto.ACCOUNT))));
            scan(moto.endpoint(), 0);

            assertThat(hub.getFindings(request -> {}).findings())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.resources().getFirst().id()).isEqualTo(key);
                        assertThat(finding.recordState()).isEqualTo(RecordState.ARCHIVED);
                    });
        }
    }

    private Console.Result scan(URI endpoint, int code) {
        return Scans.run(folder, endpoint, "--security-hub").exits(code);
    }
}
