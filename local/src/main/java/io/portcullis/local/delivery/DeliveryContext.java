package io.portcullis.local.delivery;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The context keys of a delivery between services, and conditions over them. */
final class DeliveryContext {

    private static final Set<String> KNOWN =
            Set.of("aws:sourcearn", "aws:sourceaccount", "aws:sourceowner", "aws:principalaccount");

    private DeliveryContext() {}

    /**
     * Whether the condition holds.
     *
     * @param otherwise the answer for keys and operators that are not understood here
     */
    static boolean satisfied(Condition condition, Requester from, boolean otherwise) {
        ConditionOperator operator = condition.operator();
        boolean understood =
                operator.qualifier() == ConditionOperator.Qualifier.NONE && KNOWN.contains(condition.normalizedKey());
        if (!understood) {
            return otherwise;
        }
        Optional<String> value = Optional.ofNullable(values(from).get(condition.normalizedKey()));
        List<String> wanted = condition.values().texts();
        if (operator.test() == ConditionOperator.Test.NULL) {
            return wanted.contains(String.valueOf(value.isEmpty()));
        }
        return value.isPresent()
                ? holds(operator.test(), wanted, value.get(), otherwise)
                : operator.ifExists() || operator.test().negated();
    }

    private static Map<String, String> values(Requester from) {
        return switch (from) {
            case Requester.Service service ->
                Map.of("aws:sourcearn", service.sourceArn(), "aws:sourceaccount", service.account());
            case Requester.Account account ->
                Map.of("aws:sourceowner", account.account(), "aws:principalaccount", account.account());
        };
    }

    private static boolean holds(ConditionOperator.Test test, List<String> wanted, String value, boolean otherwise) {
        return switch (test) {
            case STRING_EQUALS -> wanted.contains(value);
            case STRING_NOT_EQUALS -> !wanted.contains(value);
            case STRING_EQUALS_IGNORE_CASE -> wanted.stream().anyMatch(value::equalsIgnoreCase);
            case STRING_NOT_EQUALS_IGNORE_CASE -> wanted.stream().noneMatch(value::equalsIgnoreCase);
            case STRING_LIKE ->
                wanted.stream()
                        .anyMatch(
                                pattern -> Template.parse(pattern, true, false).matches(value));
            case STRING_NOT_LIKE ->
                wanted.stream()
                        .noneMatch(
                                pattern -> Template.parse(pattern, true, false).matches(value));
            case ARN_EQUALS, ARN_LIKE -> wanted.stream().anyMatch(pattern -> arnLike(pattern, value));
            case ARN_NOT_EQUALS, ARN_NOT_LIKE -> wanted.stream().noneMatch(pattern -> arnLike(pattern, value));
            default -> otherwise;
        };
    }

    /** The six parts of an ARN match each for itself, so a star does not cross a colon. */
    private static boolean arnLike(String pattern, String value) {
        String[] patterns = pattern.split(":", 6);
        String[] values = value.split(":", 6);
        if (patterns.length != 6 || values.length != 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (!Template.parse(patterns[i], true, false).matches(values[i])) {
                return false;
            }
        }
        return true;
    }
}
