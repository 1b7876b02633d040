package io.portcullis.app.account;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.aws.AwsClients;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Which account to talk to, as far as the command line says; the rest is the SDK's ordinary settings (AWS_PROFILE,
 * AWS_ENDPOINT_URL, shared files, roles and so on). A mixin of commands.
 */
public final class AccountSettings {

    @Option(names = "--profile", paramLabel = "NAME", description = "A profile of the shared AWS files.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "The address of every service, for local ones.")
    private Optional<URI> endpoint = Optional.empty();

    /**
     * The Region of the SDK's ordinary settings.
     *
     * @throws CommandFailure when none is set
     */
    public Region region() {
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(profile.orElse(null))
                    .build()
                    .getRegion();
        } catch (SdkClientException none) {
            throw CommandFailure.usage("No Region is set; give --region, or set AWS_REGION", none);
        }
    }

    /**
     * Clients with these settings, in a Region unless they are asked for another.
     *
     * @throws CommandFailure when the endpoint is not an address
     */
    public AwsClients clients(Region region) {
        endpoint.ifPresent(AccountSettings::check);
        return new AwsClients(builder -> apply(builder, region));
    }

    private void apply(AwsClientBuilder<?, ?> builder, Region region) {
        DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
        profile.ifPresent(credentials::profileName);
        builder.region(region).credentialsProvider(credentials.build());
        profile.ifPresent(name -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .defaultProfileName(name)
                .build()));
        endpoint.ifPresent(builder::endpointOverride);
    }

    private static void check(URI address) {
        if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null) {
            throw CommandFailure.usage(
                    "--endpoint-url " + address + " is not an address such as http://127.0.0.1:4566");
        }
    }
}
