package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.Scalar;
import java.util.List;
import java.util.function.Predicate;

/**
 * Conditions of which AWS does not say what they compare: truth values that are none, bytes, numbers with an exponent as text.
 * Numbers, dates and addresses are told where they are read.
 */
final class Unreadable {

    private Unreadable() {}

    /** Whether a condition is such a one; {@code variables} says whether its values may have variables. */
    static boolean is(Condition condition, boolean variables) {
        return switch (condition.operator().test().family()) {
            case NULL -> condition.operator().qualifier() == Qualifier.NONE && any(condition, text -> !isTruth(text));
            case BOOL -> any(condition, text -> !isTruth(text) && !(variables && text.contains("${")));
            case BINARY -> true;
            case STRING, ARN -> anyHasExponent(condition.values().items());
            case NUMERIC, DATE, IP -> false;
        };
    }

    private static boolean any(Condition condition, Predicate<String> unreadable) {
        return condition.values().texts().stream().anyMatch(unreadable);
    }

    private static boolean isTruth(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private static boolean anyHasExponent(List<Scalar> values) {
        for (Scalar value : values) {
            if (hasExponent(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value is a number whose text may be written otherwise. */
    static boolean hasExponent(Scalar value) {
        return value.kind() == Scalar.Kind.NUMBER
                && (value.text().contains("e") || value.text().contains("E"));
    }
}
