package io.portcullis.response;

import java.time.Duration;
import java.util.function.Consumer;

/** Port: runs something later. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Scheduler {

    /** Runs the task once the delay is over, on a thread of its own. */
    void after(Duration delay, Runnable task);

    /**
     * Has a resource followed up once the delay is over. Where the process may end before that, an implementation carries
     * the words to where {@link Responder#follow} is called with them.
     *
     * @param here follows up in this process
     */
    default void followUp(Duration delay, FollowUp what, Consumer<FollowUp> here) {
        after(delay, () -> here.accept(what));
    }
}
