package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.theory.Relation;
import java.util.List;
import java.util.stream.Stream;

/** What a point asks of the texts that are to make a request of it. */
sealed interface Demand {

    /** The points that ask the same, as sides of a box. */
    List<Space.Side> sides();

    /** The same, asked only by points that are within more sides as well. */
    default Demand alsoAt(List<Space.Side> more) {
        List<Space.Side> all = Stream.concat(sides().stream(), more.stream()).toList();
        return switch (this) {
            case OfText one -> new OfText(one.text, one.choice, all);
            case OfTexts several -> new OfTexts(several.relation, several.reason, all);
        };
    }

    /**
     * Of one text.
     *
     * @param text the number of the text
     * @param choice the set that it is in, in terms of its axis's tests
     * @param sides the points that ask this
     */
    record OfText(int text, Choice choice, List<Space.Side> sides) implements Demand {
        public OfText {
            sides = List.copyOf(sides);
        }
    }

    /**
     * Of several texts.
     *
     * @param relation what they are to each other
     * @param reason what is told when it is not decided
     * @param sides the points that ask this
     */
    record OfTexts(Relation relation, String reason, List<Space.Side> sides) implements Demand {
        public OfTexts {
            sides = List.copyOf(sides);
        }
    }
}
