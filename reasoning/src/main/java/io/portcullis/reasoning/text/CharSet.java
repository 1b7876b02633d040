package io.portcullis.reasoning.text;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** An immutable set of Unicode code points, kept as sorted disjoint ranges. */
public final class CharSet {

    /** Every code point. */
    public static final CharSet ANY = new CharSet(new int[] {0, Character.MAX_CODE_POINT});

    /** No code point. */
    public static final CharSet NONE = new CharSet(new int[0]);

    /** Decimal digits of ASCII. */
    public static final CharSet DIGIT = range('0', '9');

    /** Lower and upper case letters and digits of ASCII. */
    public static final CharSet ALPHANUMERIC = DIGIT.or(range('a', 'z')).or(range('A', 'Z'));

    /** The letters that compare equal to a pair of lower and upper case without being one of the two: ı, ſ, the Kelvin sign. */
    private static final int[] THIRD_CASES = """
            \u00b5\u0130\u0131\u017f\u01c5\u01c8\u01cb\u01f2\u0345\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f4\
            \u03f5\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88\u1e9b\u1e9e\u1fbe\u2126\u212a\u212b\
            """.codePoints().toArray();

    /** Those without case, in the same order. */
    private static final int[] THIRD_CASES_FOLDED =
            Arrays.stream(THIRD_CASES).map(CharSet::withoutCase).toArray();

    /** The sets of one character of ASCII each, which nearly all texts of policies are made of. */
    private static final CharSet[] ONES =
            IntStream.range(0, 128).mapToObj(c -> range(c, c)).toArray(CharSet[]::new);

    private final int[] bounds;

    private CharSet(int[] bounds) {
        this.bounds = bounds;
    }

    /** The code points from {@code low} to {@code high}, both included. */
    public static CharSet range(int low, int high) {
        return new CharSet(new int[] {low, high});
    }

    /** One code point. */
    public static CharSet of(int codePoint) {
        return codePoint < ONES.length ? ONES[codePoint] : range(codePoint, codePoint);
    }

    /** The code points of a text. */
    public static CharSet anyOf(String text) {
        CharSet result = new CharSet(new int[0]);
        for (int codePoint : text.codePoints().toArray()) {
            result = result.or(of(codePoint));
        }
        return result;
    }

    /** All the code points that compare equal to this one without case, letter by letter: {@code ß} is no {@code ss}. */
    public static CharSet ignoringCase(int codePoint) {
        int lower = withoutCase(codePoint);
        CharSet cases = of(lower).or(of(Character.toUpperCase(lower)));
        for (int i = 0; i < THIRD_CASES.length; i++) {
            cases = THIRD_CASES_FOLDED[i] == lower ? cases.or(of(THIRD_CASES[i])) : cases;
        }
        return cases;
    }

    /** The code point that stands for all that compare equal to this one without case. */
    public static int withoutCase(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** The union. */
    public CharSet or(CharSet other) {
        int[] merged = new int[bounds.length + other.bounds.length];
        int length = 0;
        int own = 0;
        int others = 0;
        while (own < bounds.length || others < other.bounds.length) {
            boolean mine =
                    others == other.bounds.length || (own < bounds.length && bounds[own] <= other.bounds[others]);
            int low = mine ? bounds[own] : other.bounds[others];
            int high = mine ? bounds[own + 1] : other.bounds[others + 1];
            own += mine ? 2 : 0;
            others += mine ? 0 : 2;
            if (length > 0 && low <= merged[length - 1] + 1) {
                merged[length - 1] = Math.max(merged[length - 1], high);
            } else {
                merged[length++] = low;
                merged[length++] = high;
            }
        }
        return new CharSet(Arrays.copyOf(merged, length));
    }

    /** All code points that are not in this set. */
    public CharSet complement() {
        int[] result = new int[bounds.length + 2];
        int length = 0;
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] > next) {
                result[length++] = next;
                result[length++] = bounds[i] - 1;
            }
            next = bounds[i + 1] + 1;
        }
        if (next <= Character.MAX_CODE_POINT) {
            result[length++] = next;
            result[length++] = Character.MAX_CODE_POINT;
        }
        return new CharSet(Arrays.copyOf(result, length));
    }

    /** Whether the code point is in the set. */
    public boolean contains(int codePoint) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether every code point of a text is in the set. */
    public boolean containsAll(String text) {
        return containsAll(text, 0);
    }

    /** Whether every code point of a text is in the set, from an offset on. */
    public boolean containsAll(String text, int from) {
        int codePoint;
        for (int i = from; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!contains(codePoint)) {
                return false;
            }
        }
        return true;
    }

    /** Whether some code point is in both sets. */
    public boolean meets(CharSet other) {
        for (int i = 0; i < bounds.length; i += 2) {
            for (int j = 0; j < other.bounds.length; j += 2) {
                if (bounds[i] <= other.bounds[j + 1] && other.bounds[j] <= bounds[i + 1]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One of the code points, a letter or digit where there is one; empty for the empty set. */
    public OptionalInt readable() {
        for (int nice : new int[] {'a', '0', 'A'}) {
            if (contains(nice)) {
                return OptionalInt.of(nice);
            }
        }
        return bounds.length == 0 ? OptionalInt.empty() : OptionalInt.of(bounds[0]);
    }

    /** The ranges as low, high, low, high, …, both ends included; the caller must not change it. */
    public int[] bounds() {
        return bounds;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharSet that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < bounds.length; i += 2) {
            text.appendCodePoint(bounds[i]);
            if (bounds[i] != bounds[i + 1]) {
                text.append('-').appendCodePoint(bounds[i + 1]);
            }
        }
        return text.append(']').toString();
    }
}
