package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A comparison as a dimension: it matches or it does not.
 *
 * @param comparison what is compared
 * @param axis the name of the dimension
 * @param subject where the compared key has a value
 * @param variables where each variable has a value, by normalized name
 * @param reason what is told where it cannot be decided
 */
record Compared(
        VariableComparison comparison, String axis, Presence subject, Map<String, Presence> variables, String reason) {

    /** That it matches; the dimension's only test. */
    static final Choice MATCHES = new Choice.Test(0);

    /**
     * Where a key has a value.
     *
     * @param axis the axis of its base value
     * @param there the base values that have it
     */
    record Presence(String axis, Choice there) {}

    /** Copies the map. */
    Compared {
        variables = Map.copyOf(variables);
    }

    /** That the keys have values. */
    List<Claim> presences() {
        return Stream.concat(Stream.of(subject), variables.values().stream())
                .map(presence -> new Claim(presence.axis, presence.there))
                .toList();
    }

    /** What no request has: an absent key that counts as matching though it does not, or the other way round. */
    Box impossible(Space space) {
        Space.Side there = space.side(new Claim(subject.axis, subject.there));
        return space.whole()
                .within(there.dimension(), there.atoms().complement())
                .within(space.index(axis), Atoms.where(2, atom -> (atom == 1) != comparison.whenAbsent()));
    }

    /** The dimension: atom 0 does not match, atom 1 does. */
    Axis cut() {
        return Axis.ofTruth(axis);
    }
}
