package io.portcullis.local.mail;

/** A message that could not be handed over. */
public final class MailException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean worthRetrying;

    /**
     * Says what failed.
     *
     * @param worthRetrying whether the same message may be taken later
     */
    public MailException(String message, Throwable behind, boolean worthRetrying) {
        super(message, behind);
        this.worthRetrying = worthRetrying;
    }

    /** Whether the same message may be taken later. */
    public boolean worthRetrying() {
        return worthRetrying;
    }
}
