package io.portcullis.policy;

/**
 * One JSON scalar where the policy language takes text. Numbers and booleans are legal in conditions and mean their text.
 *
 * @param text the value as text; numbers exactly as written
 * @param kind how it was written, so that writing it back loses nothing
 * @param at where it stands
 */
public record Scalar(String text, Kind kind, Location at) {

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
