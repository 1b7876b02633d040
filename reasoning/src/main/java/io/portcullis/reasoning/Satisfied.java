package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.reasoning.text.Texts;
import java.util.function.Supplier;

/**
 * By what a condition is satisfied. Source: IAM user guide, "Condition operators", "IfExists", "Null", "Set operators for
 * multivalued context keys". That {@code ForAllValues:Null} is always true and {@code ForAnyValue:Null} never was observed by
 * others.
 */
record Satisfied(Condition condition) {

    /** Whether by a key that is not there. */
    boolean byNothing() {
        ConditionOperator operator = condition.operator();
        return operator.test() == Test.NULL
                ? byPresence(false)
                : operator.ifExists()
                        || operator.qualifier() == Qualifier.FOR_ALL_VALUES
                        || (operator.qualifier() == Qualifier.NONE
                                && operator.test().negated());
    }

    /**
     * Whether by a key of one text.
     *
     * @param listed the texts that the condition lists, where it compares
     */
    boolean by(String text, Supplier<Texts> listed) {
        Test test = condition.operator().test();
        return test == Test.NULL ? byPresence(true) : listed.get().has(text) != test.negated();
    }

    private boolean byPresence(boolean there) {
        return switch (condition.operator().qualifier()) {
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> false;
            case NONE -> asksFor(there);
        };
    }

    /** Whether a test of presence asks for this, among others. */
    boolean asksFor(boolean there) {
        return condition.values().texts().stream().anyMatch(Boolean.toString(!there)::equalsIgnoreCase);
    }
}
