package io.portcullis.response;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks later, each on a virtual thread that waits for its time. Closing drops the tasks that wait. */
public final class VirtualThreadScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualThreadScheduler.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("portcullis-later-", 0).factory());

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            threads.execute(() -> run(delay, task));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed: a task due in {} is dropped", delay, e);
        }
    }

    /** Drops what waits, and gives what runs two seconds to end before it is interrupted. */
    @Override
    public void close() {
        closing.countDown();
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

    private void run(Duration delay, Runnable task) {
        try {
            if (closing.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task that was to run after {} failed", delay, e);
        }
    }
}
