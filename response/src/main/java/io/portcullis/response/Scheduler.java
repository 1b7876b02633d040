package io.portcullis.response;

import java.time.Duration;

/** Port: runs something later. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Scheduler {

    /** Runs the task once the delay is over, on a thread of its own. */
    void after(Duration delay, Runnable task);
}
