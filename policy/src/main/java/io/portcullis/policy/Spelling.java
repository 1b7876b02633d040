package io.portcullis.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that someone most likely meant. */
final class Spelling {

    /** Longer names are no slip of the pen, and comparing them would cost time. */
    private static final int LONGEST = 64;

    private Spelling() {}

    /** A hint such as {@code Did you mean "Principal"? }, with a trailing space; empty when nothing is near. */
    static String hint(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> "Did you mean " + Quoted.of(name) + "? ")
                .orElse("");
    }

    /** The known name nearest to what was written, case aside, if one is near; the first of equally near ones. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String best = "";
        int least = 1 + Math.max(1, written.length() / 5);
        for (String name : known) {
            int distance = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                best = name;
                least = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** The fewest single characters to insert, remove or replace that turn one text into the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
