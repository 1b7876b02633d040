package io.portcullis.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import io.portcullis.aws.AwsClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalCommandTest {

    @TempDir
    Path folder;

    @Test
    void printsOneLineWhenReadyAndEndsOnSigterm() throws Exception {
        Process local = Machine.portcullis(folder, Map.of(), "local", "--port", "0", "--account", "111122223333");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(local.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine())
                    .matches("Portcullis local account ready on http://127\\.0\\.0\\.1:[0-9]+"
                            + " \\(account 111122223333, us-east-1\\)");
            // Not destroy(), which would close the streams.
            assertThat(local.toHandle().destroy()).isTrue();
            assertThat(out.readLine()).isNull();
        }
        assertThat(local.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("stderr")).isEmptyFile();
    }

    @Test
    void isAnOrganizationWhoseAccountsCanBeScanned() throws Exception {
        Path beside = Files.createDirectory(folder.resolve("scan"));
        Process local = Machine.portcullis(
                folder,
                Map.of(),
                "local",
                "--port",
                "0",
                "--account",
                "111122223333",
                "--organization",
                "o-a1b2c3d4e5",
                "--members",
                "222222222222,333333333333");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(local.getInputStream(), StandardCharsets.UTF_8))) {
            String endpoint = out.readLine().replaceAll(".* on (\\S+) .*", "$1");
            try (AwsClients clients = new AwsClients(builder -> builder.endpointOverride(URI.create(endpoint))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("333333333333", "any"))))) {
                clients.client("us-east-1").createKey();
            }
            Process scan = Machine.portcullis(
                    beside,
                    Map.of("AWS_ACCESS_KEY_ID", "111122223333", "AWS_SECRET_ACCESS_KEY", "any"),
                    "scan",
                    "--endpoint-url",
                    endpoint,
                    "--region",
                    "us-east-1",
                    "--organization",
                    "--role",
                    "any");
            assertThat(Machine.output(scan, beside, 0)).contains("NONE", "arn:aws:kms:us-east-1:333333333333:key/");
        } finally {
            local.toHandle().destroy();
        }
    }

    @Test
    void membersAreAccountsOfAnOrganization() {
        assertThat(new Console(folder).run("local", "--members", "222222222222").err())
                .contains("--members", "--organization");
        assertThat(new Console(folder)
                        .run("local", "--organization", "o-a1b2c3d4e5", "--members", "22")
                        .err())
                .contains("--members 22 is not 12 digits");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (House house = Houses.open(folder.resolve("outbox"))) {
            String port = String.valueOf(house.endpoint().getPort());
            Console.Result result = new Console(folder).run("local", "--port", port);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("127.0.0.1:" + port, "another");
            assertThat(result.err().lines()).hasSize(1);
        }
    }

    @Test
    void refusesWhatIsNotASetting() {
        assertThat(new Console(folder).run("local", "--account", "12").err()).contains("--account 12", "12 digits");
        assertThat(new Console(folder).run("local", "--port", "70000").err()).contains("70000");
        assertThat(new Console(folder).run("local", "--credentials", "nowhere").err())
                .contains("nowhere");
        assertThat(new Console(folder).run("local", "--smtp", "nowhere").err()).contains("--smtp nowhere");
        assertThat(new Console(folder).run("local", "--rescan", "0").code()).isEqualTo(2);
        assertThat(new Console(folder).run("local", "--organization", "zz").err())
                .contains("--organization \"zz\"", "o-");
        assertThat(new Console(folder).run("local", "--region", "").err()).contains("--region");
    }

    @Test
    void checksSignaturesAgainstTheGivenKeysAndStillWatches() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), """
                [default]
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = right
                [other]
                aws_access_key_id = 222222222222
                aws_secret_access_key = another
                """);
        Process local = Machine.portcullis(folder, Map.of(), "local", "--port", "0", "--credentials", keys.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(local.getInputStream(), StandardCharsets.UTF_8))) {
            String ready = String.valueOf(out.readLine());
            String endpoint = ready.replaceAll(".* (http://\\S+) .*", "$1");
            assertThat(caller(endpoint, "AKIDEXAMPLE", "right")).isEqualTo("000000000000");
            assertThat(caller(endpoint, "222222222222", "another")).isEqualTo("222222222222");
            assertThatThrownBy(() -> caller(endpoint, "AKIDEXAMPLE", "wrong"))
                    .isInstanceOfSatisfying(
                            StsException.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
            assertThatThrownBy(() -> caller(endpoint, "333333333333", "right")).isInstanceOf(StsException.class);
        } finally {
            local.destroy();
        }
        assertThat(local.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    private static String caller(String endpoint, String id, String secret) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .build()) {
            return sts.getCallerIdentity().account();
        }
    }

    @Test
    @Timeout(60)
    void refusesAFileWhereCorrectionsAreToBeKept() throws IOException {
        Files.writeString(folder.resolve("taken"), "");
        for (String place : List.of("taken", "taken/below")) {
            Console.Result result =
                    new Console(folder).run("local", "--port", "0", "--correct", "--corrections", place);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .contains("--corrections " + folder.resolve(place) + " cannot be made a folder: ")
                    .doesNotContain("foreseen");
        }
    }
}
