package io.portcullis.app.watch;

import io.portcullis.analyzer.Verdict;
import io.portcullis.response.FindingStore;
import io.portcullis.response.KeptFinding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How many findings and resources are kept, counted anew no more often than once a minute: a store may charge for that. Safe
 * for use by many threads.
 */
final class Census {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final FindingStore store;
    private final String analyzer;
    private final Clock clock;
    private Optional<Counted> last = Optional.empty();

    private record Counted(Map<KeptFinding.Status, Long> findings, Map<Verdict, Long> resources, Instant at) {}

    Census(FindingStore store, String analyzer, Clock clock) {
        this.store = store;
        this.analyzer = analyzer;
        this.clock = clock;
    }

    void writeTo(Exposition exposition) {
        Counted counted = counted();
        exposition
                .gauges("portcullis_findings", "Findings kept, by status.", "status", counted.findings())
                .gauges("portcullis_resources", "Resources kept, by last verdict.", "verdict", counted.resources())
                .time("portcullis_counted_timestamp_seconds", "When these two were counted.", counted.at());
    }

    private synchronized Counted counted() {
        Instant now = clock.instant();
        Counted counted = last.filter(kept -> now.isBefore(kept.at().plus(KEPT)))
                .orElseGet(() -> new Counted(
                        count(KeptFinding.Status.class, store.findings(analyzer), KeptFinding::status),
                        count(
                                Verdict.class,
                                store.resources(analyzer),
                                kept -> kept.analysis().verdict()),
                        now));
        last = Optional.of(counted);
        return counted;
    }

    private static <E extends Enum<E>, T> Map<E, Long> count(Class<E> kinds, Collection<T> all, Function<T, E> kind) {
        Map<E, Long> counts = new EnumMap<>(kinds);
        for (E each : kinds.getEnumConstants()) {
            counts.put(each, 0L);
        }
        all.forEach(one -> counts.merge(kind.apply(one), 1L, Long::sum));
        return counts;
    }
}
