package io.portcullis.response.message;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.Change;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.KeptResource;
import io.portcullis.response.Notice;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a resource stands as a whole, for lists that show one entry a resource: not what changed last.
 *
 * @param resource which resource
 * @param verdict the worst that holds of it; what was archived as intended does not count
 * @param open the findings that are open, public ones first
 * @param doubts why there may be more than is open, or why nothing can be said; else empty
 * @param exists whether the resource is still there
 * @param since when the first of its findings was seen, of those that are kept; without any, when the resource was first
 *     analyzed
 * @param at a moment at which it stood so, or from which on: of two standings of one resource the later is the truer
 * @param change what set the look off, where that is known
 * @param plan what would close it, when there is a plan
 */
public record Standing(
        Resource resource,
        Verdict verdict,
        List<Finding> open,
        List<String> doubts,
        boolean exists,
        Instant since,
        Instant at,
        Optional<Change> change,
        Optional<Correction> plan) {

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    (Finding finding) -> !finding.isPublic())
            .thenComparing(FindingText::who)
            .thenComparing(Finding::id);

    /** Copies and sorts the lists. */
    public Standing {
        open = open.stream().sorted(WORST_FIRST).toList();
        doubts = List.copyOf(doubts);
    }

    /** How a notice's resource stands. */
    public static Standing of(Notice notice) {
        List<Finding> open = notice.findings().stream()
                .filter(kept -> kept.status() == Status.ACTIVE)
                .map(KeptFinding::finding)
                .toList();
        Optional<Analysis> doubtful = notice.kept().map(KeptResource::analysis).filter(Analysis::isUnknown);
        // The findings are read after the last analysis, so they are never older than it.
        Instant at = notice.kept()
                .map(KeptResource::analyzedAt)
                .filter(notice.at()::isBefore)
                .orElse(notice.at());
        return new Standing(
                notice.resource(),
                verdict(open, doubtful),
                open,
                doubtful.map(Analysis::reasons).orElse(List.of()),
                notice.kept().isPresent() || !open.isEmpty(),
                since(notice).orElse(at),
                at,
                Optional.of(notice.change()),
                notice.plan());
    }

    /**
     * How a resource stands by an analysis alone.
     *
     * @param since when it was first seen to have findings
     * @param at when it was read
     */
    public static Standing of(Analysis analysis, Instant since, Instant at) {
        Optional<Analysis> doubtful = Optional.of(analysis).filter(Analysis::isUnknown);
        return new Standing(
                analysis.resource(),
                verdict(analysis.findings(), doubtful),
                analysis.findings(),
                analysis.reasons(),
                true,
                since,
                at,
                Optional.empty(),
                Optional.empty());
    }

    /** How a resource stands that is gone. */
    public static Standing gone(Resource resource, Instant since, Instant at) {
        return new Standing(
                resource, Verdict.NONE, List.of(), List.of(), false, since, at, Optional.empty(), Optional.empty());
    }

    /** Whether nothing is open and nothing in doubt. */
    public boolean isOver() {
        return verdict == Verdict.NONE;
    }

    private static Verdict verdict(List<Finding> open, Optional<Analysis> doubtful) {
        if (!open.isEmpty()) {
            return open.stream().anyMatch(Finding::isPublic) ? Verdict.PUBLIC : Verdict.EXTERNAL;
        }
        return doubtful.map(
                        analysis -> analysis.verdict() == Verdict.UNREADABLE ? Verdict.UNREADABLE : Verdict.UNDECIDED)
                .orElse(Verdict.NONE);
    }

    private static Optional<Instant> since(Notice notice) {
        Stream<Instant> findings = notice.findings().stream().map(KeptFinding::createdAt);
        return findings.min(Comparator.naturalOrder()).or(() -> notice.kept().map(KeptResource::createdAt));
    }
}
