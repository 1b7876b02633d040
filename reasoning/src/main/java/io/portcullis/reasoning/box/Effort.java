package io.portcullis.reasoning.box;

/**
 * How much work searches may still do, counted in comparisons of one side of a box, so that an answer never depends on the
 * machine's speed. For one thread.
 */
public final class Effort {

    private long left;

    /** So many comparisons. */
    public Effort(long comparisons) {
        this.left = comparisons;
    }

    /** Uses some up; false when there were not so many left. */
    boolean spend(long comparisons) {
        left -= comparisons;
        return left >= 0;
    }
}
