package io.portcullis.reasoning.box;

/**
 * Why a box has no point outside some excluded boxes: a tree of splits whose leaves are obvious. Whoever doubts a "no" of
 * {@link BoxSearch} has it {@linkplain Refuter written out} and {@linkplain RefutationChecker checked}.
 */
public sealed interface Refutation {

    /**
     * The box has no points, because one of its sides is empty.
     *
     * @param dimension which side
     */
    record Empty(int dimension) implements Refutation {}

    /**
     * All of the box lies in an excluded one.
     *
     * @param excluded which one
     */
    record Covered(int excluded) implements Refutation {}

    /**
     * The box falls into two parts along one dimension, and neither has such a point.
     *
     * @param dimension along which
     * @param part the atoms of one part; the other has the rest
     * @param inside why the one has none
     * @param outside why the other has none
     */
    record Split(int dimension, Atoms part, Refutation inside, Refutation outside) implements Refutation {}
}
