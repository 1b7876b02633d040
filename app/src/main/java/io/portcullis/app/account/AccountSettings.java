package io.portcullis.app.account;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.cli.Surroundings;
import io.portcullis.aws.AwsClients;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Which account to talk to, as far as the command line says; the rest is the SDK's ordinary settings (AWS_PROFILE,
 * AWS_ENDPOINT_URL, shared files, roles and so on). A mixin of commands.
 */
public final class AccountSettings {

    /** The stock CLI's own name for it, which no SDK for Java reads. Source: AWS CLI user guide, "Environment variables". */
    private static final String DEFAULT_REGION = "AWS_DEFAULT_REGION";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "A profile of the shared AWS files; its credentials, whatever the environment has.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "The address of every service, for local ones.")
    private Optional<URI> endpoint = Optional.empty();

    /**
     * The Region of the SDK's ordinary settings; AWS_DEFAULT_REGION counts after AWS_REGION and before a profile, as it does
     * for the stock CLI.
     *
     * @throws CommandFailure when none is set, or there is no such profile
     */
    public Region region(Surroundings surroundings) {
        profile.ifPresent(AccountSettings::check);
        try {
            return new AwsRegionProviderChain(
                            new SystemSettingsRegionProvider(),
                            () -> ofStockCli(surroundings.environment()),
                            profile.map(name -> new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, name))
                                    .orElseGet(AwsProfileRegionProvider::new),
                            new InstanceProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException none) {
            throw CommandFailure.usage("No Region is set; give --region, or set AWS_REGION", none);
        }
    }

    private static Region ofStockCli(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(DEFAULT_REGION))
                .filter(name -> !name.isBlank())
                .map(Region::of)
                .orElseThrow(() -> SdkClientException.create(DEFAULT_REGION + " is not set"));
    }

    /**
     * Clients with these settings, in a Region unless they are asked for another. A profile that was named has the say, as
     * with the stock CLI: nobody who names an account means the one whose keys are in the environment.
     *
     * @throws CommandFailure when the endpoint is not an address, or there is no such profile
     */
    public AwsClients clients(Region region) {
        endpoint.ifPresent(AccountSettings::check);
        profile.ifPresent(AccountSettings::check);
        return new AwsClients(builder -> apply(builder, region));
    }

    /** The address of every service, where one was given. */
    public Optional<URI> endpoint() {
        return endpoint;
    }

    private void apply(AwsClientBuilder<?, ?> builder, Region region) {
        builder.region(region).credentialsProvider(credentials());
        profile.ifPresent(name -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .defaultProfileName(name)
                .build()));
        endpoint.ifPresent(builder::endpointOverride);
    }

    private AwsCredentialsProvider credentials() {
        return profile.<AwsCredentialsProvider>map(name ->
                        ProfileCredentialsProvider.builder().profileName(name).build())
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static void check(String profile) {
        if (ProfileFile.defaultProfileFile().profile(profile).isEmpty()) {
            throw CommandFailure.usage("--profile " + profile + ": there is no such profile in the shared AWS files; "
                    + "\"aws configure list-profiles\" lists those there are");
        }
    }

    private static void check(URI address) {
        if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null) {
            throw CommandFailure.usage(
                    "--endpoint-url " + address + " is not an address such as http://127.0.0.1:4566");
        }
    }
}
