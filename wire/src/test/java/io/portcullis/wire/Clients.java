package io.portcullis.wire;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** The SDK's own clients, pointed at a server of the test. */
record Clients(WireServer server, String accessKeyId, String secretKey, String region) {

    static Clients of(WireServer server) {
        return new Clients(server, "111122223333", "secret", "eu-central-1");
    }

    Clients keys(String otherAccessKeyId, String otherSecretKey) {
        return new Clients(server, otherAccessKeyId, otherSecretKey, region);
    }

    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C make(B builder) {
        return builder.endpointOverride(URI.create(server.endpoint()))
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretKey)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings ->
                        settings.retryStrategy(RetryMode.STANDARD).retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
    }
}
