package io.portcullis.reasoning.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A sequence of texts and character classes, each class once or any number of times: what literals, globs and the shapes
 * of ARNs and ids all are.
 *
 * @param parts in order; no two plain texts are neighbours and none is empty
 */
public record Glob(List<Part> parts) {

    /** The empty text. */
    public static final Glob EMPTY = new Glob(List.of());

    /** One piece. */
    public sealed interface Part {}

    /** A text, character by character. */
    public record Text(String text) implements Part {}

    /** A text in any case. */
    public record AnyCase(String text) implements Part {
        private boolean fits(String other) {
            int[] own = text.codePoints().toArray();
            int[] others = other.codePoints().toArray();
            boolean fits = own.length == others.length;
            for (int i = 0; fits && i < own.length; i++) {
                fits = own[i] == others[i] || CharSet.ignoringCase(own[i]).contains(others[i]);
            }
            return fits;
        }
    }

    /**
     * Characters of one class.
     *
     * @param set which characters
     * @param repeated any number of times, none included, in place of exactly once
     */
    public record Element(CharSet set, boolean repeated) implements Part {}

    private static final Part ANY_TEXT = new Element(CharSet.ANY, true);

    /** Pairs of pieces beyond which it is not looked whether one glob lies within another. */
    private static final long SEEN = 1_000_000;

    /** Copies the parts. */
    public Glob {
        parts = List.copyOf(parts);
    }

    /** Just this text. */
    public static Glob literal(String text) {
        return text.isEmpty() ? EMPTY : new Glob(List.of(new Text(text)));
    }

    /** Every text that begins with this one. */
    public static Glob prefix(String text) {
        return text.isEmpty() ? new Glob(List.of(ANY_TEXT)) : new Glob(List.of(new Text(text), ANY_TEXT));
    }

    /** This, then the text. */
    public Glob then(String text) {
        return text.isEmpty() ? this : plus(new Text(text));
    }

    /** This, then the text in any case. */
    public Glob thenIgnoringCase(String text) {
        return text.isEmpty() ? this : plus(new AnyCase(text));
    }

    /** This, then exactly {@code count} characters of the set. */
    public Glob times(CharSet set, int count) {
        List<Part> longer = new ArrayList<>(parts);
        for (int i = 0; i < count; i++) {
            longer.add(new Element(set, false));
        }
        return new Glob(longer);
    }

    /** This, then any number of characters of the set. */
    public Glob many(CharSet set) {
        return plus(new Element(set, true));
    }

    /** This, then one or more characters of the set. */
    public Glob some(CharSet set) {
        return times(set, 1).many(set);
    }

    /** This, then the other. */
    public Glob then(Glob other) {
        return joined(List.of(this, other));
    }

    /** One glob after the other. */
    public static Glob joined(List<Glob> globs) {
        List<Part> joined = new ArrayList<>();
        for (Glob glob : globs) {
            glob.parts.forEach(part -> add(part, joined));
        }
        return new Glob(joined);
    }

    /** Adds a part; a text behind another becomes one with it. */
    private static void add(Part part, List<Part> into) {
        if (part instanceof Text more && !into.isEmpty() && into.getLast() instanceof Text last) {
            into.set(into.size() - 1, new Text(last.text + more.text));
        } else {
            into.add(part);
        }
    }

    private Glob plus(Part part) {
        List<Part> longer = new ArrayList<>(parts.size() + 1);
        longer.addAll(parts);
        add(part, longer);
        return new Glob(longer);
    }

    /** How many elements there are. */
    int length() {
        int length = 0;
        for (Part part : parts) {
            length += switch (part) {
                case Text text -> text.text.codePointCount(0, text.text.length());
                case AnyCase text -> text.text.codePointCount(0, text.text.length());
                case Element ignored -> 1;
            };
        }
        return length;
    }

    /** The parts with every text taken apart into its characters. */
    public List<Element> elements() {
        List<Element> elements = new ArrayList<>(length());
        for (Part part : parts) {
            switch (part) {
                case Text text -> addElements(text.text, CharSet::of, elements);
                case AnyCase text -> addElements(text.text, CharSet::ignoringCase, elements);
                case Element element -> elements.add(element);
            }
        }
        return elements;
    }

    private static void addElements(String text, IntFunction<CharSet> set, List<Element> into) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            into.add(new Element(set.apply(codePoint), false));
        }
    }

    /** Whether just one text fits. */
    public boolean isLiteral() {
        return parts.isEmpty() || (parts.size() == 1 && parts.getFirst() instanceof Text);
    }

    /** Whether every text fits that begins with {@link #beginning}. */
    public boolean isPrefix() {
        return !parts.isEmpty()
                && parts.getLast().equals(ANY_TEXT)
                && (parts.size() == 1 || (parts.size() == 2 && parts.getFirst() instanceof Text));
    }

    /** What every text that fits begins with. */
    public String beginning() {
        return !parts.isEmpty() && parts.getFirst() instanceof Text first ? first.text : "";
    }

    /** Whether the text fits, character by character; time is at worst the product of the lengths. */
    public boolean matches(String text) {
        String beginning = beginning();
        if (isLiteral()) {
            return text.equals(beginning);
        }
        if (!text.startsWith(beginning)) {
            return false;
        }
        if (parts.size() == 1 && parts.getFirst() instanceof AnyCase only) {
            return only.fits(text);
        }
        if (isPrefix()) {
            return true;
        }
        return parts.stream().allMatch(part -> part.equals(ANY_TEXT) || isPlain(part))
                ? matchesInOrder(text)
                : matchesSlowly(text);
    }

    /** A text that is found in another only where its characters are: halves of characters are not looked for. */
    private static boolean isPlain(Part part) {
        return part instanceof Text(String text)
                && !Character.isLowSurrogate(text.charAt(0))
                && !Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    /** Texts and stars alone: each text where it first stands after the one before, the first and the last at their ends. */
    private boolean matchesInOrder(String text) {
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Text(String next)) {
                boolean last = i == parts.size() - 1;
                int found = last ? text.length() - next.length() : i == 0 ? 0 : text.indexOf(next, at);
                if (found < at || !text.startsWith(next, found)) {
                    return false;
                }
                at = found + next.length();
            }
        }
        return true;
    }

    private boolean matchesSlowly(String text) {
        List<Element> elements = elements();
        if (elements.size() <= GlobWalk.MOST_ELEMENTS) {
            return new GlobWalk(elements).fits(text);
        }
        if (elements.stream().noneMatch(each -> each.repeated && !each.equals(ANY_TEXT))) {
            return matchesGreedily(elements, text.codePoints().toArray());
        }
        BitSet at = passingOver(elements, 0, new BitSet());
        for (int codePoint : text.codePoints().toArray()) {
            BitSet next = new BitSet();
            for (int i = at.nextSetBit(0); i >= 0 && i < elements.size(); i = at.nextSetBit(i + 1)) {
                if (elements.get(i).set().contains(codePoint)) {
                    passingOver(elements, elements.get(i).repeated() ? i : i + 1, next);
                }
            }
            if (next.isEmpty()) {
                return false;
            }
            at = next;
        }
        return at.get(elements.size());
    }

    /** What a star of any characters has let pass need not be looked at again once a later star is reached. */
    private static boolean matchesGreedily(List<Element> elements, int[] text) {
        int at = 0;
        int star = -1;
        int after = 0;
        for (int i = 0; i < text.length; ) {
            if (at < elements.size() && elements.get(at).repeated) {
                star = at++;
                after = i;
            } else if (at < elements.size() && elements.get(at).set.contains(text[i])) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++after;
            } else {
                return false;
            }
        }
        while (at < elements.size() && elements.get(at).repeated) {
            at++;
        }
        return at == elements.size();
    }

    /**
     * Whether every text of this glob is seen to be one of the other: it takes each piece of this one as it stands, a repeated
     * one by a repeated one. What is not seen may be so all the same.
     */
    boolean isSeenWithin(Glob other) {
        if (equals(other) || (long) parts.size() * other.parts.size() > SEEN) {
            return equals(other);
        }
        List<Element> outer = other.elements();
        BitSet at = passingOver(outer, 0, new BitSet());
        for (Element element : elements()) {
            BitSet next = new BitSet();
            for (int i = at.nextSetBit(0); i >= 0 && i < outer.size(); i = at.nextSetBit(i + 1)) {
                boolean holds = !outer.get(i).set().complement().meets(element.set());
                if (holds && (outer.get(i).repeated() || !element.repeated())) {
                    passingOver(outer, outer.get(i).repeated() ? i : i + 1, next);
                }
            }
            at = next;
        }
        return at.get(outer.size());
    }

    static BitSet passingOver(List<Element> elements, int position, BitSet into) {
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
        List<Element> elements = elements();
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).set().contains(codePoint)) {
                int kept = elements.get(i).repeated() ? 1 : 0;
                splits.add(new Split(
                        of(elements.subList(0, i + kept)), of(elements.subList(i + 1 - kept, elements.size()))));
            }
        }
        return splits;
    }

    /** Characters that stand alone become texts again, so that equal globs are equal. */
    static Glob of(List<Element> elements) {
        List<Part> parts = new ArrayList<>();
        for (Element element : elements) {
            int[] bounds = element.set.bounds();
            boolean single = !element.repeated && bounds.length == 2 && bounds[0] == bounds[1];
            add(single ? new Text(Character.toString(bounds[0])) : element, parts);
        }
        return new Glob(parts);
    }
}
