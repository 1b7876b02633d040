package io.portcullis.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Console;
import io.portcullis.app.local.House;
import io.portcullis.app.local.Houses;
import io.portcullis.app.local.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says of the account, beside what the environment says. */
class AccountSettingsTest {

    private static final String OTHER = "444455556666";

    private static final List<String> SET = List.of(
            "aws.accessKeyId", "aws.secretAccessKey", "aws.sharedCredentialsFile", "aws.configFile", "aws.region");

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void open() throws IOException {
        house = Houses.open(folder.resolve("mail"));
        Path profiles = folder.resolve("credentials");
        Files.writeString(profiles, """
                [other]
                aws_access_key_id = %s
                aws_secret_access_key = any
                """.formatted(OTHER));
        Path config = folder.resolve("config");
        Files.writeString(config, """
                [profile empty]
                region = eu-west-1
                """);
        System.setProperty("aws.accessKeyId", Houses.ACCOUNT);
        System.setProperty("aws.secretAccessKey", "any");
        System.setProperty("aws.sharedCredentialsFile", profiles.toString());
        System.setProperty("aws.configFile", config.toString());
    }

    @AfterEach
    void close() {
        SET.forEach(System::clearProperty);
        house.close();
    }

    @Test
    void takesTheCredentialsOfTheProfileThatIsNamed() {
        String key = key(OTHER, "us-east-1");
        Console.Result scan = run("scan", "--profile", "other", "--region", "us-east-1", "--format", "json");
        assertThat(scan.err() + scan.out()).contains(key);
        assertThat(run("doctor", "--profile", "other", "--region", "us-east-1").out())
                .contains("account " + OTHER);
    }

    @Test
    void takesThoseOfTheEnvironmentWhereNoneIsNamed() {
        assertThat(run("doctor", "--region", "us-east-1").out()).contains("account " + Houses.ACCOUNT);
    }

    @Test
    void refusesAProfileThatThereIsNot() {
        for (String command : List.of("scan", "doctor")) {
            Console.Result result = run(command, "--profile", "nosuch", "--region", "us-east-1");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--profile nosuch", "no such profile");
        }
        Console.Result watch =
                run("watch", "--queue-url", "http://127.0.0.1:1/" + OTHER + "/changes", "--profile", "nosuch");
        assertThat(watch.code()).isEqualTo(2);
        assertThat(watch.err()).contains("no such profile");
    }

    @Test
    void refusesAProfileWithoutCredentials() {
        Console.Result result = run("doctor", "--profile", "empty", "--region", "us-east-1");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("The profile has no credentials");
    }

    @Test
    void takesTheRegionOfTheStockCliAfterThatOfTheSdk() {
        Console console = new Console(folder).environment("AWS_DEFAULT_REGION", "eu-west-1");
        assertThat(console.run(withEndpoint("doctor")).out()).startsWith("eu-west-1");
        System.setProperty("aws.region", "us-east-1");
        assertThat(console.run(withEndpoint("doctor")).out()).startsWith("us-east-1");
    }

    private String key(String account, String region) {
        return house.clients(new Place(account, region))
                .client(region)
                .createKey()
                .keyMetadata()
                .arn();
    }

    private Console.Result run(String... arguments) {
        return new Console(folder).run(withEndpoint(arguments));
    }

    private String[] withEndpoint(String... arguments) {
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--endpoint-url", house.endpoint().toString()))
                .toArray(String[]::new);
    }
}
