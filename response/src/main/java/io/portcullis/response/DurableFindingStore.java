package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.Dossier.Claimed;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.ResourceHistory.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps findings where they outlive the process. Of two that see the same change one has the news and the other has none.
 * The transitions that a process recorded and did not say it told fall to the next who writes, once they are due.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class DurableFindingStore implements FindingStore {

    private static final Comparator<KeptFinding> BY_RESOURCE_AND_ID = Comparator.comparing(
                    (KeptFinding kept) -> kept.resource().arn())
            .thenComparing(kept -> kept.finding().id());

    private final Dossiers dossiers;
    private final Duration lease;
    private final Clock clock;

    /**
     * A store in this place.
     *
     * @param lease how long who recorded a transition has to tell it, before it is somebody else's to tell: as long as a
     *     process may take over a change
     */
    public DurableFindingStore(Dossiers dossiers, Duration lease, Clock clock) {
        this.dossiers = dossiers;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public List<Transition> record(String analyzer, Analysis analysis, Instant at) {
        return enter(analyzer, analysis.resource(), history -> history.with(analysis, at));
    }

    @Override
    public List<Transition> add(String analyzer, Analysis soFar, Instant at) {
        return enter(analyzer, soFar.resource(), history -> history.withMore(soFar, at));
    }

    @Override
    public List<Transition> gone(String analyzer, Resource resource, Instant at) {
        return enter(analyzer, resource, history -> history.withGone(resource, at));
    }

    @Override
    public void told(String analyzer, Resource resource, List<Transition> transitions) {
        dossiers.exchange(analyzer, resource.arn(), dossier -> new Claimed(dossier.without(transitions), List.of()));
    }

    @Override
    public Optional<KeptResource> resource(String analyzer, String resourceArn) {
        return dossiers.read(analyzer, resourceArn).history().last();
    }

    @Override
    public List<KeptResource> resources(String analyzer) {
        return histories(analyzer).flatMap(history -> history.last().stream()).toList();
    }

    @Override
    public Optional<KeptFinding> finding(String analyzer, String id) {
        return histories(analyzer)
                .flatMap(history -> Stream.ofNullable(history.findings().get(id)))
                .findFirst();
    }

    @Override
    public List<KeptFinding> findings(String analyzer) {
        return histories(analyzer)
                .flatMap(history -> history.findings().values().stream())
                .sorted(BY_RESOURCE_AND_ID)
                .toList();
    }

    @Override
    public List<KeptFinding> findings(String analyzer, String resourceArn) {
        return List.copyOf(
                dossiers.read(analyzer, resourceArn).history().findings().values());
    }

    @Override
    public List<KeptFinding> update(String analyzer, Collection<String> ids, Status status, Instant at) {
        if (status == Status.RESOLVED) {
            throw new IllegalArgumentException(
                    "A finding is resolved by its access going away, not by hand: set ACTIVE or ARCHIVED");
        }
        Set<String> resources = findings(analyzer).stream()
                .filter(kept -> ids.contains(kept.finding().id()))
                .map(kept -> kept.resource().arn())
                .collect(Collectors.toSet());
        return resources.stream()
                .flatMap(arn -> update(analyzer, arn, ids, status, at).stream())
                .sorted(BY_RESOURCE_AND_ID)
                .toList();
    }

    @Override
    public void forget(String analyzer) {
        dossiers.forget(analyzer);
    }

    private List<KeptFinding> update(String analyzer, String arn, Collection<String> ids, Status status, Instant at) {
        List<KeptFinding> changed = new ArrayList<>();
        dossiers.exchange(analyzer, arn, dossier -> {
            ResourceHistory before = dossier.history();
            ResourceHistory next = before.withStatus(ids, status, at);
            changed.clear();
            next.findings().values().stream()
                    .filter(finding -> !finding.equals(
                            before.findings().get(finding.finding().id())))
                    .forEach(changed::add);
            return new Claimed(dossier.withHistory(next), List.of());
        });
        return changed;
    }

    private List<Transition> enter(String analyzer, Resource resource, Function<ResourceHistory, Next> entry) {
        return dossiers.exchange(
                analyzer,
                resource.arn(),
                dossier -> dossier.with(entry.apply(dossier.history()), clock.instant(), lease));
    }

    private Stream<ResourceHistory> histories(String analyzer) {
        return dossiers.all(analyzer).stream().map(Dossier::history);
    }
}
