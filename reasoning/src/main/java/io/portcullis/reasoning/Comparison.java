package io.portcullis.reasoning;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Does a policy allow a request that a reference does not? Both are attached to the same thing and are all that decides.
 *
 * @param policy the statements of the policy
 * @param reference the statements of the reference
 * @param kind what both are attached to
 * @param anonymousCallers whether the resource may take unsigned requests
 * @param now statements that only held before are dead
 * @param resources what both may be attached to; empty for every resource that a policy of the kind can be of
 * @param facts what is known of actions
 */
public record Comparison(
        List<Rule> policy,
        List<Rule> reference,
        PolicyKind kind,
        boolean anonymousCallers,
        Instant now,
        Optional<Resources> resources,
        ActionFacts facts) {

    /** A comparison over every resource that a policy of the kind can be of, and every action that there may be. */
    public Comparison(List<Rule> policy, List<Rule> reference, PolicyKind kind, boolean anonymousCallers, Instant now) {
        this(policy, reference, kind, anonymousCallers, now, Optional.empty(), ActionFacts.NONE);
    }

    /** Copies the statements. */
    public Comparison {
        policy = List.copyOf(policy);
        reference = List.copyOf(reference);
    }
}
