package io.portcullis.response;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait for an analyzer that has no answer yet.
 *
 * @param pauses how long to wait before it is asked again each time; the last one is for all further times
 * @param deadline how long until the answer counts as overdue: what is known so far is then the answer
 */
public record Patience(List<Duration> pauses, Duration deadline) {

    /** Asks again after 1/4 s, 1, 2, 4, 8 and 15 s and every 30 s then; overdue after 10 minutes. */
    public static final Patience DEFAULT = new Patience(
            List.of(
                    Duration.ofMillis(250),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30)),
            Duration.ofMinutes(10));

    /** Checks the numbers and copies the list. */
    public Patience {
        if (pauses.isEmpty() || !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "Patience needs a pause and a deadline above zero: " + pauses + ", " + deadline);
        }
        pauses = List.copyOf(pauses);
    }

    /** How long to wait after the analyzer was asked so often, at least once, and wants to be left alone so long. */
    Duration pauseAfter(int asked, Duration wanted) {
        Duration own = pauses.get(Math.min(asked, pauses.size()) - 1);
        return own.compareTo(wanted) < 0 ? wanted : own;
    }
}
