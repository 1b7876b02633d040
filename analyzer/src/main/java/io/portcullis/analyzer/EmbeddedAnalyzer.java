package io.portcullis.analyzer;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.Certificate;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Reasons;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Our own exact engine behind the {@link Analyzer} interface: offline. Immutable. */
public final class EmbeddedAnalyzer implements Analyzer {

    private final ZoneOfTrust zone;
    private final Settings settings;
    private final InstantSource clock;

    /** An analyzer for resources of this zone, by the system's clock. */
    public EmbeddedAnalyzer(ZoneOfTrust zone, Settings settings) {
        this(zone, settings, InstantSource.system());
    }

    /**
     * An analyzer for resources of this zone.
     *
     * @param clock tells which dates in conditions are past
     */
    public EmbeddedAnalyzer(ZoneOfTrust zone, Settings settings, InstantSource clock) {
        this.zone = zone;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Analysis analyze(ResourceState state) {
        try {
            Controlled controlled = read(state);
            Access access = controlled.controls.areSurelyClosed()
                    ? Access.NONE
                    : access(controlled.controls.question(clock.instant()));
            return analysis(controlled, access);
        } catch (PolicyException e) {
            return unread(state, e);
        }
    }

    /**
     * Analyzes one resource and tells the reasons.
     *
     * @param actions patterns of the actions that are asked about, as in a policy; none for all
     * @return never fails, as {@link #analyze}
     * @throws IllegalArgumentException when a pattern matches no action that can succeed from another account
     */
    public Explanation explain(ResourceState state, List<String> actions) {
        Controlled controlled;
        try {
            controlled = read(state);
        } catch (PolicyException e) {
            return new Explanation(unread(state, e), List.of(), List.of());
        }
        Question question = narrowed(controlled.controls.question(clock.instant()), actions);
        Optional<Reasons> reasons = Reasons.of(question);
        Access access = reasons.map(known -> known.access(settings.concise())).orElseGet(() -> access(question));
        Analysis analysis = analysis(controlled, access);
        Explainer explainer = new Explainer(question, controlled.controls::cause, reasons);
        List<Explanation.Grounds> grounds = new ArrayList<>();
        for (Access.Cell cell : reported(controlled, access)) {
            grounds.add(explainer.grounds(analysis.findings().get(grounds.size()), cell));
        }
        return new Explanation(analysis, grounds, grounds.isEmpty() ? explainer.closed(analysis.verdict()) : List.of());
    }

    /**
     * The proof that nobody outside reaches a resource.
     *
     * @param actions as in {@link #explain}
     * @return empty when somebody does or may, or when the proof would be too large
     */
    public Optional<Certificate> certificate(ResourceState state, List<String> actions) {
        try {
            Question question = read(state).controls.question(clock.instant());
            return Certificate.of(narrowed(question, actions));
        } catch (PolicyException e) {
            // What cannot be read proves nothing.
            return Optional.empty();
        }
    }

    private static Question narrowed(Question question, List<String> actions) {
        for (String pattern : actions) {
            if (question.onlyActions(List.of(pattern)).actions().names().isEmpty()) {
                throw new IllegalArgumentException("No action that can succeed from another account matches \""
                        + pattern + "\"; those are "
                        + String.join(", ", question.actions().names()));
            }
        }
        return actions.isEmpty() ? question : question.onlyActions(actions);
    }

    /** A resource as it was given, its policy, read, and what follows from it. */
    private record Controlled(Resource given, Policy policy, Controls controls) {}

    private Controlled read(ResourceState state) throws PolicyException {
        Policy policy = new PolicyReader().read(state.policy());
        return new Controlled(state.resource(), policy, new Controls(state, policy, settings, zone));
    }

    private static Analysis unread(ResourceState state, PolicyException e) {
        return new Analysis(
                state.resource(),
                Verdict.UNDECIDED,
                List.of(),
                List.of(named(state) + " cannot be read: " + e.getMessage()));
    }

    private Access access(Question question) {
        return settings.concise() ? OutsideAccess.concisely(question) : OutsideAccess.of(question);
    }

    private static List<Access.Cell> reported(Controlled controlled, Access access) {
        List<Access.Cell> reported = new ArrayList<>(access.cells());
        reported.removeIf(cell -> !controlled.controls.areAccess(cell.actions()));
        return reported;
    }

    private Analysis analysis(Controlled controlled, Access access) {
        Controls controls = controlled.controls;
        List<Finding> findings = new ArrayList<>();
        reported(controlled, access).forEach(cell -> findings.add(finding(controls, cell)));
        ResourceType type = controls.resource().type();
        return new Analysis(
                controls.resource(),
                verdict(access, findings),
                findings,
                access.doubts(),
                Notes.of(controlled.given, controls.resource(), controlled.policy, findings, access),
                type == ResourceType.S3_BUCKET
                        ? Optional.of(BucketPolicyStatus.of(controlled.policy, settings.s3Keys()))
                        : Optional.empty());
    }

    private static String named(ResourceState state) {
        return switch (state.resource().type().policyKind()) {
            case KEY -> "The key policy";
            case TRUST -> "The trust policy";
            case RESOURCE, IDENTITY -> "The policy";
        };
    }

    /** Worse access that is possible but not certain makes the answer undecided. */
    private static Verdict verdict(Access access, List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding.isPublic()) {
                return Verdict.PUBLIC;
            }
        }
        if (access.morePublic() || (access.more() && findings.isEmpty())) {
            return Verdict.UNDECIDED;
        }
        return findings.isEmpty() ? Verdict.NONE : Verdict.EXTERNAL;
    }

    private static Finding finding(Controls controls, Access.Cell cell) {
        SortedMap<String, String> principal = new TreeMap<>();
        principal.put(cell.type().written(), cell.principal());
        SortedMap<String, String> condition = new TreeMap<>();
        cell.condition().forEach((key, values) -> condition.put(key, AnyOf.text(values)));
        List<Cause> causes = new ArrayList<>(cell.rules().size());
        cell.rules().forEach(rule -> causes.add(controls.cause(rule)));
        Witness witness = new Witness(
                cell.witness().identity().name(),
                cell.witness().action(),
                cell.witness().resource(),
                cell.spoken());
        return new Finding(
                FindingIds.of(controls.resource().arn(), principal, condition, cell.actions()),
                principal,
                condition,
                cell.actions(),
                cell.isPublic(),
                witness,
                causes);
    }
}
