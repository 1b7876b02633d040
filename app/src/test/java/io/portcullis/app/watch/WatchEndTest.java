package io.portcullis.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

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

/** How watching ends, by signals and without, and what the next process makes of what was left. */
class WatchEndTest {

    private static final int KEYS = 30;

    private final WatchedAccount account = new WatchedAccount("444455556666");

    /** Tells that a mail is about to be sent, and keeps it until it may be. */
    private final CountDownLatch telling = new CountDownLatch(1);

    private final CountDownLatch go = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        go.countDown();
        account.close();
    }

    @Test
    void endsWhenNobodyReadsWhatItSays() throws Exception {
        String key = account.unheardKey();
        try (WatchProcess watch = WatchProcess.of(account.watch(folder))) {
            account.settle(watch);
            watch.out().close();
            account.open(key);
            assertThat(watch.exitCode()).isEqualTo(3);
            assertThat(folder.resolve("stderr")).content().contains("nobody reads standard output any more");
        }
        try (WatchProcess next = WatchProcess.of(account.watch(folder))) {
            assertThat(next.line("PUBLIC")).as("what was not told comes again").contains(key);
        }
    }

    @Test
    void tellsNobodyTwiceWhatIsOpenAfterARestart() throws Exception {
        String key = account.key();
        try (WatchProcess first = WatchProcess.of(account.watch(folder))) {
            account.open(key);
            assertThat(account.mail().subject()).startsWith("[Portcullis] PUBLIC");
            first.terminate();
            assertThat(first.exitCode()).isZero();
        }
        try (WatchProcess second = WatchProcess.of(account.watch(folder))) {
            account.settle(second);
            account.shut(key);
            assertThat(account.mail().subject()).as("what it hears next").startsWith("[Portcullis] RESOLVED");
        }
    }

    @Test
    void killedInTheMiddleOfItLosesNoChange() throws Exception {
        List<String> keys = Stream.generate(account::key).limit(KEYS).toList();
        account.awaitMessages(KEYS);
        account.sqs.purgeQueue(request -> request.queueUrl(account.queue));
        account.before("Publish", this::hold);
        try (WatchProcess first = WatchProcess.of(account.watch(folder))) {
            keys.forEach(account::open);
            assertThat(telling.await(60, TimeUnit.SECONDS)).isTrue();
            account.awaitMessages(KEYS);
            first.process().destroyForcibly().waitFor();
        }
        account.before("Publish", () -> {});
        go.countDown();
        account.mails.clear();
        int left = account.count(account.queue);
        assertThat(left)
                .as("what the killed process had in work is still there")
                .isPositive();
        try (WatchProcess second = WatchProcess.of(account.watch(folder))) {
            Set<String> told = new HashSet<>();
            while (told.size() < KEYS) {
                String text = account.mail().text();
                keys.stream().filter(text::contains).forEach(told::add);
            }
            second.awaitMetric("portcullis_messages_handled_total", left);
            assertThat(second.metric("portcullis_messages_failed_total")).isZero();
        }
        assertThat(account.count(account.dead)).isZero();
    }

    @Test
    void endsWhatIsInWorkWhenItIsTerminatedAndExitsWithZero() throws Exception {
        String key = account.key();
        account.before("Publish", this::hold);
        try (WatchProcess watch = WatchProcess.of(account.watch(folder))) {
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
        try (WatchProcess watch = WatchProcess.of(account.watch(folder))) {
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

    private void hold() {
        telling.countDown();
        try {
            assertThat(go.await(90, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
