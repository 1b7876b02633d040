package io.portcullis.policy;

/** What a statement does to the requests it matches. */
public enum Effect {
    /** The requests are allowed unless something denies them. */
    ALLOW("Allow"),
    /** The requests are denied, whatever allows them. */
    DENY("Deny");

    private final String written;

    Effect(String written) {
        this.written = written;
    }

    /** The word in the document, {@code Allow} or {@code Deny}; case-sensitive. */
    public String written() {
        return written;
    }
}
