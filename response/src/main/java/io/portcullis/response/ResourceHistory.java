package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.KeptFinding.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that is kept of one resource for one analyzer, and the rules of a finding's life. Immutable: a store keeps these
 * values and exchanges one for the next.
 *
 * @param last the last analysis; empty when the resource is gone
 * @param findings every finding by its id, resolved ones included
 * @param until the latest moment this history tells of; what is older than that is not news
 */
public record ResourceHistory(Optional<KeptResource> last, SortedMap<String, KeptFinding> findings, Instant until) {

    /** Resolved findings are deleted 90 days after their last update (IAM User Guide, "Review findings"). */
    public static final Duration RESOLVED_KEPT = Duration.ofDays(90);

    /** A history and what its last entry changed. */
    public record Next(ResourceHistory history, List<Transition> transitions) {}

    /** Copies the findings. */
    public ResourceHistory {
        findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
    }

    /** Nothing is known so far. */
    public static ResourceHistory empty() {
        return new ResourceHistory(Optional.empty(), new TreeMap<>(), Instant.MIN);
    }

    /** The history with one more analysis; as it was when the analysis is older than what is known. */
    public Next with(Analysis analysis, Instant at) {
        if (at.isBefore(until)) {
            return new Next(this, List.of());
        }
        List<Transition> transitions = new ArrayList<>();
        SortedMap<String, KeptFinding> kept = new TreeMap<>();
        findings.forEach((id, finding) -> kept.put(id, analyzed(finding, at)));
        for (Finding finding : analysis.findings()) {
            seen(kept, analysis.resource(), finding, at, transitions);
        }
        if (!analysis.isUnknown()) {
            Set<String> present = analysis.findings().stream().map(Finding::id).collect(Collectors.toSet());
            resolve(kept, present, at, transitions);
        }
        knowledge(analysis).ifPresent(transitions::add);
        Analysis whole = withDifferences(analysis);
        agreement(whole, transitions);
        kept.values().removeIf(finding -> isForgotten(finding, at));
        return new Next(new ResourceHistory(Optional.of(next(whole, at)), kept, at), List.copyOf(transitions));
    }

    /** The history with findings that are certain before the next analysis is; it tells nothing of those that are not there. */
    public Next withMore(Analysis soFar, Instant at) {
        if (at.isBefore(until)) {
            return new Next(this, List.of());
        }
        List<Transition> transitions = new ArrayList<>();
        SortedMap<String, KeptFinding> kept = new TreeMap<>(findings);
        for (Finding finding : soFar.findings()) {
            seen(kept, soFar.resource(), finding, at, transitions);
        }
        return new Next(new ResourceHistory(last, kept, at), List.copyOf(transitions));
    }

    /** The history of a resource that does not exist any more. */
    public Next withGone(Resource resource, Instant at) {
        if (at.isBefore(until)) {
            return new Next(this, List.of());
        }
        List<Transition> transitions = new ArrayList<>();
        SortedMap<String, KeptFinding> kept = new TreeMap<>(findings);
        resolve(kept, Set.of(), at, transitions);
        if (wasUnknown()) {
            transitions.add(new Transition.Known(new Analysis(resource, Verdict.NONE, List.of(), List.of())));
        }
        if (!differences().isEmpty()) {
            transitions.add(new Transition.Agreed(differences()));
        }
        kept.values().removeIf(finding -> isForgotten(finding, at));
        return new Next(new ResourceHistory(Optional.empty(), kept, at), List.copyOf(transitions));
    }

    /** The history with another status for those of the findings that are not resolved. */
    public ResourceHistory withStatus(Collection<String> ids, Status status, Instant at) {
        SortedMap<String, KeptFinding> kept = new TreeMap<>(findings);
        ids.forEach(id -> kept.computeIfPresent(
                id,
                (key, finding) -> finding.status() == Status.RESOLVED || finding.status() == status
                        ? finding
                        : withStatus(finding, status, at)));
        return new ResourceHistory(last, kept, until);
    }

    private static void seen(
            SortedMap<String, KeptFinding> kept,
            Resource resource,
            Finding finding,
            Instant at,
            List<Transition> transitions) {
        KeptFinding before = kept.get(finding.id());
        if (before == null) {
            KeptFinding opened = new KeptFinding(finding, resource, Status.ACTIVE, at, at, at);
            kept.put(finding.id(), opened);
            transitions.add(new Transition.Opened(opened, false));
        } else if (before.status() == Status.RESOLVED) {
            KeptFinding opened = new KeptFinding(finding, resource, Status.ACTIVE, before.createdAt(), at, at);
            kept.put(finding.id(), opened);
            transitions.add(new Transition.Opened(opened, true));
        } else {
            Instant updated = before.finding().equals(finding) ? before.updatedAt() : at;
            kept.put(
                    finding.id(), new KeptFinding(finding, resource, before.status(), before.createdAt(), updated, at));
        }
    }

    private static void resolve(
            SortedMap<String, KeptFinding> kept, Set<String> present, Instant at, List<Transition> transitions) {
        kept.replaceAll((id, finding) -> {
            if (present.contains(id) || finding.status() == Status.RESOLVED) {
                return finding;
            }
            KeptFinding resolved = withStatus(analyzed(finding, at), Status.RESOLVED, at);
            transitions.add(new Transition.Resolved(resolved));
            return resolved;
        });
    }

    private Optional<Transition> knowledge(Analysis analysis) {
        if (!analysis.isUnknown()) {
            return wasUnknown() ? Optional.of(new Transition.Known(analysis)) : Optional.empty();
        }
        boolean told = last.map(KeptResource::analysis)
                .filter(before -> before.isUnknown() && before.reasons().equals(analysis.reasons()))
                .isPresent();
        return told ? Optional.empty() : Optional.of(new Transition.Unknown(analysis));
    }

    /** The analysis with the differences from before, where it is not sure of all: its silence ends none of them. */
    private Analysis withDifferences(Analysis analysis) {
        if (!analysis.isUnknown() || differences().isEmpty()) {
            return analysis;
        }
        Set<Difference> all = new LinkedHashSet<>(differences());
        all.addAll(analysis.differences());
        return new Analysis(
                analysis.resource(),
                analysis.verdict(),
                analysis.findings(),
                analysis.reasons(),
                analysis.notes(),
                analysis.bucketPolicyStatus(),
                List.copyOf(all));
    }

    private void agreement(Analysis analysis, List<Transition> transitions) {
        List<Difference> begun = without(analysis.differences(), differences());
        if (!begun.isEmpty()) {
            transitions.add(new Transition.Differed(begun));
        }
        List<Difference> over = without(differences(), analysis.differences());
        if (!over.isEmpty()) {
            transitions.add(new Transition.Agreed(over));
        }
    }

    private static List<Difference> without(List<Difference> some, List<Difference> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private List<Difference> differences() {
        return last.map(before -> before.analysis().differences()).orElse(List.of());
    }

    private KeptResource next(Analysis analysis, Instant at) {
        return last.map(before -> new KeptResource(
                        analysis, before.createdAt(), before.analysis().equals(analysis) ? before.updatedAt() : at, at))
                .orElseGet(() -> new KeptResource(analysis, at, at, at));
    }

    private boolean wasUnknown() {
        return last.map(before -> before.analysis().isUnknown()).orElse(false);
    }

    private static boolean isForgotten(KeptFinding finding, Instant at) {
        return finding.status() == Status.RESOLVED
                && finding.updatedAt().plus(RESOLVED_KEPT).isBefore(at);
    }

    private static KeptFinding analyzed(KeptFinding finding, Instant at) {
        return new KeptFinding(
                finding.finding(), finding.resource(), finding.status(), finding.createdAt(), finding.updatedAt(), at);
    }

    private static KeptFinding withStatus(KeptFinding finding, Status status, Instant at) {
        return new KeptFinding(
                finding.finding(), finding.resource(), status, finding.createdAt(), at, finding.analyzedAt());
    }
}
