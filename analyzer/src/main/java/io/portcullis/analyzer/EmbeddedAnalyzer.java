package io.portcullis.analyzer;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.OutsideAccess;
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
        Policy policy;
        try {
            policy = new PolicyReader().read(state.policy());
        } catch (PolicyException e) {
            return new Analysis(
                    state.resource(),
                    Verdict.UNDECIDED,
                    List.of(),
                    List.of(named(state) + " cannot be read: " + e.getMessage()));
        }
        Controls controls = new Controls(state, policy, settings);
        Access access = OutsideAccess.of(controls.question(zone, clock.instant()));
        List<Finding> findings = new ArrayList<>();
        for (Access.Cell cell : access.cells()) {
            if (controls.areAccess(cell.actions())) {
                findings.add(finding(controls, cell));
            }
        }
        ResourceType type = state.resource().type();
        return new Analysis(
                controls.resource(),
                verdict(access, findings),
                findings,
                access.doubts(),
                Notes.of(type, policy, findings),
                type == ResourceType.S3_BUCKET
                        ? Optional.of(BucketPolicyStatus.of(policy, settings.s3Keys()))
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
        if (findings.stream().anyMatch(Finding::isPublic)) {
            return Verdict.PUBLIC;
        }
        if (access.morePublic() || (access.more() && findings.isEmpty())) {
            return Verdict.UNDECIDED;
        }
        return findings.isEmpty() ? Verdict.NONE : Verdict.EXTERNAL;
    }

    private static Finding finding(Controls controls, Access.Cell cell) {
        SortedMap<String, String> principal = new TreeMap<>();
        principal.put(cell.type().written(), cell.principal());
        Witness witness = new Witness(
                cell.witness().identity().name(),
                cell.witness().action(),
                cell.witness().resource(),
                cell.spoken());
        return new Finding(
                FindingIds.of(controls.resource().arn(), principal, cell.condition(), cell.actions()),
                principal,
                cell.condition(),
                cell.actions(),
                cell.isPublic(),
                witness,
                cell.rules().stream().map(controls::cause).toList());
    }
}
