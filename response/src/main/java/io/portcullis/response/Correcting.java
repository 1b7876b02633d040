package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Analyzer;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.Correction.RevokeGrant;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.response.CorrectionRecord.Applied;
import io.portcullis.response.CorrectionRecord.Status;
import io.portcullis.response.Corrector.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened: applies the plan, within limits. It leaves alone what a person undid, what would take away that or
 * access declared intended, and what keeps coming back after a number of attempts. What is done is kept before it is done,
 * and what was done before is known from there alone: another process may have done it.
 *
 * <p>Safe for use by many threads, one at a time for each resource.
 */
public final class Correcting {

    private static final Logger LOG = LoggerFactory.getLogger(Correcting.class);

    private final Planner planner;
    private final Analyzer analyzer;
    private final Corrector corrector;
    private final CorrectionLog log;
    private final Limits limits;
    private final Clock clock;

    /** The resources of which a correction could not be kept, and so was not made: it is called for until it is. */
    private final Set<String> owed = ConcurrentHashMap.newKeySet();

    /**
     * How often to correct the same thing.
     *
     * @param attempts corrections of the same findings of one resource within the window
     * @param window how long an attempt counts
     * @param actor the name to correct under, in records and messages
     */
    public record Limits(int attempts, Duration window, String actor) {
        /** Three attempts an hour, as {@code portcullis}. */
        public static final Limits DEFAULT = new Limits(3, Duration.ofHours(1), "portcullis");
    }

    /** Some findings of one resource. */
    private record Target(String arn, List<String> findings) {
        boolean isOf(CorrectionRecord entry) {
            return entry.findings().equals(findings);
        }
    }

    /** A desk that corrects with these parts. */
    public Correcting(
            Planner planner, Analyzer analyzer, Corrector corrector, CorrectionLog log, Limits limits, Clock clock) {
        this.planner = planner;
        this.analyzer = analyzer;
        this.corrector = corrector;
        this.log = log;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Corrects a key if that is called for.
     *
     * @param state the state that was analyzed
     * @param open the analysis with just the findings to close
     * @param archived the ids of the findings declared intended
     * @param calledFor whether one of them has just been opened, or somebody asks for it; if not, only what was begun before
     *     and is not done is tried again
     * @return what was done or refused; empty when nothing was called for
     * @throws java.io.UncheckedIOException when the record cannot be kept; then nothing was applied
     */
    Optional<CorrectionRecord> correct(
            String analyzerArn, Change cause, KeyState state, Analysis open, Set<String> archived, boolean calledFor) {
        String arn = state.resource().arn();
        if (open.findings().isEmpty()) {
            return Optional.empty();
        }
        List<CorrectionRecord> before = log.of(arn);
        boolean unfinished =
                owed.contains(arn) || (!before.isEmpty() && before.getLast().isUnfinished());
        if (!calledFor && !unfinished) {
            return Optional.empty();
        }
        Analysis left = without(undoneFindings(before), open);
        // Where all of it was undone, that is refused, and kept with what it would have been.
        Analysis meant = left.findings().isEmpty() ? open : left;
        Set<String> putBack = new HashSet<>(ids(open));
        putBack.removeAll(ids(meant));
        Target target = new Target(arn, ids(meant));
        return planner.plan(state, meant)
                .map(plan ->
                        planned(analyzerArn, cause, target, plan, refusal(target, plan, archived, putBack, before)))
                .map(this::correct);
    }

    private static List<String> ids(Analysis analysis) {
        return analysis.findings().stream().map(Finding::id).sorted().toList();
    }

    /** What somebody undid, whatever was corrected along with it. */
    private static Set<String> undoneFindings(List<CorrectionRecord> before) {
        return before.stream()
                .filter(entry -> entry.undone().isPresent())
                .flatMap(entry -> entry.findings().stream())
                .collect(Collectors.toSet());
    }

    private static Analysis without(Set<String> findings, Analysis open) {
        List<Finding> left = open.findings().stream()
                .filter(finding -> !findings.contains(finding.id()))
                .toList();
        return new Analysis(open.resource(), open.verdict(), left, open.reasons());
    }

    private CorrectionRecord planned(
            String analyzerArn, Change cause, Target target, Correction plan, Optional<String> refusal) {
        return new CorrectionRecord(
                UUID.randomUUID().toString(),
                analyzerArn,
                clock.instant(),
                limits.actor(),
                cause,
                target.findings(),
                plan,
                plan.steps().stream()
                        .map(step -> new Applied(step, Status.PLANNED, ""))
                        .toList(),
                refusal,
                Optional.empty());
    }

    private CorrectionRecord correct(CorrectionRecord planned) {
        String arn = planned.resource().arn();
        owed.add(arn);
        log.keep(planned);
        owed.remove(arn);
        if (planned.refused().isPresent()) {
            return planned;
        }
        CorrectionRecord done = apply(planned);
        log.keep(done);
        return done;
    }

    private CorrectionRecord apply(CorrectionRecord planned) {
        List<Applied> steps = new ArrayList<>();
        boolean superseded = false;
        for (Correction.Step step : planned.correction().steps()) {
            Applied applied = superseded
                    ? new Applied(step, Status.PLANNED, "not tried: the step before found another state")
                    : applied(step, attempt(planned.correction(), step));
            superseded |= applied.status() == Status.SUPERSEDED;
            steps.add(applied);
        }
        return planned.withSteps(steps);
    }

    private Outcome attempt(Correction correction, Correction.Step step) {
        try {
            return corrector.apply(correction, step);
        } catch (RuntimeException e) {
            LOG.error(
                    "A correction of {} failed", correction.before().resource().arn(), e);
            return new Corrector.Failed("it failed: " + e);
        }
    }

    private static Applied applied(Correction.Step step, Outcome outcome) {
        return switch (outcome) {
            case Corrector.Done(String note) -> new Applied(step, Status.DONE, note);
            case Corrector.Superseded(String reason) -> new Applied(step, Status.SUPERSEDED, reason);
            case Corrector.Failed(String reason) -> new Applied(step, Status.FAILED, reason);
        };
    }

    private Optional<String> refusal(
            Target target, Correction plan, Set<String> archived, Set<String> putBack, List<CorrectionRecord> before) {
        return Stream.<java.util.function.Supplier<Optional<String>>>of(
                        () -> plan.steps().isEmpty()
                                ? Optional.of("the plan has no step that could be applied: " + plan.summary())
                                : Optional.empty(),
                        () -> exhausted(target, before),
                        () -> undone(target, before),
                        () -> collateral(plan, archived, "was archived as intended"),
                        () -> collateral(plan, putBack, "somebody put back by undo"))
                .flatMap(reason -> reason.get().stream())
                .findFirst();
    }

    private Optional<String> exhausted(Target target, List<CorrectionRecord> before) {
        Instant since = clock.instant().minus(limits.window());
        long recent = before.stream()
                .filter(entry -> entry.refused().isEmpty() && target.isOf(entry) && since.isBefore(entry.at()))
                .count();
        return recent < limits.attempts()
                ? Optional.empty()
                : Optional.of("the same access was closed " + recent + " times within " + limits.window()
                        + " and keeps coming back: find what opens it");
    }

    private static Optional<String> undone(Target target, List<CorrectionRecord> before) {
        return before.stream()
                .filter(entry ->
                        entry.undone().isPresent() && !Collections.disjoint(entry.findings(), target.findings()))
                .findFirst()
                .map(entry -> "somebody undid the same correction (" + entry.id() + ")");
    }

    /** Plays the plan through before it is applied: the findings that somebody wants must still be there after it. */
    private Optional<String> collateral(Correction plan, Set<String> wanted, String why) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Set<String> after = analyzer.analyze(after(plan)).findings().stream()
                .map(Finding::id)
                .collect(Collectors.toSet());
        List<String> lost =
                wanted.stream().filter(id -> !after.contains(id)).sorted().toList();
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of("it would also take away access that " + why + ": finding " + String.join(", ", lost));
    }

    private static KeyState after(Correction plan) {
        String policy = plan.before().policy();
        List<Grant> grants = new ArrayList<>(plan.before().grants());
        for (Correction.Step step : plan.steps()) {
            switch (step) {
                case ReplaceKeyPolicy(String before, String after) -> policy = after;
                case RevokeGrant(Grant revoked) ->
                    grants.removeIf(grant -> grant.id().equals(revoked.id()));
            }
        }
        return new KeyState(plan.before().resource(), policy, grants);
    }
}
