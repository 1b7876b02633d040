package io.portcullis.response;

import io.portcullis.analyzer.Correction;

/** Port: changes resources. Implementations are safe for use by many threads. */
public interface Corrector {

    /**
     * Applies one step if what it replaces is still in place, and reads back that it is done.
     *
     * @return what came of it
     */
    Outcome apply(Correction correction, Correction.Step step);

    /**
     * Puts back what a step replaced, byte for byte, if what the step put is still in place.
     *
     * @return what came of it
     */
    Outcome undo(Correction correction, Correction.Step step);

    /** What came of a step. */
    sealed interface Outcome {}

    /**
     * Done, and read back.
     *
     * @param note what people should know about it, or empty text
     */
    record Done(String note) implements Outcome {
        /** Done, with nothing to add. */
        public Done() {
            this("");
        }
    }

    /** Not done: the resource is not as the plan found it. */
    record Superseded(String reason) implements Outcome {}

    /** Not done, or not known to be done. */
    record Failed(String reason) implements Outcome {}
}
