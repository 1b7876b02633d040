package io.portcullis.reasoning.text;

import io.portcullis.reasoning.text.Glob.Element;
import java.util.List;

/** A walk through a glob of few elements, with the places where it may stand as the bits of a word. Immutable. */
final class GlobWalk {

    /** Elements of a glob that can be walked through. */
    static final int MOST_ELEMENTS = 63;

    private final List<Element> elements;
    private final CharSet[] sets;

    /** The repeated elements. */
    private final long repeated;

    /** The repeated elements that take any character. */
    private final long stars;

    GlobWalk(List<Element> elements) {
        this.elements = elements;
        this.sets = new CharSet[elements.size()];
        long repeating = 0;
        long any = 0;
        for (int i = 0; i < sets.length; i++) {
            Element element = elements.get(i);
            sets[i] = element.set();
            repeating |= element.repeated() ? 1L << i : 0;
            any |= element.repeated() && element.set().equals(CharSet.ANY) ? 1L << i : 0;
        }
        this.repeated = repeating;
        this.stars = any;
    }

    /** Where it may stand after some text of a part, when it stood before an element. */
    long after(FieldForm.Part part, int from) {
        long at = passingOver(1L << from);
        for (Element element : part.elements()) {
            at = element.repeated() ? repeatedly(at, element.set()) : step(at, element.set());
        }
        return part.fixed() ? fromLastStar(withoutLeft(at)) : withoutLeft(at);
    }

    /** Whether a text fits the glob. */
    boolean fits(String text) {
        long at = passingOver(1);
        int codePoint;
        for (int i = 0; i < text.length() && at != 0; i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            at = step(at, CharSet.of(codePoint));
        }
        return at >>> sets.length == 1;
    }

    private long passingOver(long at) {
        long all = at;
        for (long behind = (at & repeated) << 1; behind != 0; behind = (behind & repeated) << 1) {
            all |= behind;
        }
        return all;
    }

    private long step(long at, CharSet set) {
        long next = 0;
        for (long left = at; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            if (i < sets.length && sets[i].meets(set)) {
                long bit = 1L << i;
                next |= (repeated & bit) == 0 ? bit << 1 : bit;
            }
        }
        return passingOver(next);
    }

    private long repeatedly(long at, CharSet set) {
        long all = at;
        long more = all | step(all, set);
        while (more != all) {
            all = more;
            more = all | step(all, set);
        }
        return all;
    }

    /** Without places behind a repeated element where it may stand too, for that one can be left later as well. */
    private long withoutLeft(long at) {
        return at & ~((at & repeated) << 1 & ~repeated);
    }

    /** What goes on from before a star of any characters, the star takes too. */
    private long fromLastStar(long at) {
        return (at & stars) == 0 ? at : at & -Long.highestOneBit(at & stars);
    }

    /** Whether a text may end where it stands. */
    boolean mayEnd(int at) {
        return passingOver(1L << at) >>> sets.length == 1;
    }

    /** What it has passed between two places, a repeated element included that it can be left at. */
    List<Element> between(int from, int to) {
        return elements.subList(from, (repeated & 1L << to) == 0 ? to : to + 1);
    }
}
