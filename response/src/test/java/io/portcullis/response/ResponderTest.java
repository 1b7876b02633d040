package io.portcullis.response;

import static io.portcullis.response.SmallKms.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.CorrectionRecord.Status;
import io.portcullis.response.Progress.Moment;
import io.portcullis.response.Progress.Stage;
import io.portcullis.response.Publisher.Undelivered;
import io.portcullis.response.Responder.Handled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponderTest {

    private static final String ANALYZER = "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/one";
    private static final String PUBLIC = "{\"allow\":[\"*\"]}";
    private static final String PARTNER = "{\"allow\":[\"222222222222\"]}";
    private static final Resource KEY = SmallKms.key(1);

    private final SmallKms kms = new SmallKms();
    private final ManualTime time = new ManualTime();
    private final KeptNotices notices = new KeptNotices();
    private final KeptNotices second = new KeptNotices();
    private final InMemoryFindingStore store = new InMemoryFindingStore();
    private final InMemoryCorrectionLog log = new InMemoryCorrectionLog();
    private final List<Moment> moments = new CopyOnWriteArrayList<>();
    private final Responder telling = responder(Optional.empty());
    private final Responder correcting = responder(Optional.of(
            new Correcting(RuleAnalyzer::plan, new RuleAnalyzer(), kms, log, Correcting.Limits.DEFAULT, time)));

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
    void closesWhatWasOpenedAndKeepsWhatWasThere() {
        kms.put(KEY, PUBLIC, grant("g1", "222222222222"));
        Handled handled = correcting.handle(change("PutKeyPolicy")).getFirst();

        assertThat(kms.policy(KEY)).isEqualTo(RuleAnalyzer.CLOSED);
        assertThat(kms.state(KEY).grants()).isEmpty();
        assertThat(notices.told())
                .containsExactlyInAnyOrder("Opened 222222222222", "Opened *", "Resolved 222222222222", "Resolved *");
        CorrectionRecord kept = log.all().getFirst();
        assertThat(kept.isDone()).isTrue();
        assertThat(kept.correction().before().policy()).isEqualTo(PUBLIC);
        assertThat(handled.correction()).contains(kept);
        assertThat(notices.notices.getLast().correction()).contains(kept);
        assertThat(notices.notices.getLast().change().actor()).isEqualTo("portcullis");
    }

    @Test
    void endsQuietlyWhenItsOwnCorrectionComesBackAsAnEvent() {
        kms.put(KEY, PUBLIC);
        correcting.handle(change("PutKeyPolicy"));
        int told = notices.told().size();
        correcting.handle(change("PutKeyPolicy"));

        assertThat(notices.told()).hasSize(told);
        assertThat(kms.writes).hasValue(1);
    }

    @Test
    void stopsCorrectingWhatKeepsComingBack() {
        fightOver(10);

        assertThat(kms.writes).hasValue(Correcting.Limits.DEFAULT.attempts());
        assertThat(kms.policy(KEY)).isEqualTo(PUBLIC);
        assertThat(log.all().getLast().refused().orElseThrow()).contains("keeps coming back");
        assertThat(notices.told().getLast()).as("and people know it is open").startsWith("Opened *");
    }

    @Test
    void correctsAgainWhenTheWindowOfAttemptsIsOver() {
        fightOver(10);
        time.pass(Duration.ofHours(2));
        kms.put(KEY, RuleAnalyzer.CLOSED);
        correcting.handle(change("PutKeyPolicy"));
        kms.put(KEY, PUBLIC);
        correcting.handle(change("PutKeyPolicy"));

        assertThat(kms.policy(KEY)).isEqualTo(RuleAnalyzer.CLOSED);
    }

    @Test
    void triesAgainWhenACorrectionFailed() {
        kms.put(KEY, PUBLIC);
        kms.writeTrouble = Optional.of("ThrottlingException");
        correcting.handle(change("PutKeyPolicy"));
        assertThat(log.all().getFirst().steps().getFirst().status()).isEqualTo(Status.FAILED);
        kms.writeTrouble = Optional.empty();
        time.pass(Duration.ofSeconds(1));

        assertThat(kms.policy(KEY)).isEqualTo(RuleAnalyzer.CLOSED);
        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
    }

    @Test
    void leavesAloneAKeyThatSomebodyChangedMeanwhile() {
        kms.put(KEY, PUBLIC);
        AtomicInteger reads = new AtomicInteger();
        Planner slow = (state, analysis) -> {
            if (reads.getAndIncrement() == 1) {
                kms.put(KEY, PARTNER);
            }
            return RuleAnalyzer.plan(state, analysis);
        };
        Responder responder = responder(
                Optional.of(new Correcting(slow, new RuleAnalyzer(), kms, log, Correcting.Limits.DEFAULT, time)), slow);
        responder.handle(change("PutKeyPolicy"));

        assertThat(kms.policy(KEY)).isEqualTo(PARTNER);
        assertThat(log.all().getFirst().steps().getFirst().status()).isEqualTo(Status.SUPERSEDED);
        assertThat(notices.told()).containsExactly("Opened *", "Opened 222222222222", "Resolved *");
    }

    @Test
    void doesNotCloseWhatIsArchived() {
        kms.put(KEY, PARTNER);
        telling.handle(change("PutKeyPolicy"));
        archiveAll();
        correcting.handle(change("PutKeyPolicy"));

        assertThat(kms.writes).hasValue(0);
    }

    @Test
    void refusesACorrectionThatWouldTakeAwayArchivedAccess() {
        kms.put(KEY, PARTNER);
        telling.handle(change("PutKeyPolicy"));
        archiveAll();
        kms.put(KEY, "{\"allow\":[\"*\",\"222222222222\"]}");
        correcting.handle(change("PutKeyPolicy"));

        assertThat(kms.writes).hasValue(0);
        assertThat(log.all().getFirst().refused().orElseThrow()).contains("archived as intended");
    }

    @Test
    void undoesACorrectionByteForByteAndDoesNotCorrectItAgain() {
        String policy = "{ \"allow\" :\t[\"*\"] }\r\n";
        kms.put(KEY, policy, grant("g1", "222222222222"));
        correcting.handle(change("PutKeyPolicy"));
        String id = log.all().getFirst().id();

        CorrectionRecord undone = new Undo(log, kms, time).undo(id);

        assertThat(undone.steps()).extracting(CorrectionRecord.Applied::status).containsOnly(Status.UNDONE);
        assertThat(kms.policy(KEY)).isEqualTo(policy);
        assertThat(kms.state(KEY).grants()).hasSize(1);
        correcting.handle(change("PutKeyPolicy"));
        assertThat(kms.policy(KEY)).isEqualTo(policy);
        assertThat(notices.told().getLast()).endsWith("again");
    }

    @Test
    void doesNotUndoOverSomebodysLaterChange() {
        kms.put(KEY, PUBLIC);
        correcting.handle(change("PutKeyPolicy"));
        kms.put(KEY, PARTNER);

        CorrectionRecord after =
                new Undo(log, kms, time).undo(log.all().getFirst().id());

        assertThat(kms.policy(KEY)).isEqualTo(PARTNER);
        assertThat(after.steps().getFirst().reason()).contains("not undone");
        assertThat(after.undone()).isEmpty();
    }

    @Test
    void keepsWhatCouldNotBeDeliveredAndRetriesItAlone() {
        kms.put(KEY, PUBLIC);
        notices.trouble = List.of(new Undelivered("entry 2", "ThrottlingException"));
        telling.handle(change("PutKeyPolicy"));
        kms.put(KEY, RuleAnalyzer.CLOSED);
        telling.handle(change("PutKeyPolicy"));

        assertThat(telling.undelivered()).hasSize(2);
        assertThat(telling.undelivered().getFirst().parts()).isEqualTo(notices.trouble);
        assertThat(second.told()).as("other publishers are not held up").containsExactly("Opened *", "Resolved *");

        List<Undelivered> parts = notices.trouble;
        notices.trouble = List.of();
        time.pass(Duration.ofSeconds(1));
        assertThat(notices.retried).containsExactly(parts);
        assertThat(notices.told()).as("in their order").containsExactly("Opened *", "Resolved *");
        assertThat(second.told()).hasSize(2);
        assertThat(telling.undelivered()).isEmpty();
    }

    @Test
    void backsOffWhileDeliveryFails() {
        kms.put(KEY, PUBLIC);
        notices.trouble = List.of(new Undelivered("entry 1", "down"));
        telling.handle(change("schedule"));
        time.pass(Duration.ofMinutes(1));

        assertThat(notices.retried).as("after 1 s, 5 s, 30 s").hasSize(3);
        assertThat(telling.undelivered()).hasSize(1);
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
            assertThat(tag.get(10, TimeUnit.SECONDS)).hasSize(1);
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

    private void awaitReceived(int changes) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (moments.stream()
                                .filter(moment -> moment.stage() == Stage.RECEIVED)
                                .count()
                        < changes
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody opens the key again each time it is closed. */
    private void fightOver(int times) {
        for (int i = 0; i < times; i++) {
            kms.put(KEY, PUBLIC);
            correcting.handle(change("PutKeyPolicy"));
            time.pass(Duration.ofSeconds(1));
        }
    }

    private void archiveAll() {
        List<String> ids = store.findings(ANALYZER).stream()
                .map(kept -> kept.finding().id())
                .toList();
        store.update(ANALYZER, ids, KeptFinding.Status.ARCHIVED, time.instant());
    }

    private Change change(String call) {
        return change(call, KEY);
    }

    private Change change(String call, Resource key) {
        return new Change("event", List.of(key), call, "arn:aws:iam::111122223333:user/alice", time.instant());
    }

    private Responder responder(Optional<Correcting> correcting) {
        return responder(correcting, RuleAnalyzer::plan);
    }

    private Responder responder(Optional<Correcting> correcting, Planner planner) {
        return new Responder(
                new Responder.Parts(
                        ANALYZER,
                        new Inspector(kms, new RuleAnalyzer()),
                        store,
                        planner,
                        List.of(notices, second),
                        time,
                        moments::add,
                        time),
                correcting,
                ResponseSettings.DEFAULT);
    }
}
