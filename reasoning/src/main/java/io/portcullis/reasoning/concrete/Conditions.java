package io.portcullis.reasoning.concrete;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.Effect;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Template;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Decides conditions of one statement for one request. Where AWS's behaviour is not known (an empty list of values,
 * several request values under a plain operator, a value that cannot be read) an Allow's condition holds and a Deny's does
 * not, so that doubt is reported. Source: IAM user guide, "Condition operators", "Multivalued context keys".
 */
final class Conditions {

    private final Request request;
    private final Rule rule;

    Conditions(Request request, Rule rule) {
        this.request = request;
        this.rule = rule;
    }

    /** The place of the first condition that does not hold; empty when all do. */
    OptionalInt firstUnmet() {
        List<Condition> conditions = rule.statement().conditions();
        return IntStream.range(0, conditions.size())
                .filter(i -> !holds(conditions.get(i)))
                .findFirst();
    }

    private boolean holds(Condition condition) {
        ConditionOperator operator = condition.operator();
        List<String> values = request.values(condition.key());
        if (operator.test() == ConditionOperator.Test.NULL) {
            return nullHolds(condition, values);
        }
        if (condition.values().items().isEmpty() || unreadable(condition)) {
            return inDoubt();
        }
        Predicate<String> passes = value -> operator.test().negated() != anyMatches(condition, value);
        if (values.isEmpty()) {
            return operator.ifExists()
                    || operator.qualifier() == Qualifier.FOR_ALL_VALUES
                    || (operator.qualifier() == Qualifier.NONE
                            && operator.test().negated());
        }
        return switch (operator.qualifier()) {
            case FOR_ALL_VALUES -> values.stream().allMatch(passes);
            case FOR_ANY_VALUE -> values.stream().anyMatch(passes);
            case NONE ->
                values.size() == 1
                        ? passes.test(values.getFirst())
                        : inDoubt() && values.stream().anyMatch(passes);
        };
    }

    private boolean nullHolds(Condition condition, List<String> values) {
        // ForAllValues:Null is always true, ForAnyValue:Null always false (observed by others).
        boolean readable = !condition.values().items().isEmpty()
                && condition.values().texts().stream()
                        .allMatch(text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
        return switch (condition.operator().qualifier()) {
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
            case NONE ->
                !readable
                        ? inDoubt()
                        : condition.values().texts().stream()
                                .anyMatch(text -> text.equalsIgnoreCase(Boolean.toString(values.isEmpty())));
        };
    }

    private boolean inDoubt() {
        return rule.statement().effect() == Effect.ALLOW;
    }

    private static boolean unreadable(Condition condition) {
        return condition.values().items().stream()
                .anyMatch(value -> !Comparisons.readable(condition.operator().test(), value.text()));
    }

    private boolean anyMatches(Condition condition, String value) {
        return condition.values().items().stream()
                .anyMatch(wanted -> matches(condition.operator().test(), wanted, value));
    }

    private boolean matches(ConditionOperator.Test test, Scalar wanted, String value) {
        Wildcards wildcards = new Wildcards(request);
        return switch (test) {
            case STRING_EQUALS, STRING_NOT_EQUALS, BINARY_EQUALS ->
                wildcards.matches(template(wanted, false), value, false);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL ->
                wildcards.matches(template(wanted, false), value, true);
            case STRING_LIKE, STRING_NOT_LIKE -> wildcards.matches(template(wanted, true), value, false);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
                wildcards.matchesArn(template(wanted, true), value);
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

    private Template template(Scalar wanted, boolean globs) {
        return Template.parse(wanted.text(), globs, rule.hasVariables());
    }
}
