package io.portcullis.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** Runs docs/walkthrough.md and docs/walkthrough.py as they stand. */
class WalkthroughTest {

    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theStockCliDoesEachStepOfThePage() throws Exception {
        Machine.needs("aws");
        Machine.needs("curl");
        try (House house = Houses.open(folder.resolve("outbox"))) {
            Path script = Files.writeString(folder.resolve("walkthrough.sh"), script(house));
            Process bash = Machine.start(folder, Map.of("AWS_PAGER", ""), List.of("bash", "-eu", script.toString()));
            String out = Machine.output(bash, folder, 0);
            assertThat(out).contains("pending confirmation");
        }
        assertThat(folder.resolve("outbox")).isDirectoryContaining("glob:**000003.eml");
        assertThat(Files.readString(folder.resolve("outbox/000002.eml")))
                .contains("Subject: AWS Notification Message", "access-analyzer-kms-function", "ACTIVE");
        assertThat(Files.readString(folder.resolve("outbox/000003.eml"))).contains("RESOLVED");
    }

    private static String script(House house) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve("walkthrough.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("http://127.0.0.1:4566", house.endpoint().toString());
    }

    @Test
    void theBotoProgramFindsThePublicKeyAndPublishesIt() throws Exception {
        Machine.needsPythonModule("boto3");
        try (House house = Houses.open(folder.resolve("outbox"))) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            kms.createKey();
            String key = kms.createKey().keyMetadata().arn();
            kms.putKeyPolicy(request -> request.keyId(key).policy("""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},\
                    "Action":"kms:*","Resource":"*"}]}"""));
            Process python = Machine.start(
                    folder,
                    Map.of(
                            "AWS_ENDPOINT_URL",
                            house.endpoint().toString(),
                            "AWS_ACCESS_KEY_ID",
                            Houses.ACCOUNT,
                            "AWS_SECRET_ACCESS_KEY",
                            "any",
                            "AWS_DEFAULT_REGION",
                            "us-east-1"),
                    List.of("python3", DOCS.resolve("walkthrough.py").toString()));
            assertThat(Machine.output(python, folder, 0))
                    .contains("1 public of 2 keys", key, "\"kms:Decrypt\"", "0 failed of 1 events");
        }
    }
}
