package io.portcullis.app.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long something took, counted by bounds in seconds. Safe for use by many threads. */
final class Histogram {

    /** From what the embedded engine takes to what AWS's analyzer does. */
    static final List<Double> BOUNDS =
            List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0);

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size() + 1);
    private final AtomicLong nanos = new AtomicLong();

    /**
     * What was counted.
     *
     * @param upTo how often it took no longer than each of {@link #BOUNDS}
     * @param count how often at all
     * @param seconds how long altogether
     */
    record Counted(List<Long> upTo, long count, double seconds) {
        Counted {
            upTo = List.copyOf(upTo);
        }
    }

    void add(Duration took) {
        double seconds = took.toNanos() / 1e9;
        int bucket = (int) BOUNDS.stream().filter(bound -> seconds > bound).count();
        counts.incrementAndGet(bucket);
        nanos.addAndGet(took.toNanos());
    }

    Counted counted() {
        Long[] upTo = new Long[BOUNDS.size()];
        long sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += counts.get(i);
            upTo[i] = sum;
        }
        return new Counted(List.of(upTo), sum + counts.get(upTo.length), nanos.get() / 1e9);
    }
}
