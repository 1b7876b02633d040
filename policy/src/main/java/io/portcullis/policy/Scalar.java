package io.portcullis.policy;

import java.util.regex.Pattern;

/**
 * One JSON scalar where the policy language takes text. Numbers and booleans are legal in conditions and mean their
 * text.
 *
 * @param text the value as text; numbers exactly as written
 * @param kind how it was written, so that writing it back loses nothing
 * @param at where it stands
 */
public record Scalar(String text, Kind kind, Location at) {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    /**
     * Checks that the text is of the kind.
     *
     * @throws IllegalArgumentException when it is not, since it could not be written back
     */
    public Scalar {
        boolean fits = switch (kind) {
            case STRING -> true;
            case NUMBER -> NUMBER.matcher(text).matches();
            case BOOLEAN -> text.equals("true") || text.equals("false");
        };
        if (!fits) {
            throw new IllegalArgumentException(Quoted.of(text) + " is no JSON value of kind " + kind);
        }
    }

    /** The JSON kind a scalar was written in. */
    public enum Kind {
        /** A JSON string. */
        STRING,
        /** A JSON number. */
        NUMBER,
        /** A JSON {@code true} or {@code false}. */
        BOOLEAN
    }

    /** A string that stands in no document. */
    public static Scalar of(String text) {
        return new Scalar(text, Kind.STRING, Location.NOWHERE);
    }
}
