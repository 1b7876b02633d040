package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Request;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The answer to "is there such a request?". */
public sealed interface Answer {

    /**
     * There is.
     *
     * @param request one, with its whole context, confirmed by the concrete evaluator
     * @param spoken the part of its context that the rules speak of, by documented spelling
     * @param allowing the indexes of the policy's rules that allow it
     * @param denying the indexes of the reference's rules that deny it; none when nothing there allows it
     */
    record Yes(Request request, SortedMap<String, List<String>> spoken, List<Integer> allowing, List<Integer> denying)
            implements Answer {
        /** Copies the collections. */
        public Yes {
            spoken = Collections.unmodifiableSortedMap(new TreeMap<>(spoken));
            allowing = List.copyOf(allowing);
            denying = List.copyOf(denying);
        }
    }

    /** There is none, whatever AWS makes of what it does not document. */
    record No() implements Answer {}

    /**
     * It is not known.
     *
     * @param reasons why; never empty
     */
    record Undecided(List<String> reasons) implements Answer {
        /** Copies the reasons. */
        public Undecided {
            reasons = List.copyOf(reasons);
        }
    }
}
