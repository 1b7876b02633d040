package io.portcullis.analyzer;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Effect;
import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.Location;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A key's grants as Allow statements: a grant only allows. Source: KMS developer guide, "Grants in AWS KMS". */
final class KeyGrants {

    /** A grant's encryption context does not bind these. */
    private static final Set<String> UNCONSTRAINED = Set.of("DescribeKey", "RetireGrant");

    private static final String CONTEXT = "kms:EncryptionContext:";

    private final List<Rule> rules = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();

    /**
     * Reads grants.
     *
     * @param retiring whether who may retire a grant is somebody whom it lets in
     */
    KeyGrants(List<Grant> grants, boolean retiring) {
        grants.forEach(grant -> add(grant, retiring));
    }

    /** The statements. */
    List<Rule> rules() {
        return rules;
    }

    /** The grant behind each statement. */
    List<Cause> causes() {
        return causes;
    }

    /** Keys, in lower case, that findings show although callers choose them. */
    Set<String> shown() {
        return shown;
    }

    private void add(Grant grant, boolean retiring) {
        List<String> bound = grant.operations().stream()
                .filter(operation -> !UNCONSTRAINED.contains(operation))
                .toList();
        List<String> free =
                grant.operations().stream().filter(UNCONSTRAINED::contains).toList();
        add(grant, grant.grantee(), bound, contextConditions(grant));
        add(grant, grant.grantee(), free, List.of());
        if (retiring) {
            grant.retiring().ifPresent(principal -> add(grant, principal, List.of("RetireGrant"), List.of()));
        }
    }

    private void add(Grant grant, String principal, List<String> operations, List<Condition> conditions) {
        if (operations.isEmpty()) {
            return;
        }
        List<Condition> all = new ArrayList<>(conditions);
        grant.sourceArn().ifPresent(arn -> all.add(condition("ArnEquals", "aws:SourceArn", arn)));
        PrincipalType type = isService(principal) ? PrincipalType.SERVICE : PrincipalType.AWS;
        Statement statement = new Statement(
                rules.size(),
                Optional.empty(),
                Effect.ALLOW,
                Optional.of(new PrincipalClause(
                        false,
                        new PrincipalClause.ByType(List.of(new PrincipalClause.Group(type, Values.of(principal)))),
                        Location.NOWHERE)),
                new MatchClause(
                        false,
                        Values.of(operations.stream()
                                .map(operation -> "kms:" + operation)
                                .toArray(String[]::new))),
                Optional.of(new MatchClause(false, Values.of("*"))),
                all,
                Location.NOWHERE,
                0);
        // Grants speak no language: nothing in them is a variable.
        rules.add(new Rule("grant " + grant.id(), statement, LanguageVersion.V2008));
        causes.add(new Cause.KeyGrant(grant.id(), grant.name().orElse("")));
    }

    private static boolean isService(String principal) {
        return principal.indexOf('.') > 0 && principal.indexOf(':') < 0;
    }

    /** A subset constraint names pairs that must be there; an equality constraint forbids all others too. */
    private List<Condition> contextConditions(Grant grant) {
        Map<String, String> pairs = new HashMap<>(grant.contextSubset());
        pairs.putAll(grant.contextEquals());
        List<Condition> conditions = new ArrayList<>();
        pairs.forEach((name, value) -> {
            shown.add((CONTEXT + name).toLowerCase(Locale.ROOT));
            conditions.add(condition("StringEquals", CONTEXT + name, value));
        });
        if (!grant.contextEquals().isEmpty()) {
            String[] names = new LinkedHashSet<>(grant.contextEquals().keySet()).toArray(String[]::new);
            conditions.add(condition("ForAllValues:StringEqualsIgnoreCase", "kms:EncryptionContextKeys", names));
        }
        return conditions;
    }

    private static Condition condition(String operator, String key, String... values) {
        return new Condition(ConditionOperator.parse(operator).orElseThrow(), key, Values.of(values), Location.NOWHERE);
    }
}
