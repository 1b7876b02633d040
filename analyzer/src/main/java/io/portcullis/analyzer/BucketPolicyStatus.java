package io.portcullis.analyzer;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Effect;
import io.portcullis.policy.Policy;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.AddressRange;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether S3 itself calls a bucket policy public: what GetBucketPolicyStatus answers, and what Block Public Access goes by.
 * It is another question than who can reach the bucket: S3 looks at each Allow by itself, whatever its actions, and at no
 * Deny. A policy is public unless every Allow lets in fixed principals alone, or fixes one of a list of keys to values
 * without wildcards and variables. Source: S3 user guide, "The meaning of public".
 *
 * @param isPublic whether it is
 * @param statements the statements that make it so, by their place in the policy, 0-based
 */
public record BucketPolicyStatus(boolean isPublic, List<Integer> statements) {

    /** The keys that the user guide lists; aws:userid, aws:SourceIp and s3:DataAccessPointArn have rules of their own. */
    private static final Set<String> LISTED = Set.of(
            "aws:principalorgid",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointaccount");

    /** Keys that name principals, as the guide's "an AWS principal, user, role" may be read. */
    private static final Set<String> OF_PRINCIPALS = Set.of("aws:principalarn", "aws:principalaccount");

    private static final Pattern ROLE_SESSION = Pattern.compile("AROA[A-Z0-9]*:.*", Pattern.DOTALL);
    private static final Pattern ACCESS_POINT =
            Pattern.compile("arn:aws[a-z-]*:s3:[a-z0-9-]*:[0-9]{12}:accesspoint/[^*?$]*[*?]*");

    /** Copies the statements. */
    public BucketPolicyStatus {
        statements = List.copyOf(statements);
    }

    /** What S3 calls a policy. */
    static BucketPolicyStatus of(Policy policy, Settings.S3Keys keys) {
        List<Integer> open = policy.statements().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW && isPublic(statement, keys))
                .map(Statement::index)
                .toList();
        return new BucketPolicyStatus(!open.isEmpty(), open);
    }

    private static boolean isPublic(Statement statement, Settings.S3Keys keys) {
        return statement.principals().filter(BucketPolicyStatus::isBroad).isPresent()
                && statement.conditions().stream().noneMatch(condition -> fixes(condition, keys));
    }

    private static boolean isBroad(PrincipalClause clause) {
        return clause.negated() || clause.principals().stream().anyMatch(BucketPolicyStatus::isBroad);
    }

    private static boolean isBroad(Principal principal) {
        return switch (principal) {
            case Principal.Everyone ignored -> true;
            case Principal.Federated ignored -> true;
            case Principal.Unrecognised ignored -> true;
            case Principal.Account ignored -> false;
            case Principal.User ignored -> false;
            case Principal.Role ignored -> false;
            case Principal.RoleSession ignored -> false;
            case Principal.FederatedUser ignored -> false;
            case Principal.UniqueId ignored -> false;
            case Principal.Service ignored -> false;
            case Principal.CanonicalUser ignored -> false;
        };
    }

    /** Whether a condition lets only fixed values of one of the keys pass; one that an absent key passes does not. */
    private static boolean fixes(Condition condition, Settings.S3Keys keys) {
        ConditionOperator operator = condition.operator();
        boolean demands = !operator.ifExists()
                && operator.qualifier() != Qualifier.FOR_ALL_VALUES
                && !operator.test().negated()
                && operator.test() != Test.NULL;
        List<String> values = condition.values().texts();
        String key = condition.key().toLowerCase(Locale.ROOT);
        return demands && !values.isEmpty() && values.stream().allMatch(value -> isFixed(key, value, operator, keys));
    }

    private static boolean isFixed(String key, String value, ConditionOperator operator, Settings.S3Keys keys) {
        return switch (key) {
            case "aws:sourceip" -> operator.test() == Test.IP_ADDRESS && AddressRange.namesAPlace(value);
            case "s3:dataaccesspointarn" ->
                isPlain(value) || ACCESS_POINT.matcher(value).matches();
            case "aws:userid" -> isPlain(value) && !ROLE_SESSION.matcher(value).matches();
            default ->
                isPlain(value)
                        && (LISTED.contains(key)
                                || (keys == Settings.S3Keys.WITH_PRINCIPALS && OF_PRINCIPALS.contains(key)));
        };
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && Template.parse(value, true, true).literal().isPresent();
    }
}
