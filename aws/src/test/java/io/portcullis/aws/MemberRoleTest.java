package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Assumes roles at an STS that notes what it is asked. */
class MemberRoleTest {

    private static final String ACCOUNT = "222222222222";

    private final Queue<AssumeRoleRequest> asked = new ConcurrentLinkedQueue<>();
    private final WireServer server = WireServer.start(
            WireSettings.loopback(0),
            List.of(new Service(
                    "sts",
                    new Protocol.Query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
                    List.of(Operation.<AssumeRoleRequest, AssumeRoleResponse>named(
                            "AssumeRole", AssumeRoleRequest::builder, (caller, request) -> answer(request))))));
    private final AwsClients clients = new AwsClients(builder -> builder.endpointOverride(URI.create(server.endpoint()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create()));

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    @Test
    void asksForTheRoleOfTheAccountInItsPartitionUnderANameThatTells() {
        var _ = new MemberRole("aws-us-gov", "audit/portcullis", Optional.empty()).assume(clients.sts(), ACCOUNT);

        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.roleArn()).isEqualTo("arn:aws-us-gov:iam::" + ACCOUNT + ":role/audit/portcullis");
            assertThat(request.roleSessionName()).isEqualTo("portcullis-scan");
            assertThat(request.externalId()).isNull();
        });
    }

    @Test
    void givesTheExternalIdThatTheRoleAsksFor() {
        var _ = new MemberRole("aws", "portcullis", Optional.of("x-17")).assume(clients.sts(), ACCOUNT);

        assertThat(asked).extracting(AssumeRoleRequest::externalId).containsExactly("x-17");
    }

    @Test
    void saysWhatToDoWhereTheRoleIsRefused() {
        Attempt<?> refused = new MemberRole("aws", "other", Optional.empty()).assume(clients.sts(), ACCOUNT);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        answer -> assertThat(answer.reason())
                                .startsWith("arn:aws:iam::" + ACCOUNT
                                        + ":role/other was not assumed. sts:AssumeRole failed: AccessDenied")
                                .contains("trust policy of the role", "no such role"));
    }

    private AssumeRoleResponse answer(AssumeRoleRequest request) {
        asked.add(request);
        if (request.roleArn().endsWith("/other")) {
            throw new ServiceFault("AccessDenied", 403, "not authorized to perform: sts:AssumeRole");
        }
        return AssumeRoleResponse.builder()
                .credentials(some -> some.accessKeyId("ASIA2222222222220000")
                        .secretAccessKey("s")
                        .sessionToken("t")
                        .expiration(Instant.now().plusSeconds(3600)))
                .build();
    }
}
