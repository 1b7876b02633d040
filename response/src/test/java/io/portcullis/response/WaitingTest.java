package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.Inspection.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Responds with an analyzer that takes its time, as AWS's does, alone and beside our own engine. */
class WaitingTest extends ResponderBench {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SlowAnalyzer slow = new SlowAnalyzer(time);
    private final Responder managed = responder(slow, Optional.empty());
    private final BothAnalyzers bothAnalyzers = new BothAnalyzers(new RuleAnalyzer(), slow);
    private final Responder both = responder(bothAnalyzers, Optional.empty());

    @Test
    void tellsWhenTheAnalyzerHasItsAnswerAndHoldsUpNothingUntilThen() {
        kms.put(KEY, PUBLIC);
        List<Responder.Handled> handled = managed.handle(change("schedule"));
        assertThat(handled)
                .singleElement()
                .extracting(Responder.Handled::inspection)
                .isInstanceOf(Pending.class);
        assertThat(notices.told()).isEmpty();
        time.pass(Duration.ofSeconds(19));
        assertThat(notices.told()).isEmpty();
        time.pass(MINUTE);

        assertThat(notices.told()).containsExactly("Opened *");
        assertThat(time.waiting()).as("nothing is left to be asked").isZero();
        assertThat(slow.begun).hasSize(1);
    }

    @Test
    void keepsTheLastAnalysisWhileThereIsNoNewOne() {
        kms.put(KEY, PUBLIC);
        managed.handle(change("schedule"));
        time.pass(MINUTE);
        kms.put(KEY, RuleAnalyzer.CLOSED);
        managed.handle(change("schedule"));
        time.pass(Duration.ofSeconds(10));
        KeptResource kept = store.resource(ANALYZER, KEY.arn()).orElseThrow();
        assertThat(kept.analysis().verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(kept.analyzedAt())
                .as("and says how old it is")
                .isBefore(time.instant().minusSeconds(10));
        assertThat(notices.told()).as("not over yet").containsExactly("Opened *");
        time.pass(MINUTE);

        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
    }

    @Test
    void waitsForTheAnswerToTheNewestChange() {
        kms.put(KEY, RuleAnalyzer.CLOSED);
        managed.handle(change("schedule"));
        time.pass(Duration.ofSeconds(15));
        kms.put(KEY, PUBLIC);
        managed.handle(change("schedule"));
        slow.delay = Duration.ofSeconds(40);
        time.pass(Duration.ofSeconds(1));
        managed.handle(change("schedule"));
        time.pass(Duration.ofMinutes(2));

        assertThat(notices.told()).containsExactly("Opened *");
        assertThat(time.waiting()).as("one question, however many changes").isZero();
    }

    @Test
    void namesTheCallAlsoWhenAFindingOfAwsIsHeardOfBeforeItIsAnswered() {
        kms.put(KEY, PUBLIC);
        managed.handle(change("PutKeyPolicy"));
        // The call's own second look, after five seconds, is over.
        time.pass(Duration.ofSeconds(6));
        managed.handle(finding());
        time.pass(MINUTE);

        assertThat(callers()).containsExactly(change("PutKeyPolicy").actor());
    }

    @Test
    void namesTheCallAlsoWhenAFindingOfAwsBringsTheAnswer() {
        AtomicInteger asked = new AtomicInteger();
        Responder prompted = responder(
                new ResourceAnalyzer() {
                    @Override
                    public Answer analyze(ResourceState state, Instant changed) {
                        return asked.getAndIncrement() == 0
                                ? slow.analyze(state, changed)
                                : new Settled(new RuleAnalyzer().analyze(state));
                    }

                    @Override
                    public Answer analyze(ResourceState state, NotYet before) {
                        return slow.analyze(state, before);
                    }
                },
                Optional.empty());
        kms.put(KEY, PUBLIC);
        prompted.handle(change("PutKeyPolicy"));
        assertThat(notices.told()).isEmpty();
        prompted.handle(finding());
        assertThat(notices.told()).containsExactly("Opened *");
        assertThat(callers()).containsExactly(change("PutKeyPolicy").actor());
    }

    @Test
    void namesAwsWhereNoCallIsKnown() {
        kms.put(KEY, PUBLIC);
        managed.handle(finding());
        time.pass(MINUTE);
        assertThat(callers()).containsExactly("access-analyzer.amazonaws.com");
    }

    @Test
    void asksOneQuestionHoweverManyChangesThereWere() {
        kms.put(KEY, PUBLIC);
        for (int i = 0; i < 10; i++) {
            managed.handle(change("schedule"));
        }
        kms.reads.set(0);
        time.pass(MINUTE);

        assertThat(kms.reads).as("after 1/4 s, 1, 2, 4, 8 and 15 s more").hasValue(6);
    }

    @Test
    void saysThatItIsNotKnownWhenTheAnswerIsOverdueAndKeepsAsking() {
        kms.put(KEY, PUBLIC);
        slow.delay = Duration.ofMinutes(30);
        managed.handle(change("schedule"));
        time.pass(Duration.ofMinutes(9));
        assertThat(notices.told()).isEmpty();
        time.pass(Duration.ofMinutes(2));
        assertThat(notices.told()).containsExactly("Unknown UNDECIDED");
        time.pass(Duration.ofMinutes(10));
        assertThat(notices.told()).as("once").containsExactly("Unknown UNDECIDED");
        time.pass(Duration.ofMinutes(10));

        assertThat(notices.told()).containsExactly("Unknown UNDECIDED", "Opened *", "Known PUBLIC");
    }

    @Test
    void leavesTheAnalyzerAloneAsLongAsItWants() {
        kms.put(KEY, PUBLIC);
        slow.pause = Duration.ofMinutes(5);
        managed.handle(change("schedule"));
        time.pass(Duration.ofMinutes(4));
        assertThat(kms.reads).as("not asked again").hasValue(1);
        time.pass(Duration.ofMinutes(2));

        assertThat(notices.told()).containsExactly("Opened *");
    }

    @Test
    void tellsWhatIsCertainAtOnceAndTheRestLater() {
        kms.put(KEY, "{\"allow\":[\"*\",\"222222222222\"]}");
        slow.certain = List.of(RuleAnalyzer.finding(KEY, "222222222222", new Cause.PolicyStatement(0, "", 1, "")));
        managed.handle(change("schedule"));
        assertThat(notices.told()).containsExactly("Opened 222222222222");
        time.pass(MINUTE);

        assertThat(notices.told()).containsExactly("Opened 222222222222", "Opened *");
    }

    @Test
    void endsTheQuestionWhenTheKeyIsGone() {
        kms.put(KEY, PUBLIC);
        managed.handle(change("schedule"));
        time.pass(MINUTE);
        managed.handle(change("schedule"));
        kms.keys.clear();
        time.pass(MINUTE);

        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void asksOfTheWholeSweepAtOnce() {
        for (int i = 0; i < 50; i++) {
            kms.put(SmallKms.key(i), PUBLIC);
        }
        managed.handleAll(new Sweep(kms, 1), ResourceType.KMS_KEY);
        assertThat(slow.begun).hasSize(50);
        time.pass(MINUTE);

        assertThat(notices.told()).hasSize(50).containsOnly("Opened *");
    }

    @Test
    void tellsWhatOurEngineFindsAtOnceAndOnce() {
        kms.put(KEY, PUBLIC);
        both.handle(change("schedule"));
        assertThat(notices.told()).containsExactly("Opened *");
        time.pass(MINUTE);

        assertThat(notices.told()).containsExactly("Opened *");
        assertThat(store.resource(ANALYZER, KEY.arn()).orElseThrow().analysis().isUnknown())
                .isFalse();
    }

    @Test
    void isOverOnlyWhenBothSaySo() {
        kms.put(KEY, PUBLIC);
        both.handle(change("schedule"));
        time.pass(MINUTE);
        kms.put(KEY, RuleAnalyzer.CLOSED);
        both.handle(change("schedule"));
        time.pass(Duration.ofSeconds(10));
        assertThat(notices.told()).containsExactly("Opened *");
        time.pass(MINUTE);

        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
    }

    @Test
    void correctsWhatOurEngineFindsWithoutWaitingForAws() {
        kms.put(KEY, PUBLIC);
        Correcting desk =
                new Correcting(RuleAnalyzer::plan, new RuleAnalyzer(), kms, log, Correcting.Limits.DEFAULT, time);
        responder(bothAnalyzers, Optional.of(desk)).handle(change("schedule"));
        assertThat(kms.policy(KEY)).isEqualTo(RuleAnalyzer.CLOSED);
        time.pass(Duration.ofMinutes(10));

        assertThat(notices.told()).containsExactly("Opened *", "Resolved *");
        assertThat(kms.writes).hasValue(1);
    }

    private Responder responder(ResourceAnalyzer analyzer, Optional<Correcting> correcting) {
        return responder(new Inspector(kms, analyzer), correcting, RuleAnalyzer::plan);
    }

    private Change finding() {
        return new Change(
                "finding", List.of(KEY), "Access Analyzer Finding", "access-analyzer.amazonaws.com", time.instant());
    }

    /** By whose calls people were told, a notice each. */
    private List<String> callers() {
        return notices.notices.stream().map(notice -> notice.change().actor()).toList();
    }
}
