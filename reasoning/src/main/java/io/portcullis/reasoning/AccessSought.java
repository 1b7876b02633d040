package io.portcullis.reasoning;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.List;

/**
 * Does a policy allow anybody any of these actions on any of these resources?
 *
 * @param policy the statements of the policy
 * @param actions actions as a policy writes them, wildcards and all; none for any action
 * @param resources resources as a policy writes them; none for any resource
 * @param kind what the policy is attached to
 * @param anonymousCallers whether the resource may take unsigned requests
 * @param now statements that only held before are dead
 */
public record AccessSought(
        List<Rule> policy,
        List<String> actions,
        List<String> resources,
        PolicyKind kind,
        boolean anonymousCallers,
        Instant now) {

    /** Copies the lists. */
    public AccessSought {
        policy = List.copyOf(policy);
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }
}
