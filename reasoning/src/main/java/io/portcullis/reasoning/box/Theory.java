package io.portcullis.reasoning.box;

import java.util.List;

/** What boxes cannot say of points: a second judge, asked about single points, who answers for as many as he can. */
public interface Theory {

    /** A theory to which every point is possible. */
    Theory NONE = new Theory() {
        @Override
        public Verdict judge(List<Integer> point) {
            return new Possible();
        }

        @Override
        public boolean speaksOf(int dimension) {
            return false;
        }
    };

    /** What a theory says of a point. */
    sealed interface Verdict {}

    /** The point is possible. */
    record Possible() implements Verdict {}

    /**
     * The point is not possible, nor is any other of a box that it is in.
     *
     * @param box the box
     */
    record Impossible(Box box) implements Verdict {}

    /**
     * It is not known, nor is it of any other point of a box that it is in.
     *
     * @param box the box
     */
    record Unknown(Box box) implements Verdict {}

    /** Judges a point: one atom a dimension. */
    Verdict judge(List<Integer> point);

    /** Whether a point's atom in a dimension can make a difference to what is said of it. */
    default boolean speaksOf(int dimension) {
        return true;
    }
}
