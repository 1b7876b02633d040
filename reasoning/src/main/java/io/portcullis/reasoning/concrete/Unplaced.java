package io.portcullis.reasoning.concrete;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Principal;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Identity.Canonical;
import io.portcullis.reasoning.concrete.Identity.FederatedSession;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is not known of a caller who is named by a canonical user id, or by the identity provider that vouched for its
 * session. It is some account's, and it is not told which: its requests have all that says who calls, but what it says is
 * not known, save that it names nobody who is trusted. Source: Amazon S3 user guide, "Finding the canonical user ID for your
 * AWS account"; IAM user guide, "AWS global condition context keys" and "AWS JSON policy elements: Principal", by which
 * sessions of providers are sessions of roles. Immutable.
 *
 * @param partition the resource's partition, in which bare account ids live
 * @param trusted accounts that it is none of, for their own callers are not asked about
 */
public record Unplaced(String partition, Set<String> trusted) {

    private static final String USER_NAME = "aws:username";

    private static final Set<String> KEYS = Set.of(
            "aws:principalarn",
            "aws:principalaccount",
            "kms:calleraccount",
            "aws:userid",
            USER_NAME,
            "aws:principaltype");

    private static final String KMS = "kms:";

    /** Copies the accounts. */
    public Unplaced {
        trusted = Set.copyOf(trusted);
    }

    /** Whether it is not known of some callers. */
    public static boolean is(Identity identity) {
        return identity instanceof Canonical || identity instanceof FederatedSession;
    }

    /** Whether what this key says of them is not known; its name in lower case. */
    public static boolean hides(String key) {
        return KEYS.contains(key);
    }

    /** Whether their requests have this key, whatever its value; only users have names, and who they are is not known. */
    public static boolean has(String key) {
        return hides(key) && !key.equals(USER_NAME);
    }

    /** Whether a request by one of them has the key, and it is not known what its value is. */
    static boolean has(String key, Request request) {
        return is(request.identity()) && has(key) && isAsked(key, request);
    }

    /** Whether a principal may be one of theirs. */
    public boolean mayBe(Principal principal) {
        return switch (principal) {
            case Principal.Account named -> !isTrusted(named.partition(), named.account());
            case Principal.User named -> !isTrusted(named.partition(), named.account());
            case Principal.Role named -> !isTrusted(named.partition(), named.account());
            case Principal.RoleSession named -> !isTrusted(named.partition(), named.account());
            case Principal.FederatedUser named -> !isTrusted(named.partition(), named.account());
            case Principal.UniqueId ignored -> true;
            case Principal.Everyone ignored -> false;
            case Principal.Federated ignored -> false;
            case Principal.Service ignored -> false;
            case Principal.CanonicalUser ignored -> false;
            case Principal.Unrecognised ignored -> false;
        };
    }

    private boolean isTrusted(String of, String account) {
        return trusted.contains(account) && (of.isEmpty() || of.equals(partition));
    }

    /** Whether it is not known what a condition says of them, in a statement in which variables live or do not. */
    public boolean leavesOpen(Condition condition, boolean variables) {
        ConditionOperator operator = condition.operator();
        if (operator.test() == ConditionOperator.Test.NULL) {
            return condition.normalizedKey().equals(USER_NAME) && operator.qualifier() == Qualifier.NONE;
        }
        return hides(condition.normalizedKey())
                ? !namesTrusted(condition)
                : variables && fillsIn(condition.values().texts());
    }

    /** Whether it is not known of a request by one of them that has the key or has it not. */
    boolean leavesOpen(Condition condition, boolean variables, Request request) {
        if (!is(request.identity())) {
            return false;
        }
        String key = condition.normalizedKey();
        boolean there =
                hides(key) ? isAsked(key, request) : !request.values(key).isEmpty();
        return there && leavesOpen(condition, variables);
    }

    /** Whether it is not known what a resource element says of a request by one of them. */
    static boolean leavesOpen(MatchClause resources, boolean variables, Request request) {
        return is(request.identity()) && variables && fillsIn(resources.values().texts());
    }

    private static boolean isAsked(String key, Request request) {
        return !key.startsWith(KMS) || request.action().startsWith(KMS);
    }

    private static boolean fillsIn(List<String> values) {
        return values.stream()
                .filter(value -> value.indexOf('$') >= 0)
                .flatMap(value -> Template.parse(value, true, true).parts().stream())
                .anyMatch(part -> part instanceof Template.Variable variable
                        && hides(variable.key().toLowerCase(Locale.ROOT)));
    }

    /** Whether the values are trusted accounts' alone, so that none of these callers matches any. */
    private boolean namesTrusted(Condition condition) {
        return !condition.values().items().isEmpty()
                && switch (condition.normalizedKey()) {
                    case "aws:principalaccount", "kms:calleraccount" ->
                        trusted.containsAll(condition.values().texts());
                    case "aws:principalarn" ->
                        condition.values().texts().stream().allMatch(this::isTrusted);
                    default -> false;
                };
    }

    /** Whether the account of an ARN of IAM is trusted: up to there no wildcard or variable stands in it. */
    public boolean isTrusted(String arn) {
        String[] fields = arn.split(":", 6);
        return fields.length == 6
                && fields[0].equals("arn")
                && fields[1].equals(partition)
                && (fields[2].equals("iam") || fields[2].equals("sts"))
                && fields[3].isEmpty()
                && trusted.contains(fields[4]);
    }
}
