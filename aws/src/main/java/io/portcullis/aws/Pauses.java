package io.portcullis.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * When what failed is attempted again within one call.
 *
 * @param each the pauses, one before each further attempt
 */
record Pauses(List<Duration> each) {

    /** Three further attempts, after 100 ms, 400 ms and 1.6 s. */
    static final Pauses DEFAULT =
            new Pauses(List.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1_600)));

    Pauses {
        each = List.copyOf(each);
    }

    /**
     * Attempts all, and again what is left, until nothing is or the attempts are used up; an interrupt ends it.
     *
     * @param attempt returns what failed
     * @return what failed to the last
     */
    <T> List<T> attempt(List<T> all, UnaryOperator<List<T>> attempt) {
        List<T> left = attempt.apply(all);
        for (Duration pause : each) {
            if (left.isEmpty()) {
                break;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = attempt.apply(left);
        }
        return left;
    }
}
