package io.portcullis.local.kms;

import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What KMS asks of a key policy before it takes it. */
final class KeyPolicies {

    private static final int MODEL_LIMIT = 131_072;
    private static final int QUOTA = 32_768;
    private static final Pattern CHARACTERS = Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");

    private static final String LOCKED_OUT =
            "The new key policy will not allow you to update the key policy in the future.";

    private KeyPolicies() {}

    /** The policy of a key that was made without one, laid out as KMS does. */
    static String standard(Place place) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "%s"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(place.root());
    }

    /**
     * Checks a policy and gives its text back unchanged.
     *
     * @param place where the key is
     * @param keyArn the key
     * @param text the policy as sent
     * @param bypass whether the caller waives the lock-out check
     */
    static String checked(Place place, String keyArn, @Nullable String text, boolean bypass) {
        String policy = Members.matching("policy", Members.text("policy", text, 1, MODEL_LIMIT), CHARACTERS);
        int bytes = policy.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > QUOTA) {
            throw Faults.limitExceeded("The key policy has " + bytes + " bytes; the quota is " + QUOTA + " bytes.");
        }
        Policy read = read(policy);
        read.statements().forEach(KeyPolicies::checkPrincipals);
        if (!bypass && !callerKeepsControl(read, place.account(), keyArn)) {
            throw Faults.malformedPolicy(LOCKED_OUT);
        }
        return policy;
    }

    private static Policy read(String text) {
        try {
            return new PolicyReader().read(text);
        } catch (PolicyException wrong) {
            throw Faults.malformedPolicy(String.valueOf(wrong.getMessage()));
        }
    }

    private static void checkPrincipals(Statement statement) {
        PrincipalClause clause = statement
                .principals()
                .orElseThrow(() -> Faults.malformedPolicy("Policy contains a statement with no principal."));
        if (clause.principals().stream().anyMatch(KeyPolicies::isInvalid)) {
            throw Faults.malformedPolicy("Policy contains a statement with one or more invalid principals.");
        }
    }

    /**
     * Forms only: no principal exists here that could be missing. Unique ids are taken, so that policies copied from AWS,
     * where they stand for deleted principals, can be put; AWS refuses those.
     */
    private static boolean isInvalid(Principal principal) {
        return principal instanceof Principal.Unrecognised || principal instanceof Principal.CanonicalUser;
    }

    /**
     * The lock-out safety check: the caller must keep the right to put the next policy. Every caller here is the root user
     * of the key's account, so some statement must allow {@code kms:PutKeyPolicy} on this key to the account, to its root
     * ARN or to {@code *}, and none may deny it.
     *
     * <p>Conditions speak of requests to come and cannot be known now; in doubt the policy is accepted: a condition is
     * taken to hold in an Allow and not to hold in a Deny.
     */
    private static boolean callerKeepsControl(Policy policy, String account, String keyArn) {
        return policy.statements().stream()
                        .anyMatch(statement -> statement.effect() == Effect.ALLOW && covers(statement, account, keyArn))
                && policy.statements().stream()
                        .noneMatch(statement -> statement.effect() == Effect.DENY
                                && statement.conditions().isEmpty()
                                && covers(statement, account, keyArn));
    }

    private static boolean covers(Statement statement, String account, String keyArn) {
        return statement.principals().filter(clause -> names(clause, account)).isPresent()
                && matchesPutKeyPolicy(statement.actions())
                && statement
                        .resources()
                        .filter(clause -> matchesKey(clause, keyArn))
                        .isPresent();
    }

    private static boolean names(PrincipalClause clause, String account) {
        boolean listed = clause.principals().stream().anyMatch(principal -> includes(principal, account));
        return listed != clause.negated();
    }

    /** Whether a principal means the account as a whole; its users and roles do not mean its root user. */
    private static boolean includes(Principal principal, String account) {
        return switch (principal) {
            case Principal.Everyone ignored -> true;
            case Principal.Account whole -> whole.account().equals(account);
            case Principal.User ignored -> false;
            case Principal.Role ignored -> false;
            case Principal.RoleSession ignored -> false;
            case Principal.FederatedUser ignored -> false;
            case Principal.UniqueId ignored -> false;
            case Principal.Federated ignored -> false;
            case Principal.Service ignored -> false;
            case Principal.CanonicalUser ignored -> false;
            case Principal.Unrecognised ignored -> false;
        };
    }

    private static boolean matchesPutKeyPolicy(MatchClause actions) {
        boolean listed = actions.values().texts().stream()
                .anyMatch(pattern -> Template.parse(pattern.toLowerCase(Locale.ROOT), true, false)
                        .matches("kms:putkeypolicy"));
        return listed != actions.negated();
    }

    private static boolean matchesKey(MatchClause resources, String keyArn) {
        boolean listed = resources.values().texts().stream()
                .anyMatch(pattern -> Template.parse(pattern, true, false).matches(keyArn));
        return listed != resources.negated();
    }
}
