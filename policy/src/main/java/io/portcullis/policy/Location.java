package io.portcullis.policy;

/**
 * A place in a policy document. Immutable; equal when offset, line, column and path are.
 *
 * <p>A place that was read keeps hold of the whole text, and finds line, column and path in it when asked and not
 * before: most places are never shown.
 */
public final class Location {

    /** The place of values that were built by a program and stand in no document. */
    public static final Location NOWHERE = new Location(0, 1, 1, "$");

    private final int offset;
    private final Places places;

    /** A place among the places of a text. */
    Location(int offset, Places places) {
        this.offset = offset;
        this.places = places;
    }

    /**
     * A place told by its parts.
     *
     * @param offset characters from the start of the text, 0-based
     * @param line line, 1-based
     * @param column column in UTF-16 code units, 1-based
     * @param path JSON path of the value there, such as {@code $.Statement[0].Condition.StringEquals}
     */
    public Location(int offset, int line, int column, String path) {
        this(offset, new Places.Known(line, column, path));
    }

    /** Characters from the start of the text, 0-based. */
    public int offset() {
        return offset;
    }

    /** The line, 1-based. */
    public int line() {
        return places.line(offset);
    }

    /** The column in UTF-16 code units, 1-based. */
    public int column() {
        return places.column(offset);
    }

    /** The JSON path of the value there, such as {@code $.Statement[0].Condition.StringEquals}. */
    public String path() {
        return places.path(offset);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Location that
                        && offset == that.offset
                        && line() == that.line()
                        && column() == that.column()
                        && path().equals(that.path()));
    }

    @Override
    public int hashCode() {
        return offset;
    }

    @Override
    public String toString() {
        return "line " + line() + ", column " + column() + " (" + path() + ")";
    }
}
