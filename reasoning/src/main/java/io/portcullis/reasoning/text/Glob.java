package io.portcullis.reasoning.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of character classes, each once or any number of times: what literals, globs and the shapes of ARNs and ids
 * all are.
 *
 * @param elements in order
 */
public record Glob(List<Element> elements) {

    /** The empty text. */
    public static final Glob EMPTY = new Glob(List.of());

    /**
     * One class.
     *
     * @param set which characters
     * @param repeated any number of times, none included, in place of exactly once
     */
    public record Element(CharSet set, boolean repeated) {}

    /** Copies the elements. */
    public Glob {
        elements = List.copyOf(elements);
    }

    /** Just this text. */
    public static Glob literal(String text) {
        return EMPTY.then(text);
    }

    /** This, then the text. */
    public Glob then(String text) {
        List<Element> longer = new ArrayList<>(elements);
        text.codePoints().forEach(c -> longer.add(new Element(CharSet.of(c), false)));
        return new Glob(longer);
    }

    /** This, then the text in any case. */
    public Glob thenIgnoringCase(String text) {
        List<Element> longer = new ArrayList<>(elements);
        text.codePoints().forEach(c -> longer.add(new Element(CharSet.ignoringCase(c), false)));
        return new Glob(longer);
    }

    /** This, then exactly {@code count} characters of the set. */
    public Glob times(CharSet set, int count) {
        List<Element> longer = new ArrayList<>(elements);
        for (int i = 0; i < count; i++) {
            longer.add(new Element(set, false));
        }
        return new Glob(longer);
    }

    /** This, then any number of characters of the set. */
    public Glob many(CharSet set) {
        List<Element> longer = new ArrayList<>(elements);
        longer.add(new Element(set, true));
        return new Glob(longer);
    }

    /** This, then one or more characters of the set. */
    public Glob some(CharSet set) {
        return times(set, 1).many(set);
    }

    /** This, then the other. */
    public Glob then(Glob other) {
        List<Element> longer = new ArrayList<>(elements);
        longer.addAll(other.elements);
        return new Glob(longer);
    }

    /** Whether the text fits, character by character; time is the product of the lengths. */
    public boolean matches(String text) {
        java.util.BitSet at = passingOver(0, new java.util.BitSet());
        for (int codePoint : text.codePoints().toArray()) {
            java.util.BitSet next = new java.util.BitSet();
            at.stream().filter(i -> i < elements.size()).forEach(i -> {
                if (elements.get(i).set().contains(codePoint)) {
                    passingOver(elements.get(i).repeated() ? i : i + 1, next);
                }
            });
            at = next;
        }
        return at.get(elements.size());
    }

    private java.util.BitSet passingOver(int position, java.util.BitSet into) {
        int i = position;
        into.set(i);
        while (i < elements.size() && elements.get(i).repeated()) {
            into.set(++i);
        }
        return into;
    }

    /**
     * One way to find a character in a text.
     *
     * @param before what comes before it
     * @param after what comes after it
     */
    public record Split(Glob before, Glob after) {}

    /** Every way in which the character can stand in a text of this glob. */
    public List<Split> splits(int codePoint) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).set().contains(codePoint)) {
                int kept = elements.get(i).repeated() ? 1 : 0;
                splits.add(new Split(
                        new Glob(elements.subList(0, i + kept)),
                        new Glob(elements.subList(i + 1 - kept, elements.size()))));
            }
        }
        return splits;
    }
}
