package io.portcullis.api;

import io.portcullis.response.FindingStore;
import io.portcullis.response.KeptFinding.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The findings of analyzers as the API shows them, those of access and those of errors. Safe for many threads. */
final class Findings {

    private final FindingStore store;
    private final ErrorFindings errors;
    private final Announcer announcer;
    private final Clock clock;

    Findings(FindingStore store, Announcer announcer, Clock clock) {
        this.store = store;
        this.errors = new ErrorFindings(store);
        this.announcer = announcer;
        this.clock = clock;
    }

    List<FindingView> of(RegisteredAnalyzer analyzer) {
        followErrors(analyzer);
        return Stream.concat(
                        store.findings(analyzer.arn()).stream().map(FindingView::of),
                        errors.of(analyzer.arn()).stream())
                .toList();
    }

    List<FindingView> of(RegisteredAnalyzer analyzer, String resourceArn) {
        return of(analyzer).stream()
                .filter(finding -> finding.resource().arn().equals(resourceArn))
                .toList();
    }

    Optional<FindingView> find(RegisteredAnalyzer analyzer, String id) {
        followErrors(analyzer);
        return store.finding(analyzer.arn(), id)
                .map(FindingView::of)
                .or(() -> errors.of(analyzer.arn()).stream()
                        .filter(finding -> finding.id().equals(id))
                        .findFirst());
    }

    /** Brings the error findings in line with what the store knows, whoever recorded it, and tells of changes. */
    void followErrors(RegisteredAnalyzer analyzer) {
        errors.follow(analyzer.arn(), Instant.now(clock)).forEach(finding -> announcer.changed(analyzer, finding));
    }

    /** Sets findings to ACTIVE or ARCHIVED; resolved ones stay as they are. */
    void update(RegisteredAnalyzer analyzer, Collection<String> ids, Status status) {
        Instant now = Instant.now(clock);
        Stream.concat(
                        store.update(analyzer.arn(), ids, status, now).stream().map(FindingView::of),
                        errors.update(analyzer.arn(), ids, status, now).stream())
                .forEach(finding -> announcer.changed(analyzer, finding));
    }

    /** Archives those of the given findings that are active and that the filter is meant for. */
    void archive(RegisteredAnalyzer analyzer, FindingFilter filter, Collection<FindingView> candidates) {
        List<String> ids = candidates.stream()
                .filter(finding -> finding.status() == Status.ACTIVE && filter.matches(finding))
                .map(FindingView::id)
                .toList();
        if (!ids.isEmpty()) {
            update(analyzer, ids, Status.ARCHIVED);
        }
    }

    void forget(RegisteredAnalyzer analyzer) {
        List<FindingView> all = of(analyzer);
        store.forget(analyzer.arn());
        errors.forget(analyzer.arn());
        all.forEach(finding -> announcer.deleted(analyzer, finding));
    }
}
