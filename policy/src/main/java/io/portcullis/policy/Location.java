package io.portcullis.policy;

/**
 * A place in a policy document.
 *
 * @param offset characters from the start of the text, 0-based
 * @param line line, 1-based
 * @param column column in UTF-16 code units, 1-based
 * @param path JSON path of the value there, such as {@code $.Statement[0].Condition.StringEquals}
 */
public record Location(int offset, int line, int column, String path) {

    /** The place of values that were built by a program and stand in no document. */
    public static final Location NOWHERE = new Location(0, 1, 1, "$");

    @Override
    public String toString() {
        return "line " + line + ", column " + column + " (" + path + ")";
    }
}
