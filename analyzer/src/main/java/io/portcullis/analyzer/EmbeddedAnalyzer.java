package io.portcullis.analyzer;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.OutsideAccess;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
        Policy policy;
        try {
            policy = new PolicyReader().read(key.policy());
        } catch (PolicyException e) {
            return new Analysis(
                    key.resource(),
                    Verdict.UNDECIDED,
                    List.of(),
                    List.of("The key policy cannot be read: " + e.getMessage()));
        }
        KeyControls controls = new KeyControls(key, policy, settings);
        Access access = OutsideAccess.of(controls.question(zone, clock.instant()));
        List<Finding> findings = new ArrayList<>();
        for (Access.Cell cell : access.cells()) {
            findings.add(finding(key.resource(), controls, cell));
        }
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
