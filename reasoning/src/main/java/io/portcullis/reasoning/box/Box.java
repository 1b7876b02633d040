package io.portcullis.reasoning.box;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product of sets of atoms, one set a dimension. Immutable. */
public final class Box {

    private final Atoms[] sides;

    /** The dimensions in which not everything is within, once they are known. */
    private volatile int @Nullable [] narrow;

    private Box(Atoms[] sides) {
        this.sides = sides;
    }

    /** A box of these sides, one a dimension. */
    public Box(List<Atoms> sides) {
        this(sides.toArray(Atoms[]::new));
    }

    /** The whole space of dimensions with so many atoms. */
    public static Box whole(List<Integer> sizes) {
        Atoms[] sides = new Atoms[sizes.size()];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = Atoms.all(sizes.get(i));
        }
        return new Box(sides);
    }

    /** The set of each dimension. */
    public List<Atoms> sides() {
        return Collections.unmodifiableList(Arrays.asList(sides));
    }

    /** The set of one dimension. */
    public Atoms side(int dimension) {
        return sides[dimension];
    }

    /** The dimensions in which not everything is within; not to be changed. */
    int[] narrow() {
        int[] known = narrow;
        if (known == null) {
            known = notFull(sides);
            narrow = known;
        }
        return known;
    }

    private static int[] notFull(Atoms[] sides) {
        int[] found = new int[sides.length];
        int count = 0;
        for (int i = 0; i < sides.length; i++) {
            if (!sides[i].isFull()) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** How many dimensions there are. */
    public int dimensions() {
        return sides.length;
    }

    /** Whether no point is in the box. */
    public boolean isEmpty() {
        for (Atoms side : sides) {
            if (side.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether some point is in both boxes. */
    public boolean meets(Box other) {
        for (int i = 0; i < sides.length; i++) {
            if (!sides[i].meets(other.sides[i])) {
                return false;
            }
        }
        return true;
    }

    /** This box, cut down in one dimension. */
    public Box within(int dimension, Atoms set) {
        Atoms narrower = sides[dimension].and(set);
        if (narrower.equals(sides[dimension])) {
            return this;
        }
        Atoms[] result = sides.clone();
        result[dimension] = narrower;
        return new Box(result);
    }

    /** This box with another side in one dimension. */
    Box widened(int dimension, Atoms side) {
        Atoms[] result = sides.clone();
        result[dimension] = side;
        return new Box(result);
    }

    /** This box without the other, where what is left is a box; else this box. */
    Box without(Box other) {
        int beyond = -1;
        for (int i = 0; i < sides.length; i++) {
            if (!sides[i].meets(other.sides[i])) {
                return this;
            }
            if (!sides[i].within(other.sides[i])) {
                if (beyond >= 0) {
                    return this;
                }
                beyond = i;
            }
        }
        int shrunk = Math.max(beyond, 0);
        return within(shrunk, other.sides[shrunk].complement());
    }

    /** Adds to a list what of this box is not in the other, in boxes that do not meet. */
    void addWithout(Box other, List<Box> into) {
        if (!meets(other)) {
            into.add(this);
            return;
        }
        Box rest = this;
        for (int i : other.narrow()) {
            Atoms out = rest.sides[i].minus(other.sides[i]);
            if (!out.isEmpty()) {
                into.add(rest.widened(i, out));
                rest = rest.widened(i, rest.sides[i].and(other.sides[i]));
            }
        }
    }

    /** The intersection. */
    public Box and(Box other) {
        Atoms[] result = new Atoms[sides.length];
        for (int i = 0; i < sides.length; i++) {
            result[i] = sides[i].and(other.sides[i]);
        }
        return new Box(result);
    }

    /** The sides, for the caller's own use. */
    Atoms[] toArray() {
        return sides.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Box that && Arrays.equals(sides, that.sides);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sides);
    }

    @Override
    public String toString() {
        return Arrays.toString(sides);
    }
}
