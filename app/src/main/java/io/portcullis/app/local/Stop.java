package io.portcullis.app.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a command that runs until it is stopped. To be opened before all that is to be closed first: the process waits
 * for {@link #close}, five seconds at most, before it ends.
 */
public final class Stop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Thread waiting = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Stop() {}

    /** The calling thread's end by SIGTERM, Ctrl-C or an interrupt. */
    public static Stop bySignal() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::end));
        return stop;
    }

    /** Waits until it is time to stop. */
    public void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            LOG.debug("Stopping", stopped);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void end() {
        if (closed.getCount() == 0) {
            return;
        }
        waiting.interrupt();
        try {
            if (!closed.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Not everything could be closed within {}", FAREWELL);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
