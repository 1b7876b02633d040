package io.portcullis.reasoning;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.concrete.Request;
import java.util.List;
import java.util.SortedMap;

/**
 * The answer: who outside the zone reaches the resource.
 *
 * @param cells all outside access that is certain, as maximal irreducible cells
 * @param more whether there may be outside access in no cell
 * @param morePublic whether a stranger may be let in although no cell is public
 * @param doubts why it is not known; empty when {@code more} and {@code morePublic} are false
 * @param notes how the cells are to be read: that several are told together, that a key is left out of them. They put
 *     nobody's access in doubt
 */
public record Access(List<Cell> cells, boolean more, boolean morePublic, List<String> doubts, List<String> notes) {

    /** Nobody outside reaches anything. */
    public static final Access NONE = new Access(List.of(), false, false, List.of(), List.of());

    /** Copies the lists. */
    public Access {
        cells = List.copyOf(cells);
        doubts = List.copyOf(doubts);
        notes = List.copyOf(notes);
    }

    /**
     * One cell; or, where the cells are so many that they are told together, several of one principal.
     *
     * @param type the principal's type
     * @param principal the principal in the policy's words; an account as 12 digits; {@code *} for any
     * @param condition condition key to the value that narrows the cell, or to the values of which any one does
     * @param actions the actions, sorted
     * @param isPublic whether an arbitrary stranger is in it
     * @param witness an allowed request in it, by a stranger when it is public, confirmed by the concrete evaluator
     * @param spoken the part of the witness's context that the rules speak of, by documented spelling
     * @param rules the indexes of the rules that let the cell's requests in
     */
    public record Cell(
            PrincipalType type,
            String principal,
            SortedMap<String, List<String>> condition,
            List<String> actions,
            boolean isPublic,
            Request witness,
            SortedMap<String, List<String>> spoken,
            List<Integer> rules) {
        /** Copies the collections. */
        public Cell {
            condition = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(condition));
            actions = List.copyOf(actions);
            spoken = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(spoken));
            rules = List.copyOf(rules);
        }
    }
}
