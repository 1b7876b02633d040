package io.portcullis.reasoning.text;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of small numbers to look things up by. {@link BitSet} would do but for its hash, which many sets of two or three
 * numbers share. Immutable.
 */
final class Signature {

    /** Two to the 64th over the golden ratio, odd: each bit of what it is multiplied with moves half of the upper ones. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] words;
    private final int hash;

    private Signature(long[] words) {
        this.words = words;
        long mixed = 1;
        for (long word : words) {
            mixed = (mixed ^ word) * SPREAD;
            mixed ^= mixed >>> Integer.SIZE;
        }
        this.hash = (int) mixed;
    }

    static Signature of(BitSet numbers) {
        return new Signature(numbers.toLongArray());
    }

    /** Of the numbers whose bits are set, 64 to a word; the words are the signature's own from now on. */
    static Signature of(long[] words) {
        int used = words.length;
        while (used > 0 && words[used - 1] == 0) {
            used--;
        }
        return new Signature(used == words.length ? words : Arrays.copyOf(words, used));
    }

    BitSet numbers() {
        return BitSet.valueOf(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature that && hash == that.hash && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
