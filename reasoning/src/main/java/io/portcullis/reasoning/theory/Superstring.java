package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text that is likely to be in many languages at once and in few others: the longest beginning, every middle, the longest
 * end, and between them a letter that no pattern has. It may be in some of them only; its caller looks.
 */
public final class Superstring {

    private Superstring() {}

    /**
     * Makes one.
     *
     * @param wanted the languages; each one's first glob is taken
     * @param all the languages whose letters are avoided
     */
    public static String of(List<Language> wanted, List<Language> all) {
        String letter = Character.toString(fresh(all));
        String beginning = "";
        String end = "";
        List<String> middles = new ArrayList<>();
        for (Language language : wanted) {
            Optional<Glob> first = language.globs().stream().findFirst();
            if (first.isEmpty()) {
                continue;
            }
            List<String> pieces = pieces(first.get(), letter);
            beginning = longer(beginning, pieces.getFirst());
            if (pieces.size() > 1) {
                end = longer(end, pieces.getLast());
                middles.addAll(pieces.subList(1, pieces.size() - 1));
            }
        }
        middles.removeIf(String::isEmpty);
        middles.addFirst(beginning);
        middles.add(end);
        return String.join(letter, middles);
    }

    private static String longer(String one, String two) {
        return two.length() > one.length() ? two : one;
    }

    /** What stands between the stars. */
    private static List<String> pieces(Glob glob, String letter) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (Glob.Element element : glob.elements()) {
            if (element.repeated()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (element.set().contains(letter.codePointAt(0))) {
                piece.append(letter);
            } else {
                int[] bounds = element.set().bounds();
                piece.append(bounds.length == 0 ? "" : Character.toString(Characters.readable(bounds[0], bounds[1])));
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** A letter that no literal text of the languages has, if one is left. */
    private static int fresh(List<Language> languages) {
        Set<Integer> used = new HashSet<>();
        for (Language language : languages) {
            for (Glob glob : language.globs()) {
                for (Glob.Element element : glob.elements()) {
                    CharSet set = element.set();
                    if (set.bounds().length == 2 && set.bounds()[0] == set.bounds()[1]) {
                        used.add(set.bounds()[0]);
                    }
                }
            }
        }
        for (int c = 'z'; c >= '0'; c--) {
            if (Character.isLetterOrDigit(c) && !used.contains(c)) {
                return c;
            }
        }
        return '_';
    }
}
