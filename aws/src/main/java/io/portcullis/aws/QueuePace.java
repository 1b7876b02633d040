package io.portcullis.aws;

import java.time.Duration;
import java.util.List;

/**
 * How messages of a queue are held, let go and tried again.
 *
 * @param lease how long a message stays hidden from others unless that is renewed, which happens at every third of it while
 *     the message is in work: what a process leaves behind that is killed comes again after this time, at the latest
 * @param again after how long a message comes again that was not handled, by how often it was received; the last for all
 *     further times. How often at all is up to the queue's redrive policy
 * @param farewell how long what is in work may go on once the queue is closed
 */
public record QueuePace(Duration lease, List<Duration> again, Duration farewell) {

    /** A lease of two minutes, and two seconds to say farewell. */
    public static final QueuePace DEFAULT = of(Duration.ofMinutes(2), Duration.ofSeconds(2));

    /** Checks that SQS can keep the times, and copies the list. */
    public QueuePace {
        // A visibility timeout is a whole number of seconds up to 12 hours (SQS API reference,
        // ChangeMessageVisibility).
        if (lease.compareTo(Duration.ofSeconds(3)) < 0 || lease.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("A lease is 3 s to 12 h, not " + lease);
        }
        if (again.isEmpty()) {
            throw new IllegalArgumentException("When is a message to come again?");
        }
        again = List.copyOf(again);
    }

    /** With this lease; again after half of it, then after 2, 8 and 15 minutes. */
    public static QueuePace of(Duration lease, Duration farewell) {
        return new QueuePace(
                lease,
                List.of(lease.dividedBy(2), Duration.ofMinutes(2), Duration.ofMinutes(8), Duration.ofMinutes(15)),
                farewell);
    }

    /** After how long a message comes again that was received so often, at least once. */
    Duration after(int received) {
        return again.get(Math.clamp(received, 1, again.size()) - 1);
    }
}
