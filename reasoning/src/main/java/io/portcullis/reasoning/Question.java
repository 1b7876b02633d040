package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Universe;
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
 * @param actions the actions that can succeed from another account
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
        Actions actions,
        Universe resources,
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
            Actions actions,
            Universe resources,
            String exampleResource,
            Zone zone,
            Map<String, String> facts,
            boolean anonymousCallers,
            Instant now,
            Set<String> shown) {
        this(rules, actions, resources, exampleResource, zone, facts, anonymousCallers, now, shown, List.of());
    }

    /** Asks about actions and resources that no other question shares. */
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
        this(
                rules,
                new Actions(actions),
                Universe.of(resources),
                exampleResource,
                zone,
                facts,
                anonymousCallers,
                now,
                shown);
    }

    /** Copies the collections. */
    public Question {
        bounds = List.copyOf(bounds);
        rules = List.copyOf(rules);
        facts = Map.copyOf(facts);
        shown = Set.copyOf(shown);
    }

    /**
     * The same question about those of its actions that a pattern matches, as in a policy: {@code *} and {@code ?} are
     * wildcards, and case makes no difference. None may be left, and then nobody reaches anything.
     */
    public Question onlyActions(List<String> patterns) {
        return new Question(
                rules,
                actions.only(patterns),
                resources,
                exampleResource,
                zone,
                facts,
                anonymousCallers,
                now,
                shown,
                bounds);
    }

    /**
     * The same question about one of its resources.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public Question onlyResource(String arn) {
        if (!resources.has(arn)) {
            throw new IllegalArgumentException("The question is not about " + arn);
        }
        return new Question(
                rules,
                actions,
                new Universe.Listed(List.of(arn)),
                arn,
                zone,
                facts,
                anonymousCallers,
                now,
                shown,
                bounds);
    }
}
