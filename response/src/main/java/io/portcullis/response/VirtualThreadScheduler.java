package io.portcullis.response;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks later, each on a virtual thread that waits for its time. Closing drops the tasks that wait. */
public final class VirtualThreadScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualThreadScheduler.class);

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

    /** Interrupts what waits or runs, and returns at once. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void run(Duration delay, Runnable task) {
        try {
            Thread.sleep(delay);
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
