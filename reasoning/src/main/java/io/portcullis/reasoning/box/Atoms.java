package io.portcullis.reasoning.box;

import java.util.BitSet;
import java.util.function.IntPredicate;

/** An immutable set of the atoms 0 … size-1 of one dimension. */
public final class Atoms {

    private final long[] words;
    private final int size;

    private Atoms(long[] words, int size) {
        this.words = words;
        this.size = size;
    }

    /** No atom of so many. */
    public static Atoms none(int size) {
        return new Atoms(new long[(size + 63) / 64], size);
    }

    /** Every atom of so many. */
    public static Atoms all(int size) {
        return where(size, atom -> true);
    }

    /** The atoms that pass. */
    public static Atoms where(int size, IntPredicate test) {
        long[] words = new long[(size + 63) / 64];
        for (int i = 0; i < size; i++) {
            if (test.test(i)) {
                words[i >> 6] |= 1L << i;
            }
        }
        return new Atoms(words, size);
    }

    /** How many atoms there are, in the set or not. */
    public int size() {
        return size;
    }

    /** Whether the atom is in the set. */
    public boolean has(int atom) {
        return (words[atom >> 6] & 1L << atom) != 0;
    }

    /** The lowest atom, or -1. */
    public int first() {
        for (int i = 0; i < words.length; i++) {
            if (words[i] != 0) {
                return 64 * i + Long.numberOfTrailingZeros(words[i]);
            }
        }
        return -1;
    }

    /** Whether no atom is in the set. */
    public boolean isEmpty() {
        return first() < 0;
    }

    /** Whether every atom is in the set. */
    public boolean isFull() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count == size;
    }

    /** The intersection. */
    public Atoms and(Atoms other) {
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= other.words[i];
        }
        return new Atoms(result, size);
    }

    /** The union. */
    public Atoms or(Atoms other) {
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] |= other.words[i];
        }
        return new Atoms(result, size);
    }

    /** The atoms of this set that are not in the other. */
    public Atoms minus(Atoms other) {
        long[] result = words.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] &= ~other.words[i];
        }
        return new Atoms(result, size);
    }

    /** All atoms that are not in the set. */
    public Atoms complement() {
        return all(size).minus(this);
    }

    /** Whether some atom is in both. */
    public boolean meets(Atoms other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether every atom of this set is in the other. */
    public boolean within(Atoms other) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & ~other.words[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Atoms that && size == that.size && java.util.Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return BitSet.valueOf(words).toString();
    }
}
