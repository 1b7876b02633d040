package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.KeptFinding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of a finding's life, which every store keeps. */
abstract class FindingStoreContract {

    private static final String ANALYZER = "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/one";
    private static final Resource KEY = SmallKms.key(1);
    private static final Instant T0 = Instant.parse("2026-11-23T19:30:00Z");

    private FindingStore store = new InMemoryFindingStore();

    /** An empty store. */
    abstract FindingStore open();

    @BeforeEach
    void begin() {
        store = open();
    }

    @Test
    void opensWhatIsNew() {
        List<Transition> transitions = store.record(ANALYZER, found("*", "222222222222"), at(0));

        assertThat(transitions)
                .containsExactly(
                        new Transition.Opened(kept("*", Status.ACTIVE, 0, 0, 0), false),
                        new Transition.Opened(kept("222222222222", Status.ACTIVE, 0, 0, 0), false));
    }

    @Test
    void movesOnlyAnalyzedAtWhenTheSameIsFoundAgain() {
        store.record(ANALYZER, found("*"), at(0));

        assertThat(store.record(ANALYZER, found("*"), at(5))).isEmpty();
        assertThat(store.findings(ANALYZER)).containsExactly(kept("*", Status.ACTIVE, 0, 0, 5));
        assertThat(store.resource(ANALYZER, KEY.arn())).contains(new KeptResource(found("*"), at(0), at(0), at(5)));
    }

    @Test
    void resolvesWhatIsGone() {
        store.record(ANALYZER, found("*"), at(0));

        assertThat(store.record(ANALYZER, found(), at(5)))
                .containsExactly(new Transition.Resolved(kept("*", Status.RESOLVED, 0, 5, 5)));
        assertThat(store.record(ANALYZER, found(), at(6))).isEmpty();
    }

    @Test
    void addsWhatIsCertainAndResolvesNothingByIt() {
        store.record(ANALYZER, found("*"), at(0));

        assertThat(store.add(ANALYZER, found("222222222222"), at(5)))
                .containsExactly(new Transition.Opened(kept("222222222222", Status.ACTIVE, 5, 5, 5), false));
        assertThat(store.findings(ANALYZER))
                .extracting(KeptFinding::status)
                .containsExactly(Status.ACTIVE, Status.ACTIVE);
        assertThat(store.resource(ANALYZER, KEY.arn()))
                .as("the last analysis is the one before")
                .contains(new KeptResource(found("*"), at(0), at(0), at(0)));
        assertThat(store.add(ANALYZER, found(), at(6))).isEmpty();
        assertThat(store.add(ANALYZER, found("333333333333"), at(4)))
                .as("older than what is known")
                .isEmpty();
    }

    @Test
    void opensTheSameFindingAgainWhenItsAccessReappears() {
        store.record(ANALYZER, found("*"), at(0));
        store.record(ANALYZER, found(), at(1));

        assertThat(store.record(ANALYZER, found("*"), at(2)))
                .containsExactly(new Transition.Opened(kept("*", Status.ACTIVE, 0, 2, 2), true));
        assertThat(store.findings(ANALYZER)).hasSize(1);
    }

    @Test
    void leavesArchivedFindingsArchivedWhileTheAccessExists() {
        store.record(ANALYZER, found("*"), at(0));
        assertThat(store.update(ANALYZER, List.of(id("*")), Status.ARCHIVED, at(1)))
                .containsExactly(kept("*", Status.ARCHIVED, 0, 1, 0));

        assertThat(store.record(ANALYZER, found("*"), at(2))).isEmpty();
        assertThat(store.finding(ANALYZER, id("*"))).contains(kept("*", Status.ARCHIVED, 0, 1, 2));
    }

    @Test
    void resolvesArchivedFindingsWhoseAccessIsGone() {
        store.record(ANALYZER, found("*"), at(0));
        store.update(ANALYZER, List.of(id("*")), Status.ARCHIVED, at(1));

        assertThat(store.record(ANALYZER, found(), at(2)))
                .containsExactly(new Transition.Resolved(kept("*", Status.RESOLVED, 0, 2, 2)));
    }

    @Test
    void leavesResolvedFindingsResolvedWhenTheyAreUpdatedByHand() {
        store.record(ANALYZER, found("*"), at(0));
        store.record(ANALYZER, found(), at(1));

        assertThat(store.update(ANALYZER, List.of(id("*"), "no-such-id"), Status.ACTIVE, at(2)))
                .isEmpty();
        assertThatThrownBy(() -> store.update(ANALYZER, List.of(), Status.RESOLVED, at(2)))
                .hasMessageContaining("ACTIVE or ARCHIVED");
    }

    @Test
    void resolvesNothingWhenItCannotBeDecidedButOpensWhatIsCertain() {
        store.record(ANALYZER, found("*"), at(0));
        Analysis doubt = doubt(Verdict.UNDECIDED, "too deep", "222222222222");

        assertThat(store.record(ANALYZER, doubt, at(1)))
                .containsExactly(
                        new Transition.Opened(kept("222222222222", Status.ACTIVE, 1, 1, 1), false),
                        new Transition.Unknown(doubt));
        assertThat(store.findings(ANALYZER)).extracting(KeptFinding::status).containsOnly(Status.ACTIVE);
    }

    @Test
    void resolvesNothingWhenSomethingBeyondTheFindingsIsUndecided() {
        store.record(ANALYZER, found("*", "222222222222"), at(0));

        assertThat(store.record(ANALYZER, doubt(Verdict.PUBLIC, "one statement is not decided", "*"), at(1)))
                .hasExactlyElementsOfTypes(Transition.Unknown.class);
    }

    @Test
    void tellsOnceThatAResourceIsUnreadableAndOnceThatItIsReadAgain() {
        Analysis unreadable = Analysis.unreadable(KEY, "AccessDenied");
        Analysis other = Analysis.unreadable(KEY, "Throttled");

        assertThat(store.record(ANALYZER, unreadable, at(0))).containsExactly(new Transition.Unknown(unreadable));
        assertThat(store.record(ANALYZER, unreadable, at(1))).isEmpty();
        assertThat(store.record(ANALYZER, other, at(2))).containsExactly(new Transition.Unknown(other));
        assertThat(store.record(ANALYZER, found(), at(3))).containsExactly(new Transition.Known(found()));
        assertThat(store.record(ANALYZER, found(), at(4))).isEmpty();
    }

    @Test
    void tellsOnceThatAwsAndOurEngineDifferAndOnceThatTheyDoNotAnyMore() {
        Difference one = difference("222222222222");
        Difference other = difference("333333333333");

        assertThat(store.record(ANALYZER, differing(one), at(0)))
                .containsExactly(new Transition.Differed(List.of(one)));
        assertThat(store.record(ANALYZER, differing(one), at(1))).isEmpty();
        assertThat(store.record(ANALYZER, differing(one, other), at(2)))
                .containsExactly(new Transition.Differed(List.of(other)));
        assertThat(store.record(ANALYZER, found(), at(3))).containsExactly(new Transition.Agreed(List.of(one, other)));
        assertThat(store.record(ANALYZER, found(), at(4))).isEmpty();
        assertThat(store.record(ANALYZER, differing(one), at(5))).hasSize(1);
        assertThat(store.gone(ANALYZER, KEY, at(6))).containsExactly(new Transition.Agreed(List.of(one)));
    }

    @Test
    void takesTheSilenceOfWhoDoesNotKnowForNoAgreement() {
        Difference one = difference("222222222222");
        store.record(ANALYZER, differing(one), at(0));

        assertThat(store.record(ANALYZER, doubt(Verdict.UNDECIDED, "AWS has not answered"), at(1)))
                .hasExactlyElementsOfTypes(Transition.Unknown.class);
        assertThat(store.record(ANALYZER, differing(one), at(2))).hasExactlyElementsOfTypes(Transition.Known.class);
    }

    @Test
    void ignoresAnAnalysisOlderThanTheOneKept() {
        store.record(ANALYZER, found(), at(5));

        assertThat(store.record(ANALYZER, found("*"), at(4))).isEmpty();
        assertThat(store.gone(ANALYZER, KEY, at(4))).isEmpty();
        assertThat(store.resource(ANALYZER, KEY.arn()))
                .map(KeptResource::analysis)
                .contains(found());
    }

    @Test
    void resolvesAllFindingsAndForgetsTheAnalysisOfAResourceThatIsGone() {
        store.record(ANALYZER, doubt(Verdict.UNDECIDED, "why", "*"), at(0));

        assertThat(store.gone(ANALYZER, KEY, at(1)))
                .hasExactlyElementsOfTypes(Transition.Resolved.class, Transition.Known.class);
        assertThat(store.resources(ANALYZER)).isEmpty();
        assertThat(store.gone(ANALYZER, KEY, at(2))).isEmpty();
        assertThat(store.record(ANALYZER, found("*"), at(1)))
                .as("older than the end")
                .isEmpty();
    }

    @Test
    void forgetsResolvedFindingsNinetyDaysAfterTheirLastUpdate() {
        store.record(ANALYZER, found("*"), at(0));
        store.record(ANALYZER, found(), at(1));

        store.record(ANALYZER, found(), at(1).plus(Duration.ofDays(90)));
        assertThat(store.findings(ANALYZER)).hasSize(1);
        store.record(ANALYZER, found(), at(2).plus(Duration.ofDays(90)));
        assertThat(store.findings(ANALYZER)).isEmpty();
        assertThat(store.finding(ANALYZER, id("*"))).isEmpty();
    }

    @Test
    void keepsAnalyzersApartAndForgetsOneWhole() {
        store.record(ANALYZER, found("*"), at(0));
        store.record("other", found(), at(0));

        store.forget(ANALYZER);

        assertThat(store.findings(ANALYZER)).isEmpty();
        assertThat(store.resources(ANALYZER)).isEmpty();
        assertThat(store.resources("other")).hasSize(1);
    }

    @Test
    void opensAFindingOnceHoweverManyFindItAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Transition>>> tasks = IntStream.range(0, 200)
                    .<Callable<List<Transition>>>mapToObj(i -> () -> store.record(ANALYZER, found("*"), at(7)))
                    .toList();
            int opened = 0;
            for (var result : threads.invokeAll(tasks)) {
                opened += result.get().size();
            }
            assertThat(opened).isEqualTo(1);
        }
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    private static Finding finding(String principal) {
        return RuleAnalyzer.finding(KEY, principal, new Cause.PolicyStatement(0, "", 1, "{}"));
    }

    private static String id(String principal) {
        return finding(principal).id();
    }

    private static Analysis found(String... principals) {
        List<Finding> findings =
                Arrays.stream(principals).map(FindingStoreContract::finding).toList();
        return new Analysis(KEY, findings.isEmpty() ? Verdict.NONE : Verdict.PUBLIC, findings, List.of());
    }

    private static Difference difference(String principal) {
        Finding finding = finding(principal);
        return new Difference(
                finding.principal(),
                finding.condition(),
                Optional.empty(),
                Optional.of(new Difference.Claim(false, finding.actions())));
    }

    private static Analysis differing(Difference... differences) {
        return new Analysis(KEY, Verdict.NONE, List.of(), List.of(), List.of(), Optional.empty(), List.of(differences));
    }

    private static Analysis doubt(Verdict verdict, String reason, String... principals) {
        return new Analysis(KEY, verdict, found(principals).findings(), List.of(reason));
    }

    private static KeptFinding kept(String principal, Status status, int created, int updated, int analyzed) {
        return new KeptFinding(finding(principal), KEY, status, at(created), at(updated), at(analyzed));
    }
}
