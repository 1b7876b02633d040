package io.portcullis.response;

import static io.portcullis.response.SmallKms.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.response.CorrectionRecord.Status;
import io.portcullis.response.Responder.Handled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CorrectingTest extends ResponderBench {

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
    void countsTheAttemptsOfOtherProcesses() {
        for (int i = 0; i < 10; i++) {
            kms.put(KEY, PUBLIC);
            another().handle(change("PutKeyPolicy"));
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(kms.writes).hasValue(Correcting.Limits.DEFAULT.attempts());
    }

    @Test
    void triesAgainWhatFailedInAnotherProcess() {
        kms.put(KEY, PUBLIC);
        kms.writeTrouble = Optional.of("ThrottlingException");
        another().handle(change("PutKeyPolicy"));
        kms.writeTrouble = Optional.empty();
        another().handle(change("TagResource"));

        assertThat(kms.policy(KEY)).isEqualTo(RuleAnalyzer.CLOSED);
    }

    @Test
    void closesWhatIsNoNewsWhenSomebodyAsksForIt() {
        kms.put(KEY, PUBLIC);
        telling.handle(change("PutKeyPolicy"));
        assertThat(correcting.handle(change("PutKeyPolicy")).getFirst().correction())
                .isEmpty();
        Handled handled = correcting.correct(change("request"), KEY);

        assertThat(handled.correction().orElseThrow().isDone()).isTrue();
        assertThat(kms.policy(KEY)).isEqualTo(RuleAnalyzer.CLOSED);
        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
        assertThat(correcting.correct(change("request"), KEY).correction()).isEmpty();
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
    void whatWasUndoneInTwoStepsStaysUndone() {
        undoneOneByOne();

        assertThat(kms.policy(KEY)).isEqualTo(PUBLIC);
        assertThat(kms.state(KEY).grants()).hasSize(1);
        assertThat(log.all().getLast().refused().orElseThrow()).contains("somebody undid");
    }

    @Test
    void closesBesideWhatWasUndoneJustWhatIsNew() {
        undoneOneByOne();
        kms.put(KEY, PUBLIC, grant("g1", "222222222222"), grant("g2", "333333333333"));
        correcting.handle(change("CreateGrant"));

        assertThat(kms.policy(KEY)).isEqualTo(PUBLIC);
        assertThat(kms.state(KEY).grants()).containsExactly(grant("g1", "222222222222"));
    }

    @Test
    void refusesACorrectionThatWouldTakeAwayWhatWasUndone() {
        undoneOneByOne();
        String more = "{\"allow\":[\"*\",\"333333333333\"]}";
        kms.put(KEY, more, grant("g1", "222222222222"));
        correcting.handle(change("PutKeyPolicy"));

        assertThat(kms.policy(KEY)).isEqualTo(more);
        assertThat(log.all().getLast().refused().orElseThrow()).contains("put back by undo");
    }

    /** A policy and a grant that were closed one after the other, and undone so, the later one first. */
    private void undoneOneByOne() {
        kms.put(KEY, PUBLIC);
        correcting.handle(change("PutKeyPolicy"));
        time.pass(Duration.ofSeconds(1));
        kms.put(KEY, RuleAnalyzer.CLOSED, grant("g1", "222222222222"));
        correcting.handle(change("CreateGrant"));
        Undo undo = new Undo(log, kms, time);
        undo.undo(log.all().getLast().id());
        correcting.handle(change("CreateGrant"));
        undo.undo(log.all().getFirst().id());
        time.pass(Duration.ofSeconds(1));
        correcting.handle(change("PutKeyPolicy"));
        time.pass(Duration.ofSeconds(1));
    }

    @Test
    void triesAgainWhatCouldNotBeKept() {
        UnwritableLog full = new UnwritableLog(log);
        Responder responder = responder(Optional.of(
                new Correcting(RuleAnalyzer::plan, new RuleAnalyzer(), kms, full, Correcting.Limits.DEFAULT, time)));
        kms.put(KEY, PUBLIC);
        responder.handle(change("PutKeyPolicy"));
        assertThat(kms.policy(KEY)).isEqualTo(PUBLIC);

        full.isFull = false;
        responder.handle(change("PutKeyPolicy"));
        assertThat(kms.policy(KEY)).isEqualTo(RuleAnalyzer.CLOSED);
    }

    /** A log that has no room. */
    private static final class UnwritableLog implements CorrectionLog {

        private final CorrectionLog log;
        private boolean isFull = true;

        UnwritableLog(CorrectionLog log) {
            this.log = log;
        }

        @Override
        public void keep(CorrectionRecord entry) {
            if (isFull) {
                throw new UncheckedIOException("The correction cannot be kept", new IOException("No space left"));
            }
            log.keep(entry);
        }

        @Override
        public List<CorrectionRecord> all() {
            return log.all();
        }

        @Override
        public Optional<CorrectionRecord> find(String id) {
            return log.find(id);
        }
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

    /** A responder of another process, that knows nothing but what is kept. */
    private Responder another() {
        return responder(Optional.of(
                new Correcting(RuleAnalyzer::plan, new RuleAnalyzer(), kms, log, Correcting.Limits.DEFAULT, time)));
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
}
