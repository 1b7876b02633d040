package io.portcullis.app.compare;

import io.portcullis.app.lines.InvalidCase;
import io.portcullis.policy.Effect;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two policies on one thing, the new and the old.
 *
 * @param policy the statements of the new policy
 * @param reference the statements of the old one
 * @param attached what they are attached to
 */
record PolicyPair(List<Rule> policy, List<Rule> reference, Attached attached) {

    /** Copies the lists. */
    PolicyPair {
        policy = List.copyOf(policy);
        reference = List.copyOf(reference);
    }

    /**
     * A document.
     *
     * @param name what people call it
     * @param text its text
     */
    record Document(String name, String text) {}

    /**
     * Reads two policies.
     *
     * @param resourceType what they are attached to; empty to tell by their statements
     * @throws InvalidCase when one cannot be read or is of another kind, naming it and the place
     */
    static PolicyPair of(Document policy, Document reference, Optional<String> resourceType) throws InvalidCase {
        Policy first = read(policy);
        Policy second = read(reference);
        List<Statement> both = Stream.concat(first.statements().stream(), second.statements().stream())
                .toList();
        Attached attached = resourceType.isPresent() ? Attached.to(resourceType.get()) : Attached.by(both);
        Optional<String> unspoken = resourceType.flatMap(type -> Attached.unspoken(type, both));
        if (unspoken.isPresent()) {
            throw new InvalidCase("no statement of " + policy.name()
                    + (reference.name().equals(policy.name()) ? "" : " or " + reference.name()) + " speaks of "
                    + unspoken.get() + ", and that is what they were said to be of; name another type");
        }
        return new PolicyPair(rules(policy, first, attached), rules(reference, second, attached), attached);
    }

    private static Policy read(Document document) throws InvalidCase {
        try {
            return new PolicyReader().read(document.text());
        } catch (PolicyException unreadable) {
            throw new InvalidCase(document.name() + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<Rule> rules(Document document, Policy policy, Attached attached) throws InvalidCase {
        for (Statement statement : policy.statements()) {
            Optional<String> fault = attached.fault(statement);
            if (fault.isPresent()) {
                throw new InvalidCase(name(document, statement) + " " + fault.get());
            }
        }
        return policy.statements().stream()
                .map(statement -> new Rule(name(document, statement), statement, policy.version()))
                .toList();
    }

    private static String name(Document document, Statement statement) {
        String sid = statement.sid().map(text -> " \"" + text + "\"").orElse("");
        return "statement " + (statement.index() + 1) + sid + " on line "
                + statement.at().line() + " of " + document.name();
    }

    /** Whether the new policy has an Allow: without one it allows nothing, whatever its Denies deny. */
    boolean allowsAnything() {
        return policy.stream().anyMatch(rule -> rule.statement().effect() == Effect.ALLOW);
    }

    /** Whether the new policy allows what the old one does not, now. */
    Answer compare(Instant now) {
        return NewAccess.of(new Comparison(
                policy,
                reference,
                attached.kind(),
                attached.anonymousCallers(),
                now,
                attached.resources(),
                attached.facts()));
    }
}
