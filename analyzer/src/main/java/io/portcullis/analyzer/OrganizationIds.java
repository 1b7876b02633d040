package io.portcullis.analyzer;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.Policy;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.ContextKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What conditions take for ids of organizations and is none, as a slip of the hand leaves it. Source: AWS Organizations API
 * reference, Organization, {@code Id}; IAM user guide, "AWS global condition context keys", aws:PrincipalOrgPaths.
 */
final class OrganizationIds {

    private static final Pattern ID = Pattern.compile("o-[a-z0-9]{10,32}");

    private static final Set<String> IDS =
            Set.of("aws:principalorgid", "aws:resourceorgid", "aws:sourceorgid", "aws:vpceorgid");

    private static final Set<String> PATHS =
            Set.of("aws:principalorgpaths", "aws:resourceorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths");

    private OrganizationIds() {}

    /** A note of each place where a value that has to be met is of no organization. */
    static Set<String> unmet(Policy policy) {
        Set<String> notes = new LinkedHashSet<>();
        for (Statement statement : policy.statements()) {
            for (Condition condition : statement.conditions()) {
                if (isOfOrganizations(condition.normalizedKey()) && hasToBeMet(condition.operator())) {
                    condition.values().items().stream()
                            .filter(value -> isOfNone(condition, value))
                            .forEach(value -> notes.add(note(condition, value)));
                }
            }
        }
        return notes;
    }

    private static boolean isOfOrganizations(String key) {
        return IDS.contains(key) || PATHS.contains(key);
    }

    private static String note(Condition condition, Scalar value) {
        return "A value of " + ContextKey.named(condition.key()).name() + " (line "
                + value.at().line()
                + ") is of no organization: their ids are o- and 10 to 32 lower-case letters or digits";
    }

    private static boolean hasToBeMet(ConditionOperator operator) {
        return operator.test().family() == Family.STRING
                && !operator.test().negated()
                && !operator.ifExists()
                && operator.qualifier() != Qualifier.FOR_ALL_VALUES;
    }

    private static boolean isOfNone(Condition condition, Scalar value) {
        boolean anyCase = condition.operator().test() == ConditionOperator.Test.STRING_EQUALS_IGNORE_CASE;
        String text = anyCase ? value.text().toLowerCase(Locale.ROOT) : value.text();
        List<Template.Part> parts = Template.parse(text, true, true).parts();
        String beginning =
                !parts.isEmpty() && parts.getFirst() instanceof Template.Literal literal ? literal.text() : "";
        boolean whole = parts.isEmpty() || (parts.size() == 1 && !beginning.isEmpty());
        if (IDS.contains(condition.normalizedKey())) {
            return whole && !ID.matcher(beginning).matches();
        }
        int slash = beginning.indexOf('/');
        String first = slash < 0 ? beginning : beginning.substring(0, slash);
        return PATHS.contains(condition.normalizedKey())
                && (whole || slash >= 0)
                && !ID.matcher(first).matches();
    }
}
