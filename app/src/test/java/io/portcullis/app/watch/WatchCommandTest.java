package io.portcullis.app.watch;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.app.Console;
import io.portcullis.app.Machine;
import io.portcullis.wire.ServiceFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.securityhub.model.RecordState;

/** Watches a local account with the command as a process of its own, which signals reach. */
class WatchCommandTest {

    private static final int KEYS = 30;

    private static final String MEMBER = "444455556666";

    private final WatchedAccount account = new WatchedAccount(MEMBER);
    private final HttpClient http = HttpClient.newHttpClient();

    /** Tells that a mail is about to be sent, and keeps it until it may be. */
    private final CountDownLatch telling = new CountDownLatch(1);

    private final CountDownLatch go = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        go.countDown();
        account.close();
        http.close();
    }

    /** A process that watches, and what it has said. */
    private record Running(Process process, BufferedReader out, String address) implements AutoCloseable {

        static Running of(Process process) throws IOException {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String first = String.valueOf(out.readLine());
            assertThat(first).startsWith("Watching account " + WatchedAccount.ACCOUNT + ", us-east-1");
            return new Running(process, out, first.replaceAll(".*(http://[^/]+)/health/ready", "$1"));
        }

        void terminate() {
            // Not destroy(), which would close the streams.
            assertThat(process.toHandle().destroy()).isTrue();
        }

        String line(String start) throws IOException {
            String line = String.valueOf(out.readLine());
            while (!line.startsWith(start) && !line.equals("null")) {
                line = String.valueOf(out.readLine());
            }
            assertThat(line).startsWith(start);
            return line;
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void tellsOfAChangeAndOfItsEnd() throws Exception {
        String key = account.key();
        try (Running watch = Running.of(account.watch(folder, "--correct"))) {
            settle(watch);
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
        try (Running watch = Running.of(account.watch(folder, "--correct", "--security-hub"))) {
            account.open(key);
            assertThat(watch.line("RESOLVED")).contains(key);
            await().atMost(1, MINUTES).until(() -> account.inHub().equals(List.of(RecordState.ARCHIVED)));
        }
    }

    @Test
    void endsWhenNobodyReadsWhatItSays() throws Exception {
        String key = account.key();
        try (Running watch = Running.of(account.watch(folder))) {
            settle(watch);
            watch.out().close();
            account.open(key);
            assertThat(watch.exitCode()).isEqualTo(3);
            assertThat(folder.resolve("stderr")).content().contains("nobody reads standard output any more");
        }
        try (Running next = Running.of(account.watch(folder))) {
            assertThat(next.line("PUBLIC")).as("what was not told comes again").contains(key);
        }
    }

    @Test
    void mailsACommandThatPutsACorrectionBack() throws Exception {
        String key = account.key();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (Running watch = Running.of(account.watch(folder, "--correct", "--corrections", "my corrections"))) {
            settle(watch);
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
    void tellsNobodyTwiceWhatIsOpenAfterARestart() throws Exception {
        String key = account.key();
        try (Running first = Running.of(account.watch(folder))) {
            account.open(key);
            assertThat(account.mail().subject()).startsWith("[Portcullis] PUBLIC");
            first.terminate();
            assertThat(first.exitCode()).isZero();
        }
        try (Running second = Running.of(account.watch(folder))) {
            settle(second);
            account.shut(key);
            assertThat(account.mail().subject()).as("what it hears next").startsWith("[Portcullis] RESOLVED");
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
        try (Running watch = Running.of(account.watch(folder, "--organization"))) {
            String among = account.key();
            account.open(among, MEMBER);
            String beyond = account.key();
            account.open(beyond, "999999999999");
            assertThat(watch.line("EXTERNAL")).contains(beyond, "999999999999");
            settle(watch);
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
    void killedInTheMiddleOfItLosesNoChange() throws Exception {
        List<String> keys = Stream.generate(account::key).limit(KEYS).toList();
        awaitMessages(KEYS);
        account.sqs.purgeQueue(request -> request.queueUrl(account.queue));
        account.before("Publish", this::hold);
        try (Running first = Running.of(account.watch(folder))) {
            keys.forEach(account::open);
            assertThat(telling.await(60, TimeUnit.SECONDS)).isTrue();
            awaitMessages(KEYS);
            first.process().destroyForcibly().waitFor();
        }
        account.before("Publish", () -> {});
        go.countDown();
        account.mails.clear();
        int left = account.count(account.queue);
        assertThat(left)
                .as("what the killed process had in work is still there")
                .isPositive();
        try (Running second = Running.of(account.watch(folder))) {
            Set<String> told = new HashSet<>();
            while (told.size() < KEYS) {
                String text = account.mail().text();
                keys.stream().filter(text::contains).forEach(told::add);
            }
            awaitMetric(second, "portcullis_messages_handled_total", left);
            assertThat(metric(second, "portcullis_messages_failed_total")).isZero();
        }
        assertThat(account.count(account.dead)).isZero();
    }

    @Test
    void endsWhatIsInWorkWhenItIsTerminatedAndExitsWithZero() throws Exception {
        String key = account.key();
        account.before("Publish", this::hold);
        try (Running watch = Running.of(account.watch(folder))) {
            account.open(key);
            assertThat(telling.await(60, TimeUnit.SECONDS)).isTrue();
            watch.terminate();
            watch.line("Stopping");
            assertThat(account.mails).isEmpty();
            go.countDown();
            watch.line("Stopped");
            assertThat(watch.exitCode()).isZero();
        }
        assertThat(account.mail().text()).contains(key);
        assertThat(account.mails).isEmpty();
    }

    @Test
    void exitsAtOnceWhenItIsTerminatedTwiceAndTheChangeComesAgain() throws Exception {
        String key = account.key();
        account.before("Publish", this::hold);
        try (Running watch = Running.of(account.watch(folder))) {
            account.open(key);
            assertThat(telling.await(60, TimeUnit.SECONDS)).isTrue();
            watch.terminate();
            watch.line("Stopping");
            watch.terminate();
            assertThat(watch.exitCode()).isEqualTo(143);
        }
        assertThat(Stream.generate(account::received)
                        .limit(3)
                        .anyMatch(bodies -> bodies.contains("\"eventName\":\"PutKeyPolicy\"")))
                .as("the event comes again after a lease of six seconds")
                .isTrue();
    }

    @Test
    void isReadyOnlyWhileItReceivesAndSaysWhyNot() throws Exception {
        account.before("ReceiveMessage", () -> {
            throw new ServiceFault("AccessDenied", 403, "not today");
        });
        try (Running watch = Running.of(account.watch(folder))) {
            HttpResponse<String> ready = get(watch, "/health/ready");
            while (!ready.body().contains("sqs:ReceiveMessage")) {
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("has not answered yet");
                ready = get(watch, "/health/ready");
            }
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("not today", "Allow sqs:ReceiveMessage");
            assertThat(get(watch, "/health/live").statusCode()).isEqualTo(200);
            account.before("ReceiveMessage", () -> {});
            while (ready.statusCode() != 200) {
                ready = get(watch, "/health/ready");
            }
            assertThat(ready.body()).isEqualTo("ready\n");
        }
    }

    @Test
    void tellsItsMetricsAsPrometheusReadsThem() throws Exception {
        account.open(account.key());
        account.sqs.sendMessage(request -> request.queueUrl(account.queue).messageBody("not an event"));
        try (Running watch = Running.of(account.watch(folder))) {
            account.mail();
            awaitMetric(watch, "portcullis_messages_handled_total", 2);
            HttpResponse<String> metrics = get(watch, "/metrics");
            assertThat(metrics.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(metrics.body())
                    .contains("# TYPE portcullis_message_seconds histogram")
                    .contains("portcullis_message_seconds_bucket{le=\"+Inf\"} ")
                    .contains("portcullis_messages_malformed_total 1\n")
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

    private void hold() {
        telling.countDown();
        try {
            assertThat(go.await(90, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(Running watch, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(watch.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void awaitMessages(int atLeast) throws Exception {
        await().atMost(1, MINUTES).until(() -> account.count(account.queue) >= atLeast);
    }

    /** Waits until everything was looked at, and all that there was to be heard of. */
    private void settle(Running watch) throws Exception {
        awaitMetric(watch, "portcullis_sweeps_total", 1);
        await().atMost(1, MINUTES).until(() -> account.count(account.queue) == 0);
    }

    private void awaitMetric(Running watch, String name, long atLeast) throws Exception {
        await().atMost(1, MINUTES).until(() -> metric(watch, name) >= atLeast);
    }

    private long metric(Running watch, String name) throws IOException, InterruptedException {
        return get(watch, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
