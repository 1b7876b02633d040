package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@link RuleAnalyzer} as AWS would run it: it sees a resource some time after it was asked to, and answers with what it
 * saw last, if that is late enough.
 */
final class SlowAnalyzer implements ResourceAnalyzer {

    final List<Instant> begun = new ArrayList<>();
    Duration delay = Duration.ofSeconds(20);
    Duration pause = Duration.ZERO;
    List<Finding> certain = List.of();

    private final Clock clock;
    private final Map<Resource, Instant> due = new HashMap<>();
    private final Map<Resource, Analysis> seen = new HashMap<>();
    private final Map<Resource, Instant> seenAt = new HashMap<>();

    SlowAnalyzer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Answer analyze(ResourceState state, Instant changed) {
        begun.add(clock.instant());
        due.putIfAbsent(state.resource(), clock.instant().plus(delay));
        return notYet(state, changed, clock.instant());
    }

    @Override
    public Answer analyze(ResourceState state, NotYet before) {
        Resource resource = state.resource();
        if (before.begun().isEmpty()) {
            return analyze(state, before.changed());
        }
        Instant when = due.getOrDefault(resource, Instant.MAX);
        if (!when.isAfter(clock.instant())) {
            due.remove(resource);
            seen.put(resource, new RuleAnalyzer().analyze(state));
            seenAt.put(resource, when);
        }
        Instant since = before.begun().orElseThrow();
        return seenAt.getOrDefault(resource, Instant.MIN).isAfter(since)
                ? new Settled(seen.getOrDefault(resource, Analysis.unreadable(resource, "")))
                : notYet(state, before.changed(), since);
    }

    private NotYet notYet(ResourceState state, Instant changed, Instant since) {
        Verdict verdict = certain.isEmpty() ? Verdict.UNDECIDED : Verdict.EXTERNAL;
        Analysis soFar = new Analysis(state.resource(), verdict, certain, List.of("AWS has yet to look."));
        return new NotYet(changed, Optional.of(since), soFar, pause);
    }
}
