package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.concrete.Rule;
import java.time.Instant;
import java.util.List;

/** Asks about policies of one kind, in the year 2026. Texts are written with single quotes. */
record Policies(PolicyKind kind, boolean anonymousCallers) {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final Policies IDENTITY = new Policies(PolicyKind.IDENTITY, false);
    static final Policies RESOURCE = new Policies(PolicyKind.RESOURCE, true);
    static final Policies KEY = new Policies(PolicyKind.KEY, false);
    static final Policies TRUST = new Policies(PolicyKind.TRUST, false);

    static List<Rule> rules(String... statements) {
        return document("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}");
    }

    static List<Rule> document(String json) {
        Policy policy;
        try {
            policy = new PolicyReader().read(json.replace('\'', '"'));
        } catch (PolicyException e) {
            throw new AssertionError(json, e);
        }
        return policy.statements().stream()
                .map(statement -> new Rule("statement " + (statement.index() + 1), statement, policy.version()))
                .toList();
    }

    /** Whether the policy allows what the reference does not. */
    Answer compare(List<Rule> policy, List<Rule> reference) {
        return NewAccess.of(new Comparison(policy, reference, kind, anonymousCallers, NOW));
    }

    /** The same of two statements each alone. */
    Answer compare(String policy, String reference) {
        return compare(rules(policy), rules(reference));
    }

    /** Whether the policy allows anybody an action on a resource. */
    Answer grants(List<Rule> policy, List<String> actions, List<String> resources) {
        return GrantedAccess.of(new AccessSought(policy, actions, resources, kind, anonymousCallers, NOW));
    }

    static String allow(String action, String resource) {
        return "{'Effect':'Allow','Action':'%s','Resource':'%s'}".formatted(action, resource);
    }

    static String when(String condition) {
        return "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':%s}".formatted(condition);
    }

    static String resource(String principal, String condition) {
        return "{'Effect':'Allow','Principal':%s,'Action':'sqs:SendMessage','Resource':'*','Condition':%s}"
                .formatted(principal, condition);
    }

    static Answer.Yes yes(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Yes.class);
        return (Answer.Yes) answer;
    }

    static void no(Answer answer) {
        assertThat(answer).isEqualTo(new Answer.No());
    }

    static void undecided(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Undecided.class);
    }
}
