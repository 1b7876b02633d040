package io.portcullis.policy;

import java.util.Arrays;

/** Where the lines of a text begin: lines end in {@code \n}, {@code \r} or {@code \r\n}. Immutable. */
final class Lines {

    private final int[] starts;

    /** Finds the lines once, in time linear in the text. */
    Lines(String text) {
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
            if (ends) {
                found = count < found.length ? found : Arrays.copyOf(found, 2 * count);
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
    }

    /** The line of an offset, 1-based. */
    int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of an offset in UTF-16 code units, 1-based. */
    int column(int offset) {
        return offset - starts[line(offset) - 1] + 1;
    }
}
