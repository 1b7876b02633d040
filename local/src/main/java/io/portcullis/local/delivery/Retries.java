package io.portcullis.local.delivery;

import java.time.Duration;

/**
 * How often a delivery is tried and how long to wait in between; the wait doubles each time.
 *
 * @param attempts the first one included, at least 1
 * @param firstDelay the wait after the first failure
 */
public record Retries(int attempts, Duration firstDelay) {

    /** Three attempts within about a third of a second: AWS tries for a day, which would hide faults on a laptop. */
    public static final Retries DEFAULT = new Retries(3, Duration.ofMillis(100));

    /** Refuses fewer than one attempt. */
    public Retries {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, was " + attempts);
        }
    }

    /** One attempt to deliver. */
    @FunctionalInterface
    public interface Attempt {
        /** Delivers or says why not. */
        void run() throws DeliveryException;
    }

    /** The same waits with at most this many attempts. */
    public Retries atMost(int limit) {
        return new Retries(Math.clamp(limit, 1, attempts), firstDelay);
    }

    /**
     * Attempts until it works, until trying again is useless, or until the attempts are used up. Blocks; call it on a
     * virtual thread.
     *
     * @throws DeliveryException the last failure
     */
    public void run(Attempt attempt) throws DeliveryException {
        Duration delay = firstDelay;
        for (int left = attempts - 1; ; left--) {
            try {
                attempt.run();
                return;
            } catch (DeliveryException failure) {
                if (left == 0 || !failure.kind().worthRetrying() || !waited(delay)) {
                    throw failure;
                }
                delay = delay.multipliedBy(2);
            }
        }
    }

    private static boolean waited(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
