package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Element;
import java.util.List;

/** What keeps outsiders out at an Allow. */
public sealed interface Barrier {

    /**
     * Its own words: no outsider's request has these elements together, and any fewer of them would not do.
     *
     * @param elements the elements
     */
    record Words(List<Element> elements) implements Barrier {
        /** Copies the elements. */
        public Words {
            elements = List.copyOf(elements);
        }
    }

    /**
     * Denies: without them it would let outsiders in, with them it does not, and any fewer of them would not do.
     *
     * @param rules the indexes of the Denies
     */
    record Denies(List<Integer> rules) implements Barrier {
        /** Copies the indexes. */
        public Denies {
            rules = List.copyOf(rules);
        }
    }

    /** Nothing: it lets outsiders in. */
    record Nothing() implements Barrier {}

    /** It could not be shown with bounded work, or a doubt stands in the way. */
    record Unknown() implements Barrier {}
}
