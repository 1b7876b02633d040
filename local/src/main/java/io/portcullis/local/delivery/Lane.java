package io.portcullis.local.delivery;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the work given to it one piece at a time and in order, on threads of its executor. Safe for many threads. */
public final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Lane(Executor executor) {
        this.executor = executor;
    }

    /** Accepts a piece of work and returns at once. */
    public void execute(Runnable work) {
        synchronized (waiting) {
            waiting.add(work);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::drain);
    }

    private void drain() {
        for (Optional<Runnable> work = next(); work.isPresent(); work = next()) {
            try {
                work.get().run();
            } catch (RuntimeException failure) {
                // One broken delivery must not stop those behind it.
                LOG.error("A delivery failed unexpectedly", failure);
            }
        }
    }

    private Optional<Runnable> next() {
        synchronized (waiting) {
            Optional<Runnable> work = Optional.ofNullable(waiting.poll());
            running = work.isPresent();
            return work;
        }
    }
}
