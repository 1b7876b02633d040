package io.portcullis.response;

import static io.portcullis.response.SmallKms.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.Progress.Moment;
import io.portcullis.response.Progress.Stage;
import io.portcullis.response.Publisher.Undelivered;
import io.portcullis.response.Responder.Handled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponderTest extends ResponderBench {

    @Test
    void tellsOnceWhatWasOpenedAndOnceThatItIsOver() {
        kms.put(KEY, PUBLIC);
        telling.handle(change("PutKeyPolicy"));
        telling.handle(change("PutKeyPolicy"));
        kms.put(KEY, RuleAnalyzer.CLOSED);
        telling.handle(change("PutKeyPolicy"));
        telling.handle(change("PutKeyPolicy"));

        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
    }

    @Test
    void tellsByWhoseCallAndWhatWouldCloseIt() {
        kms.put(KEY, PUBLIC);
        Change change = change("PutKeyPolicy");
        telling.handle(change);

        Notice notice = notices.notices.getFirst();
        assertThat(notice.change()).isEqualTo(change);
        assertThat(notice.plan().orElseThrow().steps()).hasSize(1);
        assertThat(notice.kept().orElseThrow().analysis().verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(notice.findings()).hasSize(1);
        assertThat(kms.writes).as("correction is off unless asked for").hasValue(0);
    }

    @Test
    void readsThePresentStateNotTheEvent() {
        kms.put(KEY, RuleAnalyzer.CLOSED);
        telling.handle(change("PutKeyPolicy"));

        assertThat(notices.told()).isEmpty();
    }

    @Test
    void tellsThatAKeyIsUnreadableAndNeverThatItIsClean() {
        kms.put(KEY, PUBLIC);
        kms.unreadable.put(KEY.arn(), "AccessDenied");
        telling.handle(change("PutKeyPolicy"));

        assertThat(notices.told()).containsExactly("Unknown UNREADABLE");
        kms.unreadable.clear();
        time.pass(Duration.ofSeconds(1));
        assertThat(notices.told()).as("looked at again soon").contains("Opened *", "Known PUBLIC");
    }

    @Test
    void resolvesTheFindingsOfAKeyThatIsGone() {
        kms.put(KEY, PUBLIC);
        telling.handle(change("PutKeyPolicy"));
        kms.keys.clear();
        telling.handle(change("DeleteKey"));

        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
        assertThat(notices.notices.getLast().kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateGrant", "RevokeGrant", "RetireGrant"})
    void looksAgainUntilFiveMinutesAfterAGrantChanged(String call) {
        kms.put(KEY, RuleAnalyzer.CLOSED);
        telling.handle(change(call));
        time.pass(Duration.ofMinutes(4));
        kms.put(KEY, RuleAnalyzer.CLOSED, grant("g1", "222222222222"));
        assertThat(notices.told()).isEmpty();
        time.pass(Duration.ofMinutes(2));

        assertThat(notices.told()).containsExactly("Opened 222222222222");
        assertThat(kms.reads).hasValue(5);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void looksAgainSecondsAfterAPolicyChanged() {
        kms.put(KEY, RuleAnalyzer.CLOSED);
        telling.handle(change("PutKeyPolicy"));
        kms.put(KEY, PUBLIC);
        time.pass(Duration.ofSeconds(6));

        assertThat(notices.told()).containsExactly("Opened *");
    }

    @Test
    void keepsWhatCouldNotBeDeliveredAndRetriesItAlone() {
        kms.put(KEY, PUBLIC);
        notices.trouble = List.of(new Undelivered("entry 2", "ThrottlingException"));
        telling.handle(change("PutKeyPolicy"));
        kms.put(KEY, RuleAnalyzer.CLOSED);
        telling.handle(change("PutKeyPolicy"));

        assertThat(telling.undelivered(KEY)).hasSize(2);
        assertThat(telling.undelivered(KEY).getFirst().parts()).isEqualTo(notices.trouble);
        assertThat(second.told()).as("other publishers are not held up").containsExactly("Opened *", "Resolved *");

        List<Undelivered> parts = notices.trouble;
        notices.trouble = List.of();
        time.pass(Duration.ofSeconds(1));
        assertThat(notices.retried).containsExactly(parts);
        assertThat(notices.told()).as("in their order").containsExactly("Opened *", "Resolved *");
        assertThat(second.told()).hasSize(2);
        assertThat(telling.undelivered(KEY)).isEmpty();
    }

    @Test
    void backsOffWhileDeliveryFails() {
        kms.put(KEY, PUBLIC);
        notices.trouble = List.of(new Undelivered("entry 1", "down"));
        telling.handle(change("schedule"));
        time.pass(Duration.ofMinutes(1));

        assertThat(notices.retried).as("after 1 s, 5 s, 30 s").hasSize(3);
        assertThat(telling.undelivered(KEY)).hasSize(1);
    }

    @Test
    void reportsEachStageInOrder() {
        kms.put(KEY, PUBLIC);
        correcting.handle(change("PutKeyPolicy"));

        assertThat(moments)
                .extracting(Moment::stage)
                .containsExactly(
                        Stage.RECEIVED,
                        Stage.READ,
                        Stage.ANALYZED,
                        Stage.PUBLISHED,
                        Stage.CORRECTED,
                        Stage.READ,
                        Stage.ANALYZED,
                        Stage.PUBLISHED,
                        Stage.RESOLVED);
        assertThat(moments).extracting(Moment::nanoTime).isSorted();
    }

    @Test
    void handlesChangesOfOneKeyOneAfterTheOther() throws Exception {
        kms.put(KEY, PUBLIC);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        kms.beforeRead = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Handled>>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(threads.submit(() -> telling.handle(change("PutKeyPolicy"))));
            }
            for (Future<List<Handled>> one : all) {
                one.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValue(1);
        assertThat(notices.told()).containsExactly("Opened *");
    }

    @Test
    void handlesDifferentKeysAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        kms.put(SmallKms.key(1), PUBLIC);
        kms.put(SmallKms.key(2), PUBLIC);
        kms.beforeRead = () -> {
            both.countDown();
            await(both);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Handled>> one = threads.submit(() -> telling.handle(change("PutKeyPolicy", SmallKms.key(1))));
            Future<List<Handled>> two = threads.submit(() -> telling.handle(change("PutKeyPolicy", SmallKms.key(2))));
            one.get(10, TimeUnit.SECONDS);
            two.get(10, TimeUnit.SECONDS);
        }
        assertThat(notices.told()).hasSize(2);
    }

    @Test
    void namesTheLaterCallWhenItCameWhileTheKeyWasRead() throws Exception {
        kms.put(KEY, PUBLIC);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        kms.beforeRead = () -> {
            reading.countDown();
            await(go);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Handled>> create = threads.submit(() -> telling.handle(change("CreateKey")));
            await(reading);
            Future<List<Handled>> put = threads.submit(() -> telling.handle(change("PutKeyPolicy")));
            Future<List<Handled>> tag = threads.submit(() -> telling.handle(change("TagResource")));
            awaitReceived(3);
            go.countDown();
            assertThat(create.get(10, TimeUnit.SECONDS))
                    .as("left to the later change")
                    .isEmpty();
            assertThat(put.get(10, TimeUnit.SECONDS)).hasSize(1);
            // Whichever of the two comes first to the key.
            assertThat(tag.get(10, TimeUnit.SECONDS)).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(notices.notices)
                .singleElement()
                .satisfies(notice -> assertThat(notice.change().call()).isEqualTo("PutKeyPolicy"));
    }

    @Test
    void readsAKeyAFewTimesInABurstOfChangesAndStillDuringIt() throws Exception {
        kms.put(KEY, PUBLIC);
        CountDownLatch go = new CountDownLatch(1);
        kms.beforeRead = () -> await(go);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Handled>>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(threads.submit(() -> telling.handle(change("PutKeyPolicy"))));
            }
            awaitReceived(200);
            go.countDown();
            for (Future<List<Handled>> one : all) {
                one.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(kms.reads.get()).isBetween(200 / 9, 60);
        assertThat(notices.told()).containsExactly("Opened *");
    }

    @Test
    void sweepsOverEveryKeyAndOverThoseThatWereKnownAndAreGone() {
        kms.put(SmallKms.key(1), PUBLIC);
        kms.put(SmallKms.key(2), PARTNER);
        telling.handleAll(new Sweep(kms, 8), ResourceType.KMS_KEY);
        kms.keys.remove(SmallKms.key(1).arn());
        Sweep.Swept<Handled> swept = telling.handleAll(new Sweep(kms, 8), ResourceType.KMS_KEY);

        assertThat(notices.told()).containsExactlyInAnyOrder("Opened *", "Opened 222222222222", "Resolved *");
        assertThat(swept.results()).hasSize(2);
        assertThat(time.waiting()).as("no second looks after a schedule").isZero();
    }

    @Test
    void remindsOfWhatStandsAsItStoodOnceInThirtyDaysOfTheSchedule() {
        kms.put(KEY, PUBLIC);
        for (int day = 0; day <= 95; day++) {
            telling.handleAll(new Sweep(kms, 8), ResourceType.KMS_KEY);
            telling.handle(change("PutKeyPolicy"));
            time.pass(Duration.ofDays(1));
        }

        assertThat(notices.told()).containsExactly("Opened *");
        assertThat(notices.reminders).hasSize(3).allSatisfy(reminder -> {
            assertThat(reminder.transitions()).isEmpty();
            assertThat(reminder.findings()).hasSize(1);
            assertThat(reminder.change().isScheduled()).isTrue();
        });
        assertThat(second.reminders).hasSize(3);
    }

    @Test
    void doesNotRemindOfWhatIsToldAsNewsOrHasYetToBeTold() {
        kms.put(KEY, PUBLIC);
        telling.handle(change("PutKeyPolicy"));
        time.pass(Duration.ofDays(31));
        kms.put(KEY, PARTNER);
        telling.handleAll(new Sweep(kms, 8), ResourceType.KMS_KEY);
        assertThat(notices.told()).contains("Resolved *");

        second.trouble = List.of(Undelivered.whole("away"));
        kms.put(KEY, PUBLIC);
        telling.handle(change("PutKeyPolicy"));
        time.pass(Duration.ofDays(31));
        telling.handleAll(new Sweep(kms, 8), ResourceType.KMS_KEY);

        assertThat(notices.reminders).isEmpty();
        assertThat(second.reminders).isEmpty();
    }

    private void awaitReceived(int changes) throws InterruptedException {
        assertThat(received.tryAcquire(changes, 10, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
