package io.portcullis.local.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The policy of a topic, queue or bus, and what it allows: a small concrete check over the few context keys that a
 * delivery between services has. Immutable.
 *
 * <p>A condition on any other key, or with an operator that is not understood here, never allows and always denies: the
 * side on which a local account is stricter than AWS, not laxer.
 */
public final class ResourcePolicy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String document;
    private final Policy policy;

    private ResourcePolicy(String document, Policy policy) {
        this.document = document;
        this.policy = policy;
    }

    /**
     * Reads a policy.
     *
     * @throws PolicyException when the text is not a policy, with the place of the fault
     */
    public static ResourcePolicy read(String document) throws PolicyException {
        return new ResourcePolicy(document, new PolicyReader().read(document));
    }

    /** The document exactly as it was given. */
    public String document() {
        return document;
    }

    /** Every action that statements name, as written. */
    public List<String> actions() {
        return policy.statements().stream()
                .flatMap(statement -> statement.actions().values().texts().stream())
                .toList();
    }

    /**
     * Whether some statement allows the request and none denies it.
     *
     * @param from who asks
     * @param action such as {@code sns:Publish}; actions are compared without case
     * @param resource the ARN asked for
     */
    public boolean allows(Requester from, String action, String resource) {
        return !denies(from, action, resource) && any(Effect.ALLOW, from, action, resource);
    }

    /** Whether a statement denies the request. */
    public boolean denies(Requester from, String action, String resource) {
        return any(Effect.DENY, from, action, resource);
    }

    private boolean any(Effect effect, Requester from, String action, String resource) {
        return policy.statements().stream()
                .filter(statement -> statement.effect() == effect)
                .anyMatch(statement -> matches(statement, from, action, resource));
    }

    private static boolean matches(Statement statement, Requester from, String action, String resource) {
        String lowerAction = action.toLowerCase(Locale.ROOT);
        return statement.principals().filter(clause -> matches(clause, from)).isPresent()
                && matches(statement.actions(), lowerAction, true)
                && matches(statement.resources(), resource)
                && statement.conditions().stream()
                        .allMatch(condition ->
                                DeliveryContext.satisfied(condition, from, statement.effect() == Effect.DENY));
    }

    private static boolean matches(PrincipalClause clause, Requester from) {
        return clause.negated() != clause.principals().stream().anyMatch(principal -> matches(principal, from));
    }

    private static boolean matches(Principal principal, Requester from) {
        return switch (principal) {
            case Principal.Everyone everyone -> true;
            case Principal.Service service ->
                from instanceof Requester.Service(String name, String ignored, String alsoIgnored)
                        && name.equals(service.written());
            case Principal.Account account ->
                from instanceof Requester.Account(String number) && number.equals(account.account());
            case Principal.User user -> false;
            case Principal.Role role -> false;
            case Principal.RoleSession session -> false;
            case Principal.FederatedUser user -> false;
            case Principal.UniqueId id -> false;
            case Principal.Federated federated -> false;
            case Principal.CanonicalUser user -> false;
            case Principal.Unrecognised unrecognised -> false;
        };
    }

    private static boolean matches(Optional<MatchClause> clause, String resource) {
        return clause.isEmpty() || matches(clause.get(), resource, false);
    }

    private static boolean matches(MatchClause clause, String value, boolean lowerCase) {
        return clause.negated()
                != clause.values().texts().stream()
                        .map(pattern -> lowerCase ? pattern.toLowerCase(Locale.ROOT) : pattern)
                        .anyMatch(
                                pattern -> Template.parse(pattern, true, false).matches(value));
    }

    /**
     * This policy with one more statement, which AddPermission writes.
     *
     * @throws PolicyException when the result is not a policy
     */
    public ResourcePolicy plus(ObjectNode statement) throws PolicyException {
        ObjectNode root = tree();
        statements(root).add(statement);
        return read(root.toString());
    }

    /** An empty document that statements can be added to. */
    public static ResourcePolicy empty() {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        return new ResourcePolicy(document, new Policy(Optional.empty(), Optional.empty(), List.of(), true));
    }

    /**
     * This policy without the statements of that Sid; empty when there is none of that Sid.
     *
     * @throws PolicyException when the result is not a policy
     */
    public Optional<ResourcePolicy> minus(String sid) throws PolicyException {
        ObjectNode root = tree();
        ArrayNode kept = JSON.createArrayNode();
        ArrayNode all = statements(root);
        all.forEach(statement -> {
            if (!statement.path("Sid").asText().equals(sid)) {
                kept.add(statement);
            }
        });
        if (kept.size() == all.size()) {
            return Optional.empty();
        }
        root.set("Statement", kept);
        return Optional.of(kept.isEmpty() ? empty() : read(root.toString()));
    }

    /** Whether a statement has this Sid. */
    public boolean has(String sid) {
        return policy.statements().stream().anyMatch(s -> s.sid().equals(Optional.of(sid)));
    }

    /** Whether there is no statement at all. */
    public boolean isEmpty() {
        return policy.statements().isEmpty();
    }

    private ObjectNode tree() {
        try {
            return (ObjectNode) JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy that was read once is no longer JSON", e);
        }
    }

    private static ArrayNode statements(ObjectNode root) {
        JsonNode written = root.path("Statement");
        if (written instanceof ArrayNode list) {
            return list;
        }
        return root.putArray("Statement").add(written);
    }
}
