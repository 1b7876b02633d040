package io.portcullis.reasoning;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks about a key of account 111111111111, in a zone of that account or of its organization o-own1234567.
 *
 * @param zone whose principals are trusted
 * @param anonymousCallers whether unsigned requests are taken, as no key takes them and buckets do
 * @param actions what is asked for
 */
public record Questions(Zone zone, boolean anonymousCallers, List<String> actions) {

    static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static final List<String> OF_KEYS = List.of("kms:Decrypt", "kms:Encrypt", "kms:CreateGrant");

    public static Questions ofAccount() {
        return new Questions(new Zone("aws", Set.of("111111111111"), Optional.empty()), false, OF_KEYS);
    }

    public static Questions ofOrganization() {
        return new Questions(new Zone("aws", Set.of("111111111111"), Optional.of("o-own1234567")), false, OF_KEYS);
    }

    /** Of all kinds in turn. */
    public static Questions of(long seed) {
        Questions questions = seed % 2 == 0 ? ofAccount() : ofOrganization();
        return seed % 4 < 2 ? questions : questions.withAnonymousCallers();
    }

    public Questions withAnonymousCallers() {
        return new Questions(zone, true, actions);
    }

    public Questions about(List<String> others) {
        return new Questions(zone, anonymousCallers, others);
    }

    static String policy(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    /** A statement of everybody, every action and every resource; the condition is written with single quotes. */
    static String statement(String effect, String condition) {
        return """
                {"Effect":"%s","Principal":"*","Action":"kms:*","Resource":"*","Condition":%s}""".formatted(effect, condition.replace('\'', '"'));
    }

    /** Everybody is allowed everything under a condition. */
    Access allow(String condition) {
        return ask(policy(statement("Allow", condition)));
    }

    /** The question, where the text is a policy of a resource and each statement has a principal and a resource. */
    public Optional<Question> whole(String json) {
        try {
            Policy policy = new PolicyReader().read(json);
            boolean whole = policy.statements().stream()
                    .allMatch(statement -> statement.principals().isPresent()
                            && statement.resources().isPresent());
            return whole ? Optional.of(question(policy)) : Optional.empty();
        } catch (PolicyException e) {
            return Optional.empty();
        }
    }

    public Question question(String json) {
        try {
            return question(new PolicyReader().read(json));
        } catch (PolicyException e) {
            throw new AssertionError(json, e);
        }
    }

    private Question question(Policy policy) {
        List<Rule> rules = policy.statements().stream()
                .map(statement -> new Rule("statement " + (statement.index() + 1), statement, policy.version()))
                .toList();
        return new Question(
                rules,
                actions,
                Language.of(Glob.literal(KEY)),
                KEY,
                zone,
                facts(),
                anonymousCallers,
                Instant.parse("2026-01-01T00:00:00Z"),
                Set.of());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        facts.put("aws:resourceaccount", "111111111111");
        facts.put("aws:requestedregion", "us-east-1");
        zone.organization().ifPresent(organization -> facts.put("aws:resourceorgid", organization));
        return facts;
    }

    /** What is known of the variables of a statement of all actions, asked about actions of some services. */
    static KnownVariables knowing(Map<String, String> facts, List<String> actions) {
        Question question = ofAccount().question(policy(statement("Allow", "{}").replace("kms:*", "*")));
        Question asked = new Question(
                question.rules(),
                new Actions(actions),
                question.resources(),
                question.exampleResource(),
                question.zone(),
                facts,
                question.anonymousCallers(),
                question.now(),
                question.shown());
        return new KnownVariables(asked, question.rules().getFirst());
    }

    public Access ask(String json) {
        return OutsideAccess.of(question(json));
    }

    /** The answer in a word: public, external, clean or undecided. */
    static String verdict(Access access) {
        if (access.cells().stream().anyMatch(Access.Cell::isPublic)) {
            return "public";
        }
        if (access.morePublic() || (access.more() && access.cells().isEmpty())) {
            return "undecided";
        }
        return access.cells().isEmpty() ? "clean" : "external";
    }
}
