package io.portcullis.analyzer;

import java.util.List;

/**
 * A plan that closes a resource to outsiders.
 *
 * @param before the state that was analyzed; the plan is valid for it alone
 * @param steps what to do, in order
 * @param summary what the plan does, in a sentence for people
 */
public record Correction(KeyState before, List<Step> steps, String summary) {

    /** One change. */
    public sealed interface Step {}

    /**
     * Replaces the key policy.
     *
     * @param before the document in place, byte for byte
     * @param after the document to put
     */
    public record ReplaceKeyPolicy(String before, String after) implements Step {}

    /** Revokes a grant. */
    public record RevokeGrant(Grant grant) implements Step {}

    /** Copies the steps. */
    public Correction {
        steps = List.copyOf(steps);
    }
}
