package io.portcullis.analyzer;

import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.Certificate;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
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
        return switch (state) {
            case KeyState key -> analyze(key);
        };
    }

    private Analysis analyze(KeyState key) {
        try {
            KeyControls controls = controls(key);
            return analysis(key, controls, access(controls.question(zone, clock.instant())));
        } catch (PolicyException e) {
            return unread(key, e);
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
        return switch (state) {
            case KeyState key -> explain(key, actions);
        };
    }

    private Explanation explain(KeyState key, List<String> actions) {
        KeyControls controls;
        try {
            controls = controls(key);
        } catch (PolicyException e) {
            return new Explanation(unread(key, e), List.of(), List.of());
        }
        Question question = narrowed(controls.question(zone, clock.instant()), actions);
        Access access = access(question);
        Analysis analysis = analysis(key, controls, access);
        Explainer explainer = new Explainer(question, controls::cause);
        List<Explanation.Grounds> grounds = new ArrayList<>();
        for (int i = 0; i < access.cells().size(); i++) {
            grounds.add(
                    explainer.grounds(analysis.findings().get(i), access.cells().get(i)));
        }
        return new Explanation(analysis, grounds, grounds.isEmpty() ? explainer.closed() : List.of());
    }

    /**
     * The proof that nobody outside reaches a resource.
     *
     * @param actions as in {@link #explain}
     * @return empty when somebody does or may, or when the proof would be too large
     */
    public Optional<Certificate> certificate(ResourceState state, List<String> actions) {
        return switch (state) {
            case KeyState key -> {
                try {
                    Question question = controls(key).question(zone, clock.instant());
                    yield Certificate.of(narrowed(question, actions));
                } catch (PolicyException e) {
                    // What cannot be read proves nothing.
                    yield Optional.empty();
                }
            }
        };
    }

    private static Question narrowed(Question question, List<String> actions) {
        for (String pattern : actions) {
            if (question.onlyActions(List.of(pattern)).actions().isEmpty()) {
                throw new IllegalArgumentException("No action that can succeed from another account matches \""
                        + pattern + "\"; those are " + String.join(", ", question.actions()));
            }
        }
        return actions.isEmpty() ? question : question.onlyActions(actions);
    }

    private KeyControls controls(KeyState key) throws PolicyException {
        return new KeyControls(key, new PolicyReader().read(key.policy()), settings);
    }

    private Access access(Question question) {
        return settings.concise() ? OutsideAccess.concisely(question) : OutsideAccess.of(question);
    }

    private static Analysis unread(KeyState key, PolicyException e) {
        return new Analysis(
                key.resource(),
                Verdict.UNDECIDED,
                List.of(),
                List.of("The key policy cannot be read: " + e.getMessage()));
    }

    private static Analysis analysis(KeyState key, KeyControls controls, Access access) {
        List<Finding> findings = access.cells().stream()
                .map(cell -> finding(key.resource(), controls, cell))
                .toList();
        return new Analysis(key.resource(), verdict(access), findings, access.doubts());
    }

    /** Worse access that is possible but not certain makes the answer undecided. */
    private static Verdict verdict(Access access) {
        if (access.cells().stream().anyMatch(Access.Cell::isPublic)) {
            return Verdict.PUBLIC;
        }
        if (access.morePublic() || (access.more() && access.cells().isEmpty())) {
            return Verdict.UNDECIDED;
        }
        return access.cells().isEmpty() ? Verdict.NONE : Verdict.EXTERNAL;
    }

    private static Finding finding(Resource resource, KeyControls controls, Access.Cell cell) {
        SortedMap<String, String> principal = new TreeMap<>();
        principal.put(cell.type().written(), cell.principal());
        Witness witness = new Witness(
                cell.witness().identity().name(),
                cell.witness().action(),
                cell.witness().resource(),
                cell.spoken());
        return new Finding(
                FindingIds.of(resource.arn(), principal, cell.condition(), cell.actions()),
                principal,
                cell.condition(),
                cell.actions(),
                cell.isPublic(),
                witness,
                cell.rules().stream().map(controls::cause).toList());
    }
}
