package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.concrete.Unplaced;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comparison as a dimension: it matches or it does not.
 *
 * @param comparison what is compared
 * @param axis the name of the dimension
 * @param subject where the compared key has a value
 * @param variables where each variable has a value, by normalized name
 * @param unplaced callers of whom it is not known; empty where it is known of all
 * @param reason what is told where it cannot be decided
 */
record Compared(
        VariableComparison comparison,
        String axis,
        Presence subject,
        Map<String, Presence> variables,
        Optional<Claim> unplaced,
        String reason) {

    /** That it matches. */
    static final Choice MATCHES = new Choice.Test(0);

    /** That it is not known whether it matches; a test only where that may be so. */
    static final Choice OPEN = new Choice.Test(1);

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

    /** That the keys have values, and that it is not known who calls. */
    List<Claim> presences() {
        return Stream.concat(
                        Stream.concat(Stream.of(subject), variables.values().stream())
                                .map(presence -> new Claim(presence.axis, presence.there)),
                        unplaced.stream())
                .toList();
    }

    /**
     * What no request has: an absent key that counts as matching though it does not, or the other way round; and what is known
     * of whom it is not known, or the other way round.
     */
    List<Box> impossible(Space space) {
        Claim there = new Claim(subject.axis, subject.there);
        Box absent = space.without(space.whole(), there);
        Box otherwise = space.without(absent, new Claim(axis, comparison.whenAbsent() ? MATCHES : MATCHES.not()));
        if (unplaced.isEmpty()) {
            return List.of(otherwise);
        }
        // What is compared is not known of them, or what it is compared with is not.
        boolean hidden = Unplaced.hides(comparison.key());
        Box theirs = space.within(space.whole(), unplaced.get());
        Box others = space.without(space.whole(), unplaced.get());
        Claim open = new Claim(axis, OPEN);
        List<Box> boxes = new ArrayList<>();
        boxes.add(space.without(otherwise, open));
        boxes.add(space.within(others, open));
        boxes.add(space.without(hidden ? theirs : space.within(theirs, there), open));
        if (!hidden) {
            boxes.add(space.within(absent, open));
        }
        return boxes;
    }

    /** The dimension: atom 0 does not match, atom 1 does, and of atom 2, where there is one, it is not known. */
    Axis cut() {
        return unplaced.isEmpty()
                ? Axis.ofTruth(axis)
                : new Axis(
                        axis,
                        List.of(List.of("no"), List.of("yes"), List.of("open")),
                        List.of(Atoms.only(3, 1), Atoms.only(3, 2)));
    }
}
