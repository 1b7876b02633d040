package io.portcullis.reasoning.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The code points in as few letters as the character classes of some positions can tell apart. For one thread.
 */
final class Alphabet {

    /** Classes that are told apart at once; a state with more is told apart by every letter. */
    private static final int TOLD_AT_ONCE = 64;

    /** Ranges of code points that people read well, the best first. */
    private static final int[][] NICE = {{'a', 'z'}, {'0', '9'}, {'A', 'Z'}, {'!', '~'}};

    /** The first code point of each letter. */
    private final int[] lows;

    private final int[] readable;
    private final int[] setOf;
    private final long[][] letters;
    private final boolean[][] having;
    private final int[] seen;

    /** What is told by sets of classes; bit i stands for class i. */
    private final Map<Long, int[]> toldBy = new HashMap<>();

    private int states;

    /** The alphabet of these classes, one a position. */
    Alphabet(CharSet[] sets) {
        setOf = new int[sets.length];
        CharSet[] distinct = numbered(sets);
        lows = lows(distinct);
        letters = new long[distinct.length][(lows.length + 63) / 64];
        for (int set = 0; set < distinct.length; set++) {
            spread(distinct[set].bounds(), letters[set]);
        }
        readable = new int[lows.length];
        for (int letter = 0; letter < lows.length; letter++) {
            int next = letter + 1 < lows.length ? lows[letter + 1] : Character.MAX_CODE_POINT + 1;
            readable[letter] = readable(lows[letter], next - 1);
        }
        having = new boolean[lows.length][];
        seen = new int[distinct.length];
    }

    /** Numbers the classes of the positions; nearly all are of one character of ASCII, and looked up by it. */
    private CharSet[] numbered(CharSet[] sets) {
        List<CharSet> distinct = new ArrayList<>();
        int[] ofAscii = new int[128];
        Map<CharSet, Integer> others = new HashMap<>();
        for (int i = 0; i < sets.length; i++) {
            int[] bounds = sets[i].bounds();
            boolean ascii = bounds.length == 2 && bounds[0] == bounds[1] && bounds[0] < ofAscii.length;
            int known = ascii ? ofAscii[bounds[0]] : others.getOrDefault(sets[i], 0);
            if (known == 0) {
                distinct.add(sets[i]);
                known = distinct.size();
                if (ascii) {
                    ofAscii[bounds[0]] = known;
                } else {
                    others.put(sets[i], known);
                }
            }
            setOf[i] = known - 1;
        }
        return distinct.toArray(CharSet[]::new);
    }

    private static int[] lows(CharSet[] sets) {
        int size = 1;
        for (CharSet set : sets) {
            size += set.bounds().length;
        }
        int[] lows = new int[size];
        int count = 1;
        for (CharSet set : sets) {
            int[] bounds = set.bounds();
            for (int i = 0; i < bounds.length; i++) {
                lows[count++] = bounds[i] + i % 2;
            }
        }
        Arrays.sort(lows);
        int kept = 0;
        for (int low : lows) {
            if (low <= Character.MAX_CODE_POINT && (kept == 0 || low > lows[kept - 1])) {
                lows[kept++] = low;
            }
        }
        return Arrays.copyOf(lows, kept);
    }

    private void spread(int[] bounds, long[] into) {
        for (int i = 0; i < bounds.length; i += 2) {
            int letter = Arrays.binarySearch(lows, bounds[i]);
            while (letter < lows.length && lows[letter] <= bounds[i + 1]) {
                into[letter >> 6] |= 1L << letter;
                letter++;
            }
        }
    }

    /** The number of each position's class. */
    int[] classes() {
        return setOf;
    }

    /** By number of class, whether a letter is in it. */
    boolean[] classesWith(int letter) {
        boolean[] known = having[letter];
        if (known == null) {
            known = new boolean[letters.length];
            for (int set = 0; set < known.length; set++) {
                known[set] = (letters[set][letter >> 6] & 1L << letter) != 0;
            }
            having[letter] = known;
        }
        return known;
    }

    /** A code point of the letter, such as people read best. */
    int readable(int letter) {
        return readable[letter];
    }

    /** One letter of each kind that the classes of these positions tell apart: the most readable one. */
    int[] told(int[] positions) {
        if (letters.length > Long.SIZE) {
            return tell(positions);
        }
        long classes = 0;
        for (int position : positions) {
            classes |= 1L << setOf[position];
        }
        // Most states have classes that another one had.
        return toldBy.computeIfAbsent(classes, unknown -> tell(positions));
    }

    private int[] tell(int[] positions) {
        states++;
        long[] kinds = new long[lows.length];
        int told = 0;
        for (int position : positions) {
            int set = setOf[position];
            if (seen[set] != states) {
                seen[set] = states;
                if (told == TOLD_AT_ONCE) {
                    return all();
                }
                mark(letters[set], 1L << told++, kinds);
            }
        }
        return best(kinds);
    }

    private static void mark(long[] set, long bit, long[] kinds) {
        for (int w = 0; w < set.length; w++) {
            for (long word = set[w]; word != 0; word &= word - 1) {
                kinds[64 * w + Long.numberOfTrailingZeros(word)] |= bit;
            }
        }
    }

    private int[] best(long[] kinds) {
        Map<Long, Integer> best = new HashMap<>();
        for (int letter = 0; letter < kinds.length; letter++) {
            // Letters of no class lead nowhere.
            if (kinds[letter] != 0) {
                Integer other = best.get(kinds[letter]);
                if (other == null || rank(readable[letter]) < rank(readable[other])) {
                    best.put(kinds[letter], letter);
                }
            }
        }
        int[] told = new int[best.size()];
        int count = 0;
        for (int letter : best.values()) {
            told[count++] = letter;
        }
        Arrays.sort(told);
        return told;
    }

    private int[] all() {
        int[] all = new int[lows.length];
        Arrays.setAll(all, letter -> letter);
        return all;
    }

    private static int readable(int low, int high) {
        for (int[] nice : NICE) {
            int candidate = Math.max(low, nice[0]);
            if (candidate <= Math.min(high, nice[1])) {
                return candidate;
            }
        }
        return low;
    }

    private static int rank(int codePoint) {
        if (codePoint >= 'a' && codePoint <= 'z') {
            return 0;
        }
        if (codePoint >= '0' && codePoint <= '9') {
            return 1;
        }
        return codePoint >= '!' && codePoint <= '~' ? 2 : 3;
    }
}
