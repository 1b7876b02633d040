package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.List;

/**
 * A product of sets of atoms, one set a dimension. Immutable.
 *
 * @param sides the set of each dimension
 */
public record Box(List<Atoms> sides) {

    /** Copies the sides. */
    public Box {
        sides = List.copyOf(sides);
    }

    /** The whole space of dimensions with so many atoms. */
    public static Box whole(List<Integer> sizes) {
        return new Box(sizes.stream().map(Atoms::all).toList());
    }

    /** Whether no point is in the box. */
    public boolean isEmpty() {
        return sides.stream().anyMatch(Atoms::isEmpty);
    }

    /** This box, cut down in one dimension. */
    public Box within(int dimension, Atoms set) {
        List<Atoms> narrower = new ArrayList<>(sides);
        narrower.set(dimension, sides.get(dimension).and(set));
        return new Box(narrower);
    }

    /** The intersection. */
    public Box and(Box other) {
        List<Atoms> narrower = new ArrayList<>(sides.size());
        for (int i = 0; i < sides.size(); i++) {
            narrower.add(sides.get(i).and(other.sides.get(i)));
        }
        return new Box(narrower);
    }
}
