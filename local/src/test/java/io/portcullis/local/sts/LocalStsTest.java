package io.portcullis.local.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.wire.Protocol;
import io.portcullis.wire.WireServer;
import io.portcullis.wire.WireSettings;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class LocalStsTest {

    @Test
    void callerIsTheRootUserOfTheAccountInTheAccessKeyId() {
        try (WireServer server = WireServer.start(WireSettings.loopback(0), List.of(new LocalSts().service()));
                StsClient client = StsClient.builder()
                        .endpointOverride(URI.create(server.endpoint()))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            GetCallerIdentityResponse identity = client.getCallerIdentity();

            assertThat(identity.account()).isEqualTo("111122223333");
            assertThat(identity.userId()).isEqualTo("111122223333");
            assertThat(identity.arn()).isEqualTo("arn:aws:iam::111122223333:root");
        }
    }

    @Test
    void serviceSpeaksTheQueryProtocolOf2011() {
        assertThat(new LocalSts().service().protocol())
                .isEqualTo(new Protocol.Query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"));
    }
}
