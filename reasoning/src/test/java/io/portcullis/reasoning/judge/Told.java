package io.portcullis.reasoning.judge;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Principal;
import io.portcullis.reasoning.Zone;
import io.portcullis.reasoning.concrete.Identity;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is told of callers whose account is not: that they are none of the trusted accounts' and no service. Read off the
 * texts, apart from the product's own reading.
 */
record Told(Zone zone) {

    private static final String KEYS =
            "(aws:PrincipalArn|aws:PrincipalAccount|aws:userid|aws:username|aws:PrincipalType|kms:CallerAccount)";

    private static final Pattern KEY = Pattern.compile(KEYS, Pattern.CASE_INSENSITIVE);

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*" + KEYS + "\\s*[,}]", Pattern.CASE_INSENSITIVE);

    /** Whether it is told whose account calls. */
    static boolean isTold(Identity identity) {
        return !(identity instanceof Identity.Canonical || identity instanceof Identity.FederatedSession);
    }

    /** Whether this key tells it. */
    static boolean tells(String key) {
        return KEY.matcher(key).matches();
    }

    /** Whether it is told what a condition says of them, in a statement in which variables live or do not. */
    boolean tells(Condition condition, boolean variables) {
        List<String> values = condition.values().texts();
        if (!tells(condition.key())) {
            return condition.operator().test() == Test.NULL
                    || !variables
                    || values.stream()
                            .noneMatch(value -> VARIABLE.matcher(value).find());
        }
        if (condition.operator().test() == Test.NULL) {
            return !condition.key().equalsIgnoreCase("aws:username")
                    || condition.operator().qualifier() != Qualifier.NONE;
        }
        return !values.isEmpty() && values.stream().allMatch(value -> isTrusted(condition.key(), value));
    }

    /** Whether a condition on who calls holds of them, where that is told: they have the key, and nobody's value who is trusted. */
    static boolean holds(Condition condition) {
        if (condition.operator().test() != Test.NULL) {
            return condition.operator().test().negated();
        }
        return switch (condition.operator().qualifier()) {
            case NONE -> condition.values().texts().stream().anyMatch("false"::equalsIgnoreCase);
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
        };
    }

    private boolean isTrusted(String key, String value) {
        String accounts = "(" + String.join("|", zone.accounts()) + ")";
        return key.toLowerCase(Locale.ROOT).endsWith("account")
                ? value.matches(accounts)
                : key.equalsIgnoreCase("aws:PrincipalArn")
                        && value.matches("arn:" + zone.partition() + ":(iam|sts)::" + accounts + ":.*");
    }

    /** Whether a principal may be one of theirs. */
    boolean mayBe(Principal principal) {
        String named = principal.written();
        boolean account = named.matches("[0-9]{12}") || named.matches("arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:.*");
        return !(principal instanceof Principal.Federated)
                && (named.matches("A[A-Z0-9]{3,}")
                        || (account && !isTrusted("account", named) && !isTrusted("aws:PrincipalArn", named)));
    }
}
