package io.portcullis.app.watch;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import io.portcullis.wire.ServiceFault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.securityhub.model.RecordState;

/** Watches a local account with the command as a process of its own. */
class WatchCommandTest {

    private static final String MEMBER = "444455556666";

    private final WatchedAccount account = new WatchedAccount(MEMBER);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void tellsOfAChangeAndOfItsEnd() throws Exception {
        String key = account.unheardKey();
        try (WatchProcess watch = WatchProcess.of(account.watch(folder, "--correct"))) {
            account.settle(watch);
            account.open(key);
            assertThat(account.mail().subject()).startsWith("[Portcullis] PUBLIC");
            assertThat(account.mail().subject()).startsWith("[Portcullis] RESOLVED");
            assertThat(watch.line("PUBLIC"))
                    .contains(key, "AWS: *", "PutKeyPolicy of ", "by arn:aws:iam::111122223333");
            assertThat(watch.line("RESOLVED")).contains(key);
        }
    }

    @Test
    void keepsSecurityHubInLine() throws Exception {
        String key = account.key();
        account.hub.enableSecurityHub(request -> {});
        try (WatchProcess watch = WatchProcess.of(account.watch(folder, "--correct", "--security-hub"))) {
            account.open(key);
            assertThat(watch.line("RESOLVED")).contains(key);
            await().atMost(1, MINUTES).until(() -> account.inHub().equals(List.of(RecordState.ARCHIVED)));
        }
    }

    @Test
    void mailsACommandThatPutsACorrectionBack() throws Exception {
        String key = account.unheardKey();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (WatchProcess watch =
                WatchProcess.of(account.watch(folder, "--correct", "--corrections", "my corrections"))) {
            account.settle(watch);
            account.open(key);
            assertThat(account.mail().subject()).startsWith("[Portcullis] PUBLIC");
            String line = account.mail()
                    .text()
                    .lines()
                    .filter(each -> each.startsWith("portcullis undo "))
                    .findFirst()
                    .orElseThrow();
            String file = line.replace("portcullis undo ", "").replace("'", "");
            Process undo = Machine.portcullis(elsewhere, account.environment(), "undo", file);
            assertThat(Machine.output(undo, elsewhere, 0)).contains("Undone", key);
        }
    }

    @Test
    void namesTheFileOfFindingsThatItCannotRead() throws Exception {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Files.writeString(kept.resolve("torn.json"), "{");
        assertThat(ended(2, "--findings", "kept")).contains("--findings: ", "torn.json cannot be read: not JSON");
    }

    @Test
    void trustsTheAccountsOfTheOrganizationThatItAsksFor() throws Exception {
        try (WatchProcess watch = WatchProcess.of(account.watch(folder, "--organization"))) {
            String among = account.key();
            account.open(among, MEMBER);
            String beyond = account.key();
            account.open(beyond, "999999999999");
            assertThat(watch.line("EXTERNAL")).contains(beyond, "999999999999");
            account.settle(watch);
            assertThat(account.mail().text()).contains(beyond);
            assertThat(account.mails).isEmpty();
        }
    }

    @Test
    void saysThatTheOrganizationCannotBeRead() throws Exception {
        account.before("DescribeOrganization", () -> {
            throw new ServiceFault("AccessDeniedException", 400, "not today");
        });
        assertThat(ended(3, "--organization")).contains("The organization could not be read", "not today");
    }

    @Test
    void isReadyOnlyWhileItReceivesAndSaysWhyNot() throws Exception {
        account.before("ReceiveMessage", () -> {
            throw new ServiceFault("AccessDenied", 403, "not today");
        });
        try (WatchProcess watch = WatchProcess.of(account.watch(folder))) {
            HttpResponse<String> ready = watch.get("/health/ready");
            while (!ready.body().contains("sqs:ReceiveMessage")) {
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("has not answered yet");
                ready = watch.get("/health/ready");
            }
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("not today", "Allow sqs:ReceiveMessage");
            assertThat(watch.get("/health/live").statusCode()).isEqualTo(200);
            account.before("ReceiveMessage", () -> {});
            while (ready.statusCode() != 200) {
                ready = watch.get("/health/ready");
            }
            assertThat(ready.body()).isEqualTo("ready\n");
        }
    }

    @Test
    void tellsItsMetricsAsPrometheusReadsThem() throws Exception {
        account.open(account.key());
        account.sqs.sendMessage(request -> request.queueUrl(account.queue).messageBody("not an event"));
        try (WatchProcess watch = WatchProcess.of(account.watch(folder))) {
            account.mail();
            watch.awaitMetric("portcullis_messages_handled_total", 2);
            HttpResponse<String> metrics = watch.get("/metrics");
            assertThat(metrics.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(metrics.body())
                    .contains("# TYPE portcullis_message_seconds histogram")
                    .contains("portcullis_message_seconds_bucket{le=\"+Inf\"} ")
                    // More where it has come again meanwhile.
                    .containsPattern("portcullis_messages_malformed_total [1-9]\\n")
                    .contains("portcullis_findings{status=\"ACTIVE\"} 1\n")
                    .contains("portcullis_resources{verdict=\"PUBLIC\"} 1\n");
            assertThat(metrics.body().lines().filter(line -> !line.startsWith("#")))
                    .allMatch(line -> line.matches("portcullis_[a-z_]+(\\{[a-z]+=\"[A-Za-z0-9.+]+\"})? [0-9.E]+"));
        }
    }

    @Test
    void saysThatThereIsNoSuchQueue() throws Exception {
        account.sqs.deleteQueue(request -> request.queueUrl(account.queue));
        assertThat(ended(2)).contains("/changes: there is no such queue");
    }

    @Test
    void refusesWhatIsNotASetting() {
        assertThat(refused("--queue-url", "changes")).contains("--queue-url changes is not an address");
        assertThat(refused("--queue-url", account.queue + ".fifo")).contains("FIFO");
        assertThat(refused("--queue-url", account.queue, "--topic", "people")).contains("--topic people");
        assertThat(refused("--queue-url", account.queue, "--lease", "5")).contains("--lease 5");
        assertThat(refused("--queue-url", account.queue, "--rescan", "0")).contains("--rescan 0");
        assertThat(refused("--queue-url", account.queue, "--farewell", "-1")).contains("--farewell -1");
        assertThat(refused("--queue-url", account.queue, "--organization", "x")).contains("--organization \"x\"");
        assertThat(refused("--queue-url", account.queue, "--correct", "--analyzer", "managed"))
                .contains("--correct needs our own engine");
    }

    /** What it says on standard error where it ends at once, with this code. */
    private String ended(int code, String... options) throws IOException, InterruptedException {
        Machine.output(account.watch(folder, options), folder, code);
        return Files.readString(folder.resolve("stderr"));
    }

    private String refused(String... options) {
        Console.Result result = new Console(folder)
                .run(Stream.concat(Stream.of("watch"), Stream.of(options)).toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        return result.err();
    }
}
