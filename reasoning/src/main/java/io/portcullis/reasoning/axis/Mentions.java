package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts and beginnings that tests name. They form a trie; two texts that leave it at the same node are of one class, so
 * the nodes and one text leaving from each are samples of all classes.
 */
public final class Mentions {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> beginnings = new LinkedHashSet<>();

    /** Nothing but the empty beginning. */
    public Mentions() {
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

    /** Adds a text. */
    public void addText(String text) {
        texts.add(text);
    }

    /** Adds a beginning. */
    public void addBeginning(String beginning) {
        beginnings.add(beginning);
    }

    /** All texts and beginnings. */
    public List<String> mentioned() {
        List<String> all = new ArrayList<>(texts);
        all.addAll(beginnings);
        return all;
    }

    /** For every beginning a text with it that no longer mention begins, nor whatever follows it. */
    public List<String> leaving() {
        Map<String, Set<Integer>> continuations = continuations();
        return beginnings.stream()
                .map(beginning -> beginning + other(continuations.getOrDefault(beginning, Set.of())))
                .toList();
    }

    /** A text of every class, those that are in the universe. */
    List<String> samples(Universe universe) {
        Set<String> samples = new LinkedHashSet<>(mentioned());
        samples.addAll(leaving());
        List<String> members = new ArrayList<>(samples.size());
        for (String sample : samples) {
            if (universe.has(sample)) {
                members.add(sample);
            }
        }
        // Short ones are read best, but for none at all.
        members.sort(Comparator.comparing(String::isEmpty).thenComparingInt(String::length));
        return members;
    }

    /** By beginning, the characters with which longer mentions go on. */
    private Map<String, Set<Integer>> continuations() {
        Set<Integer> lengths = new TreeSet<>();
        Map<String, Set<Integer>> next = new HashMap<>();
        for (String beginning : beginnings) {
            lengths.add(beginning.length());
            next.put(beginning, new HashSet<>());
        }
        for (Set<String> mentions : List.of(texts, beginnings)) {
            for (String mention : mentions) {
                for (int length : lengths) {
                    if (length >= mention.length()) {
                        break;
                    }
                    Set<Integer> known = next.get(mention.substring(0, length));
                    if (known != null) {
                        known.add(mention.codePointAt(length));
                    }
                }
            }
        }
        return next;
    }

    /** A character that is not taken, of those that people read best; there are more characters than mentions. */
    private static String other(Set<Integer> taken) {
        for (int i = 0; i < LETTERS.length(); i++) {
            if (!taken.contains((int) LETTERS.charAt(i))) {
                return LETTERS.substring(i, i + 1);
            }
        }
        int codePoint = '!';
        // A bar separates the fields of callers.
        while (codePoint == '|' || taken.contains(codePoint)) {
            codePoint++;
        }
        return Character.toString(codePoint);
    }
}
