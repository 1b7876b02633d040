package io.portcullis.reasoning.theory;

import java.util.List;

/** What is known of texts that are to stand in some relations. */
public sealed interface Outcome {

    /**
     * There are such texts.
     *
     * @param texts one of each number
     */
    record Possible(List<String> texts) implements Outcome {
        /** Copies the texts. */
        public Possible {
            texts = List.copyOf(texts);
        }
    }

    /** There are none. */
    record Impossible() implements Outcome {}

    /** It is not known within the budget, or not at all. */
    record Unknown() implements Outcome {}
}
