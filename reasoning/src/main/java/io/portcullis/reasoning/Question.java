package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who outside a zone of trust reaches a resource?
 *
 * @param rules every statement of the resource's controls
 * @param actions the actions that can succeed from another account, in their documented spelling
 * @param resources the ARNs that the resource may have: one where it is known
 * @param exampleResource the ARN that witnesses show where any of several will do
 * @param zone whose principals are trusted
 * @param facts context keys that have one known value in every request, in lower case
 * @param anonymousCallers whether the service takes unsigned requests
 * @param now statements that only held before are dead
 * @param shown keys, in lower case, that findings show although they keep nobody out
 * @param bounds what some callers can ask for, and what can be asked of some of the resources
 */
public record Question(
        List<Rule> rules,
        List<String> actions,
        Language resources,
        String exampleResource,
        Zone zone,
        Map<String, String> facts,
        boolean anonymousCallers,
        Instant now,
        Set<String> shown,
        List<Bound> bounds) {

    /** A question without bounds. */
    public Question(
            List<Rule> rules,
            List<String> actions,
            Language resources,
            String exampleResource,
            Zone zone,
            Map<String, String> facts,
            boolean anonymousCallers,
            Instant now,
            Set<String> shown) {
        this(rules, actions, resources, exampleResource, zone, facts, anonymousCallers, now, shown, List.of());
    }

    /** Copies the collections. */
    public Question {
        bounds = List.copyOf(bounds);
        rules = List.copyOf(rules);
        actions = List.copyOf(actions);
        facts = Map.copyOf(facts);
        shown = Set.copyOf(shown);
    }
}
