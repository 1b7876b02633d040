package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts and beginnings that tests name. They form a trie; two texts that leave it at the same node are of one class, so
 * the nodes and one text leaving from each are samples of all classes.
 */
final class Mentions {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> beginnings = new LinkedHashSet<>();

    Mentions() {
        beginnings.add("");
    }

    /** Adds what a test names; false when it is no union of texts and beginnings. */
    boolean add(Texts test) {
        return switch (test) {
            case Texts.One one -> {
                texts.add(one.text());
                yield true;
            }
            case Texts.Starting starting -> {
                beginnings.add(starting.beginning());
                yield true;
            }
            case Texts.Any any -> addAll(any.sets());
            case Texts.Own ignored -> false;
            case Language ignored -> false;
        };
    }

    boolean addAll(List<Texts> tests) {
        for (int i = 0; i < tests.size(); i++) {
            if (!add(tests.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A text of every class, those that are in the universe. */
    List<String> samples(Universe universe) {
        Set<String> samples = new LinkedHashSet<>(texts);
        for (String beginning : beginnings) {
            samples.add(beginning);
            samples.add(beginning + next(beginning));
        }
        List<String> members = new ArrayList<>(samples.size());
        for (String sample : samples) {
            if (universe.has(sample)) {
                members.add(sample);
            }
        }
        members.sort((a, b) -> Integer.compare(a.length(), b.length()));
        return members;
    }

    /** A character that no longer mention goes on with; there are more characters than mentions. */
    private String next(String beginning) {
        for (int i = 0; i < LETTERS.length(); i++) {
            if (isFree(beginning, LETTERS.charAt(i))) {
                return LETTERS.substring(i, i + 1);
            }
        }
        int codePoint = 0x100;
        while (!isFree(beginning, codePoint)) {
            codePoint++;
        }
        return Character.toString(codePoint);
    }

    private boolean isFree(String beginning, int next) {
        return isFree(beginning, next, texts) && isFree(beginning, next, beginnings);
    }

    private static boolean isFree(String beginning, int next, Set<String> mentions) {
        int length = beginning.length();
        for (String mention : mentions) {
            if (mention.length() > length && mention.codePointAt(length) == next && mention.startsWith(beginning)) {
                return false;
            }
        }
        return true;
    }
}
