package io.portcullis.reasoning.judge;

import java.util.stream.LongStream;

/**
 * How many random policies a judge looks at: few in the ordinary build, {@code -Dportcullis.nightly=FACTOR} times as many,
 * or the one of {@code -Dportcullis.seed=SEED} alone.
 */
public final class Seeds {

    private Seeds() {}

    /** The seeds of a run that ordinarily has this many. */
    public static LongStream of(int few) {
        Long only = Long.getLong("portcullis.seed");
        return only == null
                ? LongStream.range(0, (long) few * Integer.getInteger("portcullis.nightly", 1))
                : LongStream.of(only);
    }
}
