package io.portcullis.app.answer;

/** How answers are written. */
public enum Format {
    /** For people. */
    TABLE,
    /** For programs: a JSON object a line. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
