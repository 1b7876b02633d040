package io.portcullis.app.check;

/** A case that cannot be understood, with the place and the way out. */
final class InvalidCase extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidCase(String message) {
        super(message);
    }

    InvalidCase(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is wrong; never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
