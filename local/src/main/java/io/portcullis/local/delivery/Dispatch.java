package io.portcullis.local.delivery;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Owns the virtual threads of a service's deliveries. Safe for many threads. */
public final class Dispatch implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final ExecutorService threads;

    /** Makes threads with names that begin so. */
    public Dispatch(String name) {
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** A new lane: one for each receiver keeps that receiver's messages in order. */
    public Lane lane() {
        return new Lane(threads);
    }

    /** Lets deliveries in progress end for two seconds, then interrupts them. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
