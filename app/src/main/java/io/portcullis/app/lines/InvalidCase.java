package io.portcullis.app.lines;

/** A case that cannot be understood, with the place and the way out. */
public final class InvalidCase extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public InvalidCase(String message) {
        super(message);
    }

    /** Says what is wrong, as something else found out. */
    public InvalidCase(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is wrong; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
