package io.portcullis.analyzer;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Effect;
import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.Location;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Zone;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A key's policy and grants as one set of statements. A grant only allows; a Deny of the key policy overrules it. Requests
 * to KMS are signed, so {@code *} means every AWS identity. Source: KMS developer guide, "Grants in AWS KMS", "Key policies".
 */
final class KeyControls {

    /** A grant's encryption context does not bind these. */
    private static final Set<String> UNCONSTRAINED = Set.of("DescribeKey", "RetireGrant");

    private static final String CONTEXT = "kms:EncryptionContext:";

    private final KeyState key;
    private final Settings settings;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();

    KeyControls(KeyState key, Policy policy, Settings settings) {
        this.key = key;
        this.settings = settings;
        for (Statement statement : policy.statements()) {
            add(policy, statement);
        }
        key.grants().forEach(this::add);
    }

    /** What lets requests in at a rule. */
    Cause cause(int rule) {
        return causes.get(rule);
    }

    Question question(ZoneOfTrust zone, Instant now) {
        String[] arn = key.resource().arn().split(":", 6);
        return new Question(rules, actions(), arns(arn), example(), zone(zone, arn[1]), facts(zone), false, now, shown);
    }

    /** An operation that only a grant speaks of is newer than the list: KMS grants nothing that outsiders cannot use. */
    private List<String> actions() {
        List<String> known = Settings.KmsActions.DOCUMENTED_2026.actions();
        Stream<String> newer = key.grants().stream()
                .flatMap(grant -> grant.operations().stream())
                .map(operation -> "kms:" + operation)
                .filter(action -> !known.contains(action));
        return Stream.concat(settings.kmsActions().actions().stream(), newer)
                .distinct()
                .toList();
    }

    /** An ARN to show: where parts are not known, with parts that look like ARNs do. */
    private String example() {
        return key.resource()
                .arn()
                .replace(":kms:*:", ":kms:us-east-1:")
                .replace("key/*", "key/00000000-0000-0000-0000-000000000000");
    }

    /** The key's ARN; a {@code *} in it stands for what is not known. */
    private static Language arns(String[] fields) {
        CharSet id = CharSet.ALPHANUMERIC.or(CharSet.of('-'));
        Glob glob = Glob.EMPTY;
        for (int i = 0; i < fields.length; i++) {
            glob = i == 0 ? glob : glob.then(":");
            int star = fields[i].indexOf('*');
            glob = star < 0
                    ? glob.then(fields[i])
                    : glob.then(fields[i].substring(0, star)).some(id);
        }
        return Language.of(glob);
    }

    private Zone zone(ZoneOfTrust zone, String partition) {
        return switch (zone) {
            case ZoneOfTrust.Account account -> new Zone(partition, Set.of(account.account()), Optional.empty());
            case ZoneOfTrust.Organization organization -> {
                Set<String> accounts = new HashSet<>(organization.accounts());
                accounts.add(key.resource().account());
                yield new Zone(partition, accounts, Optional.of(organization.organization()));
            }
        };
    }

    private Map<String, String> facts(ZoneOfTrust zone) {
        Map<String, String> facts = new HashMap<>();
        facts.put("aws:resourceaccount", key.resource().account());
        if (!key.resource().region().equals("*")) {
            facts.put("aws:requestedregion", key.resource().region());
        }
        if (zone instanceof ZoneOfTrust.Organization organization) {
            facts.put("aws:resourceorgid", organization.organization());
        }
        return facts;
    }

    private void add(Policy policy, Statement statement) {
        rules.add(new Rule(
                "statement " + (statement.index() + 1) + " (line "
                        + statement.at().line() + ")",
                statement,
                policy.version()));
        causes.add(new Cause.PolicyStatement(
                statement.index(),
                statement.sid().orElse(""),
                statement.at().line(),
                key.policy().substring(statement.at().offset(), statement.endOffset())));
    }

    private void add(Grant grant) {
        List<String> bound = grant.operations().stream()
                .filter(operation -> !UNCONSTRAINED.contains(operation))
                .toList();
        List<String> free =
                grant.operations().stream().filter(UNCONSTRAINED::contains).toList();
        add(grant, grant.grantee(), bound, contextConditions(grant));
        add(grant, grant.grantee(), free, List.of());
        if (settings.reportRetiring()) {
            grant.retiring().ifPresent(retiring -> add(grant, retiring, List.of("RetireGrant"), List.of()));
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
