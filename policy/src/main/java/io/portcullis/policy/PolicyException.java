package io.portcullis.policy;

/** A document that is not a policy, with the place of the first thing wrong in it and what to write instead. */
public final class PolicyException extends Exception {

    private final Location at;

    /** Says what is wrong and where; the message is complete without the location, which is appended. */
    public PolicyException(String message, Location at) {
        super(message + " at " + at);
        this.at = at;
    }

    /**
     * Says what is wrong, where, and the way out, in this order.
     *
     * @param fault what is wrong, naming the thing
     * @param remedy what to write instead
     * @param at where
     */
    public PolicyException(String fault, String remedy, Location at) {
        super(fault + " at " + at + ": " + remedy);
        this.at = at;
    }

    /** Where in the document. */
    public Location at() {
        return at;
    }
}
