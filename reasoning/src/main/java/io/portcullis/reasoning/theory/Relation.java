package io.portcullis.reasoning.theory;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A text matches some of several patterns, or none of them.
 *
 * @param subject the number of the text
 * @param patterns the patterns
 * @param holds whether it matches
 */
public record Relation(int subject, List<Pattern> patterns, boolean holds) {

    /** Copies the patterns. */
    public Relation {
        patterns = List.copyOf(patterns);
    }

    /** In which no text stands. */
    static Relation never(int subject) {
        return new Relation(subject, List.of(), true);
    }

    /** Whether no texts stand in it. */
    boolean isNever() {
        return holds && patterns.isEmpty();
    }

    /** The texts that it is about. */
    Set<Integer> texts() {
        Set<Integer> texts = new TreeSet<>();
        texts.add(subject);
        patterns.forEach(pattern -> texts.addAll(pattern.texts()));
        return texts;
    }

    /** Whether no text stands in it twice, so that one pass over each text reads it. */
    boolean isReadInOnePass() {
        return patterns.stream()
                .allMatch(pattern -> pattern.texts().size() == pattern.slots().size()
                        && !pattern.texts().contains(subject));
    }

    /** Relations that follow from one that holds, and that one pass reads: the relation itself where it is one. */
    List<Relation> relaxed() {
        if (isReadInOnePass()) {
            return List.of(this);
        }
        int places = patterns.stream()
                .mapToInt(pattern -> pattern.slots().size())
                .max()
                .orElse(0);
        return IntStream.range(0, places)
                .mapToObj(kept -> new Relation(
                        subject,
                        patterns.stream()
                                .map(pattern -> pattern.relaxed(subject, kept))
                                .toList(),
                        true))
                .toList();
    }

    /** The relation with a text known. */
    Relation with(int text, String known) {
        return new Relation(
                subject,
                patterns.stream()
                        .flatMap(pattern -> pattern.with(text, known).stream())
                        .toList(),
                holds);
    }

    /** The relation with the value of a variable known. */
    Relation filled(Pattern.Variable variable, String value) {
        return new Relation(
                subject,
                patterns.stream()
                        .map(pattern -> pattern.filled(variable, value))
                        .toList(),
                holds);
    }

    /** Whether some texts, by their numbers, stand in it. */
    public boolean isMetBy(List<String> texts) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(texts.get(subject), texts)) == holds;
    }

    /**
     * Some values of the subject with which texts stand in it, the other texts being as they are: with one character for all
     * that may be repeated, and with none. Empty when it is one that does not hold.
     *
     * @param most of how many patterns, at most
     */
    public List<String> subjects(List<String> texts, int most) {
        if (!holds) {
            return List.of();
        }
        Relation filled = new Relation(subject, patterns.subList(0, Math.min(most, patterns.size())), true);
        for (int text : filled.texts()) {
            filled = text == subject ? filled : filled.with(text, texts.get(text));
        }
        List<Pattern> known = filled.patterns;
        return Stream.of(true, false)
                .flatMap(repeating -> known.stream().flatMap(pattern -> pattern.instance(repeating).stream()))
                .distinct()
                .toList();
    }

    Relation renamed(int text, int to) {
        return new Relation(
                subject == text ? to : subject,
                patterns.stream().map(pattern -> pattern.renamed(text, to)).toList(),
                holds);
    }
}
