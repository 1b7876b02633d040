package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import java.util.List;

/**
 * One way in which a value is found in a text.
 *
 * @param parts in the order of the text
 */
public record Field(List<Part> parts) {

    /** The whole text is the value. */
    public static final Field WHOLE = new Field(List.of(Part.both(Glob.EMPTY.many(CharSet.ANY))));

    /**
     * A part of the text, of the value, or of both.
     *
     * @param glob what it may be
     * @param inText whether the text has it
     * @param inValue whether the value has it
     */
    public record Part(Glob glob, boolean inText, boolean inValue) {

        /** A part of the value that is read off the text. */
        public static Part both(Glob glob) {
            return new Part(glob, true, true);
        }

        /** What the text has and the value has not. */
        public static Part text(Glob glob) {
            return new Part(glob, true, false);
        }

        /** What the value has and the text has not. */
        public static Part value(Glob glob) {
            return new Part(glob, false, true);
        }
    }

    /** Copies the parts. */
    public Field {
        parts = List.copyOf(parts);
    }

    /** Of these parts. */
    public static Field of(Part... parts) {
        return new Field(List.of(parts));
    }
}
