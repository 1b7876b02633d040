package io.portcullis.aws;

import java.time.Duration;
import java.util.List;

/**
 * How messages of a queue are held, let go and tried again.
 *
 * @param lease how long a message stays hidden from others unless that is renewed, which happens while it is in work: what a
 *     process leaves behind that is killed comes again after this time, at the latest
 * @param again after how long a message comes again that was not handled, by how often it was received; the last for all
 *     further times. How often is up to the queue's redrive policy
 * @param farewell how long what is in work may go on once the queue is closed
 */
public record QueuePace(Duration lease, List<Duration> again, Duration farewell) {

    /** A lease of a minute; again after 30 s, 2 min, 8 min and 15 min; 2 s to say farewell. */
    public static final QueuePace DEFAULT = new QueuePace(
            Duration.ofMinutes(1),
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(8), Duration.ofMinutes(15)),
            Duration.ofSeconds(2));

    /** Checks that SQS can keep the times, and copies the list. */
    public QueuePace {
        // A visibility timeout is a whole number of seconds up to 12 hours (SQS API reference, ChangeMessageVisibility).
        if (lease.compareTo(Duration.ofSeconds(3)) < 0 || lease.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("A lease is 3 s to 12 h, not " + lease);
        }
        if (again.isEmpty()) {
            throw new IllegalArgumentException("When is a message to come again?");
        }
        again = List.copyOf(again);
    }

    /** The same with another time to say farewell. */
    public QueuePace withFarewell(Duration other) {
        return new QueuePace(lease, again, other);
    }

    /** After how long a message comes again that was received so often, at least once. */
    Duration after(int received) {
        return again.get(Math.clamp(received, 1, again.size()) - 1);
    }
}
