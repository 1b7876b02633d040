package io.portcullis.reasoning.text;

/** A search that exceeded its budget: the answer is not known. The message is a clause that says what was too much. */
public final class TooComplex extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what was too much. */
    public TooComplex(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
