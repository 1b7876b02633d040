package io.portcullis.app.scan;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * Which account to talk to, as far as the command line says; the rest is the SDK's ordinary settings (AWS_PROFILE,
 * AWS_ENDPOINT_URL, shared files, roles and so on).
 *
 * @param profile the profile of the shared files, if one is named
 * @param endpoint the address of every service, if it is not AWS's
 */
record AccountSettings(Optional<String> profile, Optional<URI> endpoint) {

    /** A client builder with these settings. */
    <C, B extends AwsClientBuilder<B, C>> C client(B builder, Region region) {
        builder.region(region).credentialsProvider(credentials());
        profile.ifPresent(name -> builder.overrideConfiguration(configuration -> configuration.defaultProfileName(name)));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
        profile.ifPresent(builder::profileName);
        return builder.build();
    }
}
