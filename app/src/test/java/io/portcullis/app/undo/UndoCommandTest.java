package io.portcullis.app.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.app.Console;
import io.portcullis.app.local.House;
import io.portcullis.app.local.HouseSettings;
import io.portcullis.app.local.Houses;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.response.CorrectionRecord;
import io.portcullis.response.FolderCorrectionLog;
import io.portcullis.response.Progress;
import io.portcullis.wire.WireSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

class UndoCommandTest {

    /** Laid out so that only a copy byte for byte is the same. */
    private static final String OPEN = """
            { "Version":"2012-10-17",
                 "Statement" :[{"Effect":"Allow", "Principal":"*","Action":"kms:*", "Resource":"*"}]  }""";

    @TempDir
    Path folder;

    @BeforeEach
    void credentials() {
        System.setProperty("aws.accessKeyId", Houses.ACCOUNT);
        System.setProperty("aws.secretAccessKey", "any");
    }

    @AfterEach
    void noCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void restoresThePolicyByteForByte() throws Exception {
        try (House house = Houses.correcting(folder.resolve("mail"), folder)) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            kms.putKeyPolicy(request -> request.keyId(key).policy(OPEN));
            Path file = corrected();

            Console.Result result = undo(house, file);
            assertThat(result.code()).as(result.err() + result.out()).isZero();
            assertThat(result.out()).contains("Undone", key);
            assertThat(kms.getKeyPolicy(request -> request.keyId(key)).policy()).isEqualTo(OPEN);

            Console.Result again = undo(house, file);
            assertThat(again.code()).isZero();
            assertThat(again.out()).contains("Nothing to undo");
        }
    }

    @Test
    void leavesAPolicyThatSomebodyChangedSince() throws Exception {
        String other =
                OPEN.replace("\"*\",\"Action\"", "{\"AWS\":\"arn:aws:iam::" + Houses.ACCOUNT + ":root\"},\"Action\"");
        try (House house = Houses.correcting(folder.resolve("mail"), folder)) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            kms.putKeyPolicy(request -> request.keyId(key).policy(OPEN));
            Path file = corrected();
            kms.putKeyPolicy(request -> request.keyId(key).policy(other));

            Console.Result result = undo(house, file);
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out()).contains("Not undone", key);
            assertThat(kms.getKeyPolicy(request -> request.keyId(key)).policy()).isEqualTo(other);
        }
    }

    @Test
    void keepsTheOutcomeInTheFileThatWasNamed() throws Exception {
        try (House house = Houses.correcting(folder.resolve("mail"), folder)) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            kms.putKeyPolicy(request -> request.keyId(key).policy(OPEN));
            Path file = corrected();
            Path renamed = Files.move(file, folder.resolve("x y.json"));

            Console.Result result = undo(house, renamed);
            assertThat(result.code()).as(result.err() + result.out()).isZero();
            assertThat(renamed).content().contains("\"undone\"");
            assertThat(file).doesNotExist();
            assertThat(undo(house, renamed).out()).contains("Nothing to undo");
        }
    }

    @Test
    void worksAsTheMailSays() throws Exception {
        LinkedBlockingQueue<MailMessage> mails = new LinkedBlockingQueue<>();
        HouseSettings settings = new HouseSettings(
                new WireSettings("127.0.0.1", 0, Houses.ACCOUNT, "us-east-1", Map.of()),
                mails::add,
                true,
                AnalyzerChoice.EMBEDDED,
                false,
                Optional.empty(),
                Optional.of(folder.resolve("corrections")),
                Duration.ofHours(1),
                Progress.silent());
        try (House house = House.open(settings)) {
            house.subscribe(house.home(), "security@example.com");
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            kms.putKeyPolicy(request -> request.keyId(key).policy(OPEN));
            await().until(() -> mails.size() == 2);
            String line = List.copyOf(mails)
                    .getLast()
                    .text()
                    .lines()
                    .filter(each -> each.startsWith("portcullis undo "))
                    .findFirst()
                    .orElseThrow();

            Console.Result result = new Console(Files.createDirectory(folder.resolve("elsewhere")))
                    .run(line.replace("portcullis ", "").split(" "));
            assertThat(result.code()).as(line + result.err()).isZero();
            assertThat(kms.getKeyPolicy(request -> request.keyId(key)).policy()).isEqualTo(OPEN);
        }
    }

    @Test
    void leavesAllAsItIsWhereThereIsNoSuchProfile() throws Exception {
        try (House house = Houses.correcting(folder.resolve("mail"), folder)) {
            KmsClient kms = house.clients(house.home()).client("us-east-1");
            String key = kms.createKey().keyMetadata().arn();
            kms.putKeyPolicy(request -> request.keyId(key).policy(OPEN));
            Path file = corrected();
            String closed = kms.getKeyPolicy(request -> request.keyId(key)).policy();

            Console.Result result = undo(house, file, "--profile", "nosuch");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--profile nosuch", "no such profile");
            assertThat(kms.getKeyPolicy(request -> request.keyId(key)).policy()).isEqualTo(closed);
        }
    }

    @Test
    void saysWhatIsNotARecord() throws IOException {
        assertThat(new Console(folder).run("undo", "missing.json").err()).contains("missing.json", "no such record");
        Files.writeString(folder.resolve("other.json"), "{}");
        Console.Result result = new Console(folder).run("undo", "other.json");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("other.json");
    }

    private Console.Result undo(House house, Path file, String... options) {
        return new Console(folder)
                .run(Stream.concat(
                                Stream.of(
                                        "undo",
                                        file.getFileName().toString(),
                                        "--endpoint-url",
                                        house.endpoint().toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    /** The record of the first correction, once it is done. */
    private Path corrected() {
        FolderCorrectionLog log = new FolderCorrectionLog(folder);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<CorrectionRecord> done = List.of();
        while (done.isEmpty()) {
            assertThat(System.nanoTime()).as("no correction in time").isLessThan(deadline);
            done = log.all().stream().filter(CorrectionRecord::isDone).toList();
        }
        return folder.resolve(done.getFirst().id() + ".json");
    }
}
