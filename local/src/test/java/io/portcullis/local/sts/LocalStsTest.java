package io.portcullis.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.organizations.Organization;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalStsTest {

    private static final String ACCOUNT = "111122223333";
    private static final String MEMBER = "222222222222";
    private static final String STRANGER = "999999999999";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final LocalSts sts = new LocalSts(
            Optional.of(new Organization(
                    "o-a1b2c3d4e5",
                    ACCOUNT,
                    List.of(Organization.Member.active(ACCOUNT), Organization.Member.active(MEMBER)))),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final WireServer server = WireServer.start(WireSettings.loopback(0), List.of(sts.service()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void callerIsTheRootUserOfTheAccountInTheAccessKeyId() {
        try (StsClient client = client(AwsBasicCredentials.create(ACCOUNT, "secret"))) {
            GetCallerIdentityResponse identity = client.getCallerIdentity();

            assertThat(identity.account()).isEqualTo(ACCOUNT);
            assertThat(identity.userId()).isEqualTo(ACCOUNT);
            assertThat(identity.arn()).isEqualTo("arn:aws:iam::111122223333:root");
        }
    }

    @Test
    void sessionActsInTheAccountOfItsRole() {
        Credentials session = assume(ACCOUNT, "arn:aws:iam::" + MEMBER + ":role/security/reader");

        assertThat(session.accessKeyId()).hasSize(20).startsWith("ASIA");
        assertThat(session.expiration()).isEqualTo(NOW.plusSeconds(3600));
        try (StsClient client = client(AwsSessionCredentials.create(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken()))) {
            GetCallerIdentityResponse identity = client.getCallerIdentity();

            assertThat(identity.account()).isEqualTo(MEMBER);
            assertThat(identity.arn()).isEqualTo("arn:aws:sts::" + MEMBER + ":assumed-role/reader/looking");
        }
    }

    @Test
    void eachSessionHasAKeyOfItsOwn() {
        String role = "arn:aws:iam::" + MEMBER + ":role/reader";

        assertThat(assume(ACCOUNT, role).accessKeyId())
                .isNotEqualTo(assume(ACCOUNT, role).accessKeyId());
    }

    @Test
    void rolesOfAnotherOrganizationAreRefused() {
        assertThatThrownBy(() -> assume(STRANGER, "arn:aws:iam::" + MEMBER + ":role/reader"))
                .isInstanceOfSatisfying(StsException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(refused.statusCode()).isEqualTo(403);
                });
    }

    @Test
    void whatIsNoRoleIsRefused() {
        for (String arn : List.of("arn:aws:iam::" + MEMBER + ":user/u", "reader", "arn:aws:iam::1:role/reader")) {
            assertThatThrownBy(() -> assume(ACCOUNT, arn)).hasMessageContaining(arn);
        }
    }

    @Test
    void lengthsBelowAQuarterOfAnHourAreRefused() {
        try (StsClient client = client(AwsBasicCredentials.create(ACCOUNT, "secret"))) {
            AssumeRoleRequest request = AssumeRoleRequest.builder()
                    .roleArn("arn:aws:iam::" + MEMBER + ":role/reader")
                    .roleSessionName("looking")
                    .durationSeconds(899)
                    .build();
            assertThatThrownBy(() -> client.assumeRole(request)).hasMessageContaining("DurationSeconds");
        }
    }

    @Test
    void serviceSpeaksTheQueryProtocolOf2011() {
        assertThat(sts.service().protocol())
                .isEqualTo(new Protocol.Query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"));
    }

    private Credentials assume(String caller, String role) {
        try (StsClient client = client(AwsBasicCredentials.create(caller, "secret"))) {
            return client.assumeRole(request -> request.roleArn(role).roleSessionName("looking"))
                    .credentials();
        }
    }

    private StsClient client(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(URI.create(server.endpoint()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
