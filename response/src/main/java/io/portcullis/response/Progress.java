package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import org.slf4j.LoggerFactory;

/** Port: hears how far the response to a change has come, as it happens. Called on the responding thread: be quick. */
@FunctionalInterface
public interface Progress {

    /** Hears of one moment. */
    void reached(Moment moment);

    /** Tells of a stage that is reached now. That the listener fails is logged, and stops nothing. */
    default void tell(Stage stage, Change change, Resource resource, String detail) {
        Moment moment = new Moment(stage, change, resource, detail, System.nanoTime());
        try {
            reached(moment);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Progress.class).error("A listener failed at {}", moment, e);
        }
    }

    /** The stages of a response, in their order. */
    enum Stage {
        /** The change has come in. */
        RECEIVED,
        /** The resource's present state was read, or could not be. */
        READ,
        /** The state was analyzed and recorded. */
        ANALYZED,
        /** The transitions were handed to every publisher. */
        PUBLISHED,
        /** A correction was tried; the detail says with what outcome. */
        CORRECTED,
        /** A finding's resolution was recorded and published. */
        RESOLVED
    }

    /**
     * A stage that was reached.
     *
     * @param stage which
     * @param change the change responded to
     * @param resource the resource it touches
     * @param detail what came of it, in a few words for people
     * @param nanoTime {@link System#nanoTime()} at that moment: differences are exact
     */
    record Moment(Stage stage, Change change, Resource resource, String detail, long nanoTime) {}

    /** Hears and does nothing. */
    static Progress silent() {
        return moment -> {};
    }
}
