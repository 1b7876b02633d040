package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.reasoning.concrete.Unplaced;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Sees at a glance that only trusted callers of the zone's own partition meet a condition. */
final class Insiders {

    private static final Set<Test> TEXT = Set.of(Test.STRING_EQUALS, Test.STRING_LIKE);
    private static final Set<Test> ARN = Set.of(Test.ARN_EQUALS, Test.ARN_LIKE);

    private final Zone zone;

    Insiders(Zone zone) {
        this.zone = zone;
    }

    /** Whether nobody else meets it, whoever lacks the key included; false says nothing. */
    boolean onlyMeet(Condition condition) {
        return switch (condition.normalizedKey()) {
            case "aws:principalorgid" -> demands(condition, Qualifier.NONE, false, this::isOwn);
            case "aws:principalorgpaths" -> demands(condition, Qualifier.FOR_ANY_VALUE, false, this::isBelowOwn);
            case "aws:principalaccount", "kms:calleraccount" ->
                demands(condition, Qualifier.NONE, false, zone.accounts()::contains);
            case "aws:principalarn" ->
                demands(condition, Qualifier.NONE, true, new Unplaced(zone.partition(), zone.accounts())::isTrusted);
            default -> false;
        };
    }

    private static boolean demands(Condition condition, Qualifier qualifier, boolean arns, Predicate<String> trusted) {
        ConditionOperator operator = condition.operator();
        boolean positive = TEXT.contains(operator.test()) || (arns && ARN.contains(operator.test()));
        return positive && operator.qualifier() == qualifier && !operator.ifExists() && all(condition, trusted);
    }

    private static boolean all(Condition condition, Predicate<String> trusted) {
        List<String> values = condition.values().texts();
        for (int i = 0; i < values.size(); i++) {
            if (!trusted.test(values.get(i))) {
                return false;
            }
        }
        return !values.isEmpty();
    }

    private boolean isOwn(String organization) {
        return zone.organization().isPresent()
                && organization.equals(zone.organization().get());
    }

    /** Whether the path begins with the trusted organization: the id is whole, and no wildcard or variable stands in it. */
    private boolean isBelowOwn(String path) {
        int end = path.indexOf('/');
        return end >= 0 && isOwn(path.substring(0, end));
    }
}
