package io.portcullis.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.FindingStore;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.KeptResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Error findings: one for each resource that could not be read or decided, so that it is never taken for clean; resolved
 * once it can be. They follow from the analyses that the store keeps; only their lives are kept here. Safe for use by
 * many threads.
 */
final class ErrorFindings {

    private final FindingStore store;
    private final ConcurrentMap<String, SortedMap<String, FindingView>> books = new ConcurrentHashMap<>();

    ErrorFindings(FindingStore store) {
        this.store = store;
    }

    /** The error that the API has for an analysis that leaves something unknown. */
    static String error(Analysis analysis) {
        boolean denied = analysis.verdict() == Verdict.UNREADABLE
                && analysis.reasons().stream()
                        .map(reason -> reason.toLowerCase(Locale.ROOT))
                        .anyMatch(reason -> reason.contains("denied") || reason.contains("not authorized"));
        return denied ? "ACCESS_DENIED" : "INTERNAL_ERROR";
    }

    /** The error findings of an analyzer, by resource ARN. */
    Collection<FindingView> of(String analyzer) {
        return books.getOrDefault(analyzer, new TreeMap<>()).values();
    }

    /**
     * Brings the error findings in line with the analyses kept.
     *
     * @return those that changed their status or are new
     */
    List<FindingView> follow(String analyzer, Instant now) {
        List<FindingView> changed = new ArrayList<>();
        books.compute(analyzer, (key, book) -> {
            SortedMap<String, FindingView> before = book == null ? new TreeMap<>() : book;
            SortedMap<String, FindingView> after = next(analyzer, before, now);
            changed.clear();
            after.forEach((arn, view) -> {
                FindingView old = before.get(arn);
                if (old == null || old.status() != view.status()) {
                    changed.add(view);
                }
            });
            return after;
        });
        return changed;
    }

    private SortedMap<String, FindingView> next(String analyzer, SortedMap<String, FindingView> before, Instant now) {
        Map<String, KeptResource> unknown = store.resources(analyzer).stream()
                .filter(kept -> kept.analysis().isUnknown())
                .collect(Collectors.toMap(kept -> kept.analysis().resource().arn(), Function.identity()));
        SortedMap<String, FindingView> after = new TreeMap<>();
        before.forEach((arn, view) -> {
            if (!unknown.containsKey(arn)) {
                after.put(arn, view.status() == Status.RESOLVED ? view : view.withStatus(Status.RESOLVED, now));
            }
        });
        unknown.forEach((arn, kept) -> after.put(arn, view(analyzer, Optional.ofNullable(before.get(arn)), kept)));
        return after;
    }

    private static FindingView view(String analyzer, Optional<FindingView> before, KeptResource kept) {
        Analysis analysis = kept.analysis();
        Optional<FindingView> open = before.filter(view -> view.status() != Status.RESOLVED);
        String id = UUID.nameUUIDFromBytes(
                        (analyzer + "\n" + analysis.resource().arn() + "\nerror").getBytes(UTF_8))
                .toString();
        return new FindingView(
                id,
                analysis.resource(),
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                open.map(FindingView::status).orElse(Status.ACTIVE),
                before.map(FindingView::createdAt).orElse(kept.updatedAt()),
                open.map(FindingView::updatedAt).orElse(kept.updatedAt()),
                kept.analyzedAt(),
                Optional.of(error(analysis)));
    }

    /**
     * Sets findings to ACTIVE or ARCHIVED; resolved ones stay as they are.
     *
     * @return those that changed
     */
    List<FindingView> update(String analyzer, Collection<String> ids, Status status, Instant at) {
        List<FindingView> changed = new ArrayList<>();
        books.computeIfPresent(analyzer, (key, book) -> {
            SortedMap<String, FindingView> after = new TreeMap<>(book);
            after.replaceAll((arn, view) -> {
                boolean concerned =
                        ids.contains(view.id()) && view.status() != Status.RESOLVED && view.status() != status;
                return concerned ? view.withStatus(status, at) : view;
            });
            changed.clear();
            after.forEach((arn, view) -> {
                if (!view.equals(book.get(arn))) {
                    changed.add(view);
                }
            });
            return after;
        });
        return changed;
    }

    void forget(String analyzer) {
        books.remove(analyzer);
    }
}
