package io.portcullis.reasoning.judge;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a stranger is: an outsider whom no value of the policy names, in an Allow or a Deny, wanted or not. What names somebody:
 * a principal, and with it the principal's whole account, or an account in an ARN of one; a value without wildcards of a key
 * that says who or whence; an address range no broader than /8 (IPv4) or /32 (IPv6); and a pattern whose fixed part is an
 * account in an ARN, a unique id or account before a colon, or an organization before a slash. After S3's "The meaning of
 * public", applied to every service.
 */
final class Strangers {

    private static final Pattern ARN_OF_ACCOUNT = Pattern.compile("(?:[^:]*:){4}([0-9]{12}):.*", Pattern.DOTALL);
    private static final Pattern STRICT_ARN_OF_ACCOUNT =
            Pattern.compile("(?:[^:*?]*:){4}([0-9]{12}):.*", Pattern.DOTALL);
    /** There are no colons for a star to run over: a topic's name has none. */
    private static final Pattern OF_TOPICS = Pattern.compile("arn:aws:sns:[^:]*:[0-9]{12}:[^:]*");

    private static final Pattern ID = Pattern.compile("(A[A-Z0-9]{4,}|[0-9]{12}):[^*?]*[*?].*", Pattern.DOTALL);
    private static final Pattern ORGANIZATION = Pattern.compile("o-[A-Za-z0-9]+/.*", Pattern.DOTALL);

    private final List<Named> named = new ArrayList<>();

    Strangers(List<Rule> rules) {
        for (Rule rule : rules) {
            rule.statement().principals().orElseThrow().principals().forEach(principal -> principal(rule, principal));
            for (Condition condition : rule.statement().conditions()) {
                if (Word.of(condition.key()).restricts()
                        && !condition.key().equalsIgnoreCase("aws:PrincipalIsAWSService")
                        // Others' VPCs have the same addresses.
                        && !condition.key().equalsIgnoreCase("aws:VpcSourceIp")) {
                    condition.values().items().forEach(value -> value(rule, condition, value));
                }
            }
        }
    }

    /** Each way of naming somebody. */
    List<Named> named() {
        return List.copyOf(named);
    }

    private void principal(Rule rule, Principal principal) {
        switch (principal) {
            case Principal.Everyone ignored -> {}
            case Principal.Service ignored -> {}
            case Principal.Unrecognised ignored -> {}
            case Principal.Account each -> account(each.partition(), each.account());
            case Principal.User each -> account(each.partition(), each.account());
            case Principal.Role each -> account(each.partition(), each.account());
            case Principal.RoleSession each -> account(each.partition(), each.account());
            case Principal.FederatedUser each -> account(each.partition(), each.account());
            case Principal.UniqueId each -> named.add(new Named.ByPrincipal(rule, each, PrincipalType.AWS));
            // Whoever likes signs in there.
            case Principal.Federated each when each.written().equals("cognito-identity.amazonaws.com") -> {}
            case Principal.Federated each -> named.add(new Named.ByPrincipal(rule, each, PrincipalType.FEDERATED));
            case Principal.CanonicalUser each ->
                named.add(new Named.ByPrincipal(rule, each, PrincipalType.CANONICAL_USER));
        }
    }

    private void account(String partition, String account) {
        named.add(new Named.OfAccount(partition, account));
    }

    private void value(Rule rule, Condition condition, Scalar value) {
        ConditionOperator.Test test = condition.operator().test();
        boolean ofNobody = value.text().equals("anonymous");
        if (test == ConditionOperator.Test.NULL || test == ConditionOperator.Test.BINARY_EQUALS || ofNobody) {
            return;
        }
        boolean globs = test.family() == Family.ARN || test.written().endsWith("Like");
        Template template = Template.parse(
                value.text().replace("${aws:ResourceAccount}", "111111111111"), globs, rule.hasVariables());
        String key = Word.of(condition.key()).key();
        Optional<String> account = accountOfArn(value.text(), ARN_OF_ACCOUNT);
        if (key.equals("aws:PrincipalArn") && account.isPresent()) {
            named.add(new Named.OfAccount("", account.get()));
        } else if (test.family() == Family.IP
                ? isNarrow(value.text())
                : template.literal().isPresent() || isFixed(key, test, value.text())) {
            named.add(new Named.ByValue(rule, condition, value));
        }
    }

    private static boolean isNarrow(String range) {
        int slash = range.indexOf('/');
        return slash < 0 || Integer.parseInt(range.substring(slash + 1)) >= (range.contains(":") ? 32 : 8);
    }

    private static boolean isFixed(String key, ConditionOperator.Test test, String pattern) {
        return switch (key) {
            // Under a text operator a star before the account could run over the colons.
            case "aws:PrincipalArn", "aws:SourceArn" ->
                accountOfArn(pattern, test.family() == Family.ARN ? ARN_OF_ACCOUNT : STRICT_ARN_OF_ACCOUNT)
                                .isPresent()
                        || (key.equals("aws:SourceArn")
                                && OF_TOPICS.matcher(pattern).matches());
            case "aws:userid" -> ID.matcher(pattern).matches();
            case "aws:PrincipalOrgPaths", "aws:SourceOrgPaths" ->
                ORGANIZATION.matcher(pattern).matches();
            default -> false;
        };
    }

    private static Optional<String> accountOfArn(String arn, Pattern pattern) {
        Matcher matcher = pattern.matcher(arn);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
