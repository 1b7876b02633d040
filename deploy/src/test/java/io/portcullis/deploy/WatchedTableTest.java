package io.portcullis.deploy;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.aws.dynamodb.LocalTable;
import io.portcullis.local.mail.MailMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The watch command as a process, on the table of the functions: here, where both and a table are at hand. */
class WatchedTableTest {

    private final Account account = new Account();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void tellsNobodyTwiceWhatIsOpenAfterARestart() throws Exception {
        String key = account.key();
        account.put(key, Account.OPEN);
        watched(at -> await().atMost(1, MINUTES).until(() -> account.mails.size() == 1));
        watched(at -> {
            await().atMost(1, MINUTES).until(() -> hasLookedAtEverything(at));
            account.put(key, Account.OPEN.replace(",\"*\"", ""));
            await().atMost(1, MINUTES).until(() -> account.mails.size() == 2);
        });
        assertThat(account.mails)
                .extracting(MailMessage::subject)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("[Portcullis] PUBLIC"),
                        second -> assertThat(second).startsWith("[Portcullis] RESOLVED"));
    }

    @Test
    void doesNotTellAgainWhatTheFunctionsTold() throws Exception {
        ChangeFunction function = new ChangeFunction(
                new Installation(DeploySettings.of(account.environment()), account.clients, Clock.systemUTC()));
        account.put(account.key(), Account.OPEN);
        List<Message> changes = account.take(account.changes);
        Invocations.invoke(function, account.event(changes));
        await().atMost(1, MINUTES).until(() -> account.mails.size() == 1);
        account.giveBack(account.changes, changes);
        watched(at -> await().atMost(1, MINUTES).until(() -> hasLookedAtEverything(at)));

        assertThat(account.mails).hasSize(1);
    }

    /** What is done while the command watches, at the address of its endpoints. */
    @FunctionalInterface
    private interface Meanwhile {
        void at(String address) throws Exception;
    }

    /** Starts the command, does something, and ends it. */
    private void watched(Meanwhile meanwhile) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.portcullis.app.Main",
                "watch",
                "--queue-url=" + account.changes,
                "--table=" + LocalTable.NAME,
                "--topic=" + account.topic,
                "--listen=127.0.0.1:0",
                "--lease=6");
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(account.environment());
        Process process = builder.directory(folder.toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String first = String.valueOf(out.readLine());
            assertThat(first).startsWith("Watching account " + Account.ID);
            meanwhile.at(first.replaceAll(".*(http://[^/]+)/health/ready", "$1"));
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean hasLookedAtEverything(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String metrics = http.send(
                            HttpRequest.newBuilder(URI.create(address + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return metrics.contains("portcullis_sweeps_total 1\n") && messages() == 0;
        }
    }

    /** How many messages there are on the queue of changes, in whatever state. */
    private int messages() {
        return account
                .sqs
                .getQueueAttributes(request -> request.queueUrl(account.changes)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
