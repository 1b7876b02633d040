package io.portcullis.policy;

/**
 * Something wrong with a policy that reads well.
 *
 * @param id the broken rule, such as {@code duplicate-sid}; stable
 * @param severity how bad it is
 * @param message what is wrong and the way out; complete without the location
 * @param at where
 */
public record Problem(String id, Severity severity, String message, Location at) {

    /** How bad a problem is. */
    public enum Severity {
        /** AWS refuses the policy. */
        ERROR,
        /** AWS takes the policy, which most likely does something else than its author thinks. */
        WARNING
    }

    @Override
    public String toString() {
        return severity + " " + id + " at " + at + ": " + message;
    }
}
