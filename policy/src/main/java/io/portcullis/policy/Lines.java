package io.portcullis.policy;

import java.util.Arrays;

/** Where the lines of a text begin: lines end in {@code \n}, {@code \r} or {@code \r\n}. */
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

    /** The place at an offset. */
    Location at(int offset, String path) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Location(offset, line + 1, offset - starts[line] + 1, path);
    }
}
