package io.portcullis.reasoning.concrete;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.Effect;
import io.portcullis.policy.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Decides conditions of one statement for one request. Where it is not known what AWS does (an empty list of values, several
 * request values under a plain operator, a value that cannot be read) or whose account calls, an Allow's condition holds and
 * a Deny's does not, so that doubt is reported. Source: IAM user guide, "Condition operators", "Multivalued context keys".
 */
final class Conditions {

    private final Request request;
    private final Rule rule;
    private final Unplaced unplaced;

    Conditions(Request request, Rule rule, Unplaced unplaced) {
        this.request = request;
        this.rule = rule;
        this.unplaced = unplaced;
    }

    /** The place of the first condition that does not hold; empty when all do. */
    OptionalInt firstUnmet() {
        List<Condition> conditions = rule.statement().conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (!holds(conditions.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private boolean holds(Condition condition) {
        return doubt(condition).isPresent() ? inDoubt() : surelyHolds(condition, request.values(condition.key()));
    }

    /** Why it is not known whether a condition holds, where AWS does not say. */
    Optional<Undocumented> doubt(Condition condition) {
        if (condition.values().items().isEmpty() || unreadable(condition)) {
            return Optional.of(Undocumented.UNREADABLE);
        }
        if (unplaced.leavesOpen(condition, rule.hasVariables(), request)) {
            return Optional.of(Undocumented.UNPLACED);
        }
        if (dependsOnNobody(condition)) {
            return Optional.of(Undocumented.VOUCHED);
        }
        if (foldsInDoubt(condition)) {
            return Optional.of(Undocumented.LETTERS);
        }
        List<String> values = request.values(condition.key());
        boolean plain = condition.operator().qualifier() == Qualifier.NONE;
        return plain
                        && isComparison(condition)
                        && values.size() > 1
                        && values.stream().anyMatch(passes(condition))
                ? Optional.of(Undocumented.SEVERAL)
                : Optional.empty();
    }

    private boolean dependsOnNobody(Condition condition) {
        return PerhapsNobody.is(request)
                && PerhapsNobody.has(condition.key())
                        .filter(nobody -> surelyHolds(condition, List.of()) != surelyHolds(condition, List.of(nobody)))
                        .isPresent();
    }

    private static boolean isComparison(Condition condition) {
        return condition.operator().test() != ConditionOperator.Test.NULL;
    }

    private Predicate<String> passes(Condition condition) {
        return value -> condition.operator().test().negated() != anyMatches(condition, value, Letters.PERHAPS_ALIKE);
    }

    private boolean foldsInDoubt(Condition condition) {
        ConditionOperator.Test test = condition.operator().test();
        return (test == ConditionOperator.Test.STRING_EQUALS_IGNORE_CASE
                        || test == ConditionOperator.Test.STRING_NOT_EQUALS_IGNORE_CASE)
                && request.values(condition.key()).stream()
                        .anyMatch(value -> anyMatches(condition, value, Letters.PERHAPS_ALIKE)
                                && !anyMatches(condition, value, Letters.SURELY_ALIKE));
    }

    private boolean surelyHolds(Condition condition, List<String> values) {
        ConditionOperator operator = condition.operator();
        boolean unknown = Unplaced.has(condition.normalizedKey(), request);
        if (!isComparison(condition)) {
            return nullHolds(condition, values.isEmpty() && !unknown);
        }
        if (unknown) {
            // The condition names trusted accounts alone.
            return operator.test().negated();
        }
        if (values.isEmpty()) {
            return operator.ifExists()
                    || operator.qualifier() == Qualifier.FOR_ALL_VALUES
                    || (operator.qualifier() == Qualifier.NONE
                            && operator.test().negated());
        }
        return switch (operator.qualifier()) {
            case FOR_ALL_VALUES -> values.stream().allMatch(passes(condition));
            case FOR_ANY_VALUE, NONE -> values.stream().anyMatch(passes(condition));
        };
    }

    private static boolean nullHolds(Condition condition, boolean absent) {
        // ForAllValues:Null is always true, ForAnyValue:Null always false (observed by others).
        return switch (condition.operator().qualifier()) {
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
            case NONE ->
                condition.values().texts().stream().anyMatch(text -> text.equalsIgnoreCase(Boolean.toString(absent)));
        };
    }

    private boolean inDoubt() {
        return rule.statement().effect() == Effect.ALLOW;
    }

    private boolean unreadable(Condition condition) {
        if (!isComparison(condition)) {
            return condition.operator().qualifier() == Qualifier.NONE
                    && !condition.values().texts().stream().allMatch(text -> text.matches("(?i)true|false"));
        }
        for (Scalar value : condition.values().items()) {
            if (!Comparisons.readable(condition.operator().test(), value, rule.hasVariables())) {
                return true;
            }
        }
        return false;
    }

    private boolean anyMatches(Condition condition, String value, Letters letters) {
        for (Scalar wanted : condition.values().items()) {
            if (matches(condition.operator().test(), wanted, value, letters)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(ConditionOperator.Test test, Scalar wanted, String value, Letters letters) {
        Wildcards wildcards = new Wildcards(request);
        boolean variables = rule.hasVariables();
        return switch (test) {
            case STRING_EQUALS, STRING_NOT_EQUALS, BINARY_EQUALS ->
                wildcards.matches(wanted.text(), false, variables, value, Letters.EXACT);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL ->
                wildcards.matches(wanted.text(), false, variables, value, letters);
            case STRING_LIKE, STRING_NOT_LIKE ->
                wildcards.matches(wanted.text(), true, variables, value, Letters.EXACT);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
                wildcards.matchesArn(wanted.text(), variables, value);
            case NUMERIC_EQUALS,
                    NUMERIC_NOT_EQUALS,
                    NUMERIC_LESS_THAN,
                    NUMERIC_LESS_THAN_EQUALS,
                    NUMERIC_GREATER_THAN,
                    NUMERIC_GREATER_THAN_EQUALS,
                    DATE_EQUALS,
                    DATE_NOT_EQUALS,
                    DATE_LESS_THAN,
                    DATE_LESS_THAN_EQUALS,
                    DATE_GREATER_THAN,
                    DATE_GREATER_THAN_EQUALS,
                    IP_ADDRESS,
                    NOT_IP_ADDRESS -> Comparisons.matches(test, wanted.text(), value);
            case NULL -> throw new IllegalStateException("Null is decided apart");
        };
    }
}
