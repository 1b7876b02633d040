package io.portcullis.reasoning.judge;

import io.portcullis.policy.PrincipalType;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * A value of the policy that findings speak of.
 *
 * @param type the principal's type; AWS for context keys
 * @param value as findings show it
 * @param dimension the index of the dimension of its key
 * @param choices the indexes of the choices that have it
 * @param test whether any other choice has it
 */
record Label(PrincipalType type, String value, int dimension, BitSet choices, Predicate<Choice> test) {

    /** Whether its choices are some of the other's, and not all. */
    boolean isBelow(Label other) {
        return !choices.equals(other.choices) && isWithin(other);
    }

    /** Whether its choices are among the other's. */
    boolean isWithin(Label other) {
        BitSet rest = (BitSet) choices.clone();
        rest.andNot(other.choices);
        return rest.isEmpty();
    }
}
