package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Language;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sessions of the roles that AWS makes in every account for EC2: their ids are {@code account:aws:role:session}, and hold what
 * their ARNs do. So they are there one by one, when a rule speaks of such ids. Source: KMS developer guide, "Log entries: Amazon
 * EC2 example two".
 */
final class Ec2Sessions {

    /** Identities that look like one; of those the account and the role in the ARN are also those in the id. */
    static final Language ALL = Language.of(Principals.arn(Principals.ANY_PARTITION, "iam")
            .then("role/aws:")
            .some(Principals.NAME)
            .then("|")
            .times(CharSet.DIGIT, 12)
            .then(":aws:")
            .some(Principals.NAME)
            .then(":")
            .some(Principals.NAME));

    /** What an id is compared with: an account or any, the role, and the session. */
    private static final Pattern ID = Pattern.compile("([0-9]{12}|[*?]+):aws:([^:]+):([^:]+)");

    /** What any id of an account passes. */
    private static final Pattern OF_ACCOUNT = Pattern.compile("([0-9]{12}):.*[*?].*", Pattern.DOTALL);

    private Ec2Sessions() {}

    /** Those of which rules speak, as the axis of callers writes them. */
    static Set<String> of(List<Rule> rules, String partition) {
        Set<String> sessions = new LinkedHashSet<>();
        for (Condition condition : TestsOfKey.of(rules, "aws:userid")) {
            condition.values().texts().forEach(value -> add(value, partition, sessions));
        }
        return sessions;
    }

    private static void add(String value, String partition, Set<String> into) {
        Matcher id = ID.matcher(value);
        Matcher ofAccount = OF_ACCOUNT.matcher(value);
        if (id.matches()) {
            String account = Principals.isAccount(id.group(1)) ? id.group(1) : KeyValues.account(0);
            add(partition, account, filled(id.group(2)), filled(id.group(3)), into);
        } else if (ofAccount.matches()) {
            add(partition, ofAccount.group(1), "ec2-infrastructure", "i-0", into);
        }
    }

    private static String filled(String pattern) {
        return pattern.replace('*', 'a').replace('?', 'a');
    }

    private static void add(String partition, String account, String role, String session, Set<String> into) {
        if (IamNames.isName(role) && IamNames.isName(session)) {
            String named = "aws:" + role;
            into.add("arn:" + partition + ":iam::" + account + ":role/" + named + "|" + account + ":" + named + ":"
                    + session);
        }
    }
}
