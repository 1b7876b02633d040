package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.ResourceHistory.Next;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keeps findings in memory, for as long as the process lives.
 *
 * <p>Safe for use by many threads: entries of one resource are made one after the other, and an analysis that is older
 * than the one kept changes nothing. The same access found again after it was resolved is the same finding, active again.
 */
public final class InMemoryFindingStore implements FindingStore {

    private static final Comparator<KeptFinding> BY_RESOURCE_AND_ID = Comparator.comparing(
                    (KeptFinding kept) -> kept.resource().arn())
            .thenComparing(kept -> kept.finding().id());

    private final ConcurrentMap<String, Book> books = new ConcurrentHashMap<>();

    /** What is kept for one analyzer: histories by resource ARN, and where each finding is. */
    private record Book(ConcurrentMap<String, ResourceHistory> histories, ConcurrentMap<String, String> resourceOf) {
        Book() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        /** Exchanges one resource's history for the next, with no other entry between. */
        List<Transition> enter(String arn, Function<ResourceHistory, Next> entry) {
            AtomicReference<List<Transition>> transitions = new AtomicReference<>(List.of());
            histories.compute(arn, (key, before) -> {
                ResourceHistory old = before == null ? ResourceHistory.empty() : before;
                Next next = entry.apply(old);
                old.findings().keySet().stream()
                        .filter(id -> !next.history().findings().containsKey(id))
                        .forEach(resourceOf::remove);
                next.history().findings().keySet().forEach(id -> resourceOf.put(id, arn));
                transitions.set(next.transitions());
                return next.history();
            });
            return transitions.get();
        }

        Optional<KeptFinding> finding(String id) {
            return Optional.ofNullable(resourceOf.get(id))
                    .flatMap(arn -> Optional.ofNullable(histories.get(arn)))
                    .flatMap(history -> Optional.ofNullable(history.findings().get(id)));
        }
    }

    @Override
    public List<Transition> record(String analyzer, Analysis analysis, Instant at) {
        return book(analyzer).enter(analysis.resource().arn(), history -> history.with(analysis, at));
    }

    @Override
    public List<Transition> add(String analyzer, Analysis soFar, Instant at) {
        return book(analyzer).enter(soFar.resource().arn(), history -> history.withMore(soFar, at));
    }

    @Override
    public List<Transition> gone(String analyzer, Resource resource, Instant at) {
        return book(analyzer).enter(resource.arn(), history -> history.withGone(resource, at));
    }

    @Override
    public Optional<KeptResource> resource(String analyzer, String resourceArn) {
        return Optional.ofNullable(books.get(analyzer))
                .flatMap(book -> Optional.ofNullable(book.histories().get(resourceArn)))
                .flatMap(ResourceHistory::last);
    }

    @Override
    public List<KeptResource> resources(String analyzer) {
        return histories(analyzer)
                .flatMap(history -> history.last().stream())
                .sorted(Comparator.comparing(kept -> kept.analysis().resource().arn()))
                .toList();
    }

    @Override
    public Optional<KeptFinding> finding(String analyzer, String id) {
        return Optional.ofNullable(books.get(analyzer)).flatMap(book -> book.finding(id));
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
        return Optional.ofNullable(books.get(analyzer))
                .flatMap(book -> Optional.ofNullable(book.histories().get(resourceArn)))
                .map(history -> List.copyOf(history.findings().values()))
                .orElse(List.of());
    }

    @Override
    public List<KeptFinding> update(String analyzer, Collection<String> ids, Status status, Instant at) {
        if (status == Status.RESOLVED) {
            throw new IllegalArgumentException(
                    "A finding is resolved by its access going away, not by hand: set ACTIVE or ARCHIVED");
        }
        Book book = book(analyzer);
        Map<String, Set<String>> byResource = new LinkedHashMap<>();
        for (String id : ids) {
            Optional.ofNullable(book.resourceOf().get(id))
                    .ifPresent(arn -> byResource
                            .computeIfAbsent(arn, key -> new LinkedHashSet<>())
                            .add(id));
        }
        List<KeptFinding> changed = new ArrayList<>();
        byResource.forEach((arn, here) -> changed.addAll(update(book, arn, here, status, at)));
        return changed.stream().sorted(BY_RESOURCE_AND_ID).toList();
    }

    @Override
    public void forget(String analyzer) {
        books.remove(analyzer);
    }

    private static List<KeptFinding> update(Book book, String arn, Set<String> ids, Status status, Instant at) {
        List<KeptFinding> changed = new ArrayList<>();
        book.enter(arn, history -> {
            ResourceHistory next = history.withStatus(ids, status, at);
            next.findings().forEach((id, finding) -> {
                if (!finding.equals(history.findings().get(id))) {
                    changed.add(finding);
                }
            });
            return new Next(next, List.of());
        });
        return changed;
    }

    private Book book(String analyzer) {
        return books.computeIfAbsent(analyzer, key -> new Book());
    }

    private Stream<ResourceHistory> histories(String analyzer) {
        Book book = books.get(analyzer);
        return book == null ? Stream.empty() : book.histories().values().stream();
    }
}
