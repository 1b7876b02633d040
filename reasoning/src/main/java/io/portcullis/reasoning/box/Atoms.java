package io.portcullis.reasoning.box;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** An immutable set of the atoms 0 … size-1 of one dimension. */
public final class Atoms {

    private static final long[] NO_WORDS = {};

    /** The atoms below 64: the only ones of most dimensions. */
    private final long low;

    private final long[] high;
    private final int size;

    private Atoms(long low, long[] high, int size) {
        this.low = low;
        this.high = high;
        this.size = size;
    }

    private static long[] words(int size) {
        return size <= 64 ? NO_WORDS : new long[(size - 1) / 64];
    }

    /** No atom of so many. */
    public static Atoms none(int size) {
        return new Atoms(0, words(size), size);
    }

    /** Every atom of so many. */
    public static Atoms all(int size) {
        if (size == 0) {
            return none(0);
        }
        long[] high = words(size);
        Arrays.fill(high, -1L);
        long last = -1L >>> -size;
        if (high.length == 0) {
            return new Atoms(last, high, size);
        }
        high[high.length - 1] = last;
        return new Atoms(-1L, high, size);
    }

    /** Just this atom of so many. */
    public static Atoms only(int size, int atom) {
        long[] high = words(size);
        if (atom < 64) {
            return new Atoms(1L << atom, high, size);
        }
        high[(atom >> 6) - 1] = 1L << atom;
        return new Atoms(0, high, size);
    }

    /** The atoms that pass. */
    public static Atoms where(int size, IntPredicate test) {
        long low = 0;
        long[] high = words(size);
        for (int i = 0; i < size; i++) {
            if (test.test(i)) {
                if (i < 64) {
                    low |= 1L << i;
                } else {
                    high[(i >> 6) - 1] |= 1L << i;
                }
            }
        }
        return new Atoms(low, high, size);
    }

    /** The atoms whose bits are set. */
    public static Atoms of(int size, BitSet set) {
        long[] words = Arrays.copyOf(set.toLongArray(), (size + 63) / 64);
        return new Atoms(
                size == 0 ? 0 : words[0], size <= 64 ? NO_WORDS : Arrays.copyOfRange(words, 1, words.length), size);
    }

    /** How many atoms there are, in the set or not. */
    public int size() {
        return size;
    }

    /** How many atoms are in the set. */
    public int count() {
        int count = Long.bitCount(low);
        for (long word : high) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** Whether the atom is in the set. */
    public boolean has(int atom) {
        return ((atom < 64 ? low : high[(atom >> 6) - 1]) & 1L << atom) != 0;
    }

    /** The lowest atom, or -1. */
    public int first() {
        if (low != 0) {
            return Long.numberOfTrailingZeros(low);
        }
        for (int i = 0; i < high.length; i++) {
            if (high[i] != 0) {
                return 64 * (i + 1) + Long.numberOfTrailingZeros(high[i]);
            }
        }
        return -1;
    }

    /** Whether no atom is in the set. */
    public boolean isEmpty() {
        return low == 0 && (high.length == 0 || first() < 0);
    }

    /** Whether every atom is in the set. */
    public boolean isFull() {
        return count() == size;
    }

    /** The intersection. */
    public Atoms and(Atoms other) {
        if (high.length == 0) {
            long both = low & other.low;
            return both == low ? this : both == other.low ? other : new Atoms(both, NO_WORDS, size);
        }
        long[] result = high.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= other.high[i];
        }
        return new Atoms(low & other.low, result, size);
    }

    /** The union. */
    public Atoms or(Atoms other) {
        long[] result = high.length == 0 ? NO_WORDS : high.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] |= other.high[i];
        }
        return new Atoms(low | other.low, result, size);
    }

    /** The atoms of this set that are not in the other. */
    public Atoms minus(Atoms other) {
        long[] result = high.length == 0 ? NO_WORDS : high.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= ~other.high[i];
        }
        return new Atoms(low & ~other.low, result, size);
    }

    /** All atoms that are not in the set. */
    public Atoms complement() {
        return all(size).minus(this);
    }

    /** Whether some atom is in both. */
    public boolean meets(Atoms other) {
        if ((low & other.low) != 0) {
            return true;
        }
        for (int i = 0; i < high.length; i++) {
            if ((high[i] & other.high[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether every atom of this set is in the other. */
    public boolean within(Atoms other) {
        if ((low & ~other.low) != 0) {
            return false;
        }
        for (int i = 0; i < high.length; i++) {
            if ((high[i] & ~other.high[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Atoms that && size == that.size && low == that.low && Arrays.equals(high, that.high);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(low) + Arrays.hashCode(high);
    }

    @Override
    public String toString() {
        BitSet atoms = new BitSet();
        for (int i = 0; i < size; i++) {
            atoms.set(i, has(i));
        }
        return atoms.toString();
    }
}
