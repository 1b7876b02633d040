package io.portcullis.app.account;

import io.portcullis.app.cli.CommandFailure;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * Which account to talk to, as far as the command line says; the rest is the SDK's ordinary settings (AWS_PROFILE,
 * AWS_ENDPOINT_URL, shared files, roles and so on). A mixin of commands.
 */
public final class AccountSettings {

    @Option(names = "--profile", paramLabel = "NAME", description = "A profile of the shared AWS files.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "The address of every service, for local ones.")
    private Optional<URI> endpoint = Optional.empty();

    /** The profile of the shared files, if one is named. */
    public Optional<String> profile() {
        return profile;
    }

    /**
     * A client with these settings.
     *
     * @throws CommandFailure when the endpoint is not an address
     */
    public <C, B extends AwsClientBuilder<B, C>> C client(B builder, Region region) {
        DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
        profile.ifPresent(credentials::profileName);
        builder.region(region).credentialsProvider(credentials.build());
        profile.ifPresent(name -> builder.overrideConfiguration(configuration -> configuration.defaultProfileName(name)));
        endpoint.ifPresent(address -> builder.endpointOverride(checked(address)));
        return builder.build();
    }

    private static URI checked(URI address) {
        if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null) {
            throw CommandFailure.usage(
                    "--endpoint-url " + address + " is not an address such as http://127.0.0.1:4566");
        }
        return address;
    }
}
