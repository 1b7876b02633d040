package io.portcullis.reasoning.text;

import java.util.BitSet;
import java.util.List;

/** How far a text, as far as it is known, has come through a glob. Immutable. */
public final class Progress {

    private static final Glob.Element ANY_TEXT = new Glob.Element(CharSet.ANY, true);

    private final List<Glob.Element> elements;

    /** The positions that the text may have reached; those that are reached without a character are among them. */
    private final BitSet at;

    private Progress(List<Glob.Element> elements, BitSet at) {
        this.elements = elements;
        this.at = at;
    }

    /** Before any character. */
    public static Progress of(Glob glob) {
        List<Glob.Element> elements = glob.elements();
        return new Progress(elements, Glob.passingOver(elements, 0, new BitSet()));
    }

    /** When the text goes on with these characters. */
    public Progress after(String more) {
        BitSet now = at;
        for (int i = 0; i < more.length() && !now.isEmpty(); i += Character.charCount(more.codePointAt(i))) {
            now = step(now, more.codePointAt(i));
        }
        return new Progress(elements, now);
    }

    private BitSet step(BitSet from, int codePoint) {
        BitSet next = new BitSet(elements.size() + 1);
        for (int i = from.nextSetBit(0); i >= 0 && i < elements.size(); i = from.nextSetBit(i + 1)) {
            if (elements.get(i).set().contains(codePoint)) {
                Glob.passingOver(elements, elements.get(i).repeated() ? i : i + 1, next);
            }
        }
        return next;
    }

    /** Whether no text that goes on from here is one of the glob. */
    public boolean isDead() {
        return at.isEmpty();
    }

    /** Whether the text is one of the glob if it ends here. */
    public boolean isDone() {
        return at.get(elements.size());
    }

    /** Whether the text is one of the glob however it goes on. What is not seen may be so all the same. */
    public boolean takesAll() {
        return !elements.isEmpty() && elements.getLast().equals(ANY_TEXT) && at.get(elements.size() - 1);
    }

    /** Of one glob, and as far. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Progress that && elements.equals(that.elements) && at.equals(that.at);
    }

    @Override
    public int hashCode() {
        return at.hashCode();
    }
}
