package io.portcullis.policy;

import java.util.Locale;
import java.util.Objects;

/**
 * One test of one context key: an operator block with several keys reads as several conditions, all of which must hold.
 * Immutable; equal when operator, key as written, values and place are.
 */
public final class Condition {

    private final ConditionOperator operator;
    private final String key;
    private final String normalizedKey;
    private final Values values;
    private final Location at;

    /**
     * Makes a condition.
     *
     * @param operator the operator with its qualifiers
     * @param key the context key as written
     * @param values the values; any may match for a plain operator, none may for a negated one
     * @param at where the key stands
     */
    public Condition(ConditionOperator operator, String key, Values values, Location at) {
        this(operator, key, key.toLowerCase(Locale.ROOT), values, at);
    }

    /** Makes a condition whose key is at hand in lower case already. */
    Condition(ConditionOperator operator, String key, String normalizedKey, Values values, Location at) {
        this.operator = operator;
        this.key = key;
        this.normalizedKey = normalizedKey;
        this.values = values;
        this.at = at;
    }

    /** The operator with its qualifiers. */
    public ConditionOperator operator() {
        return operator;
    }

    /** The context key as written; keys are case-insensitive, so compare with {@link #normalizedKey}. */
    public String key() {
        return key;
    }

    /** The key in lower case, the form in which keys are compared. */
    public String normalizedKey() {
        return normalizedKey;
    }

    /** The values; any may match for a plain operator, none may for a negated one. */
    public Values values() {
        return values;
    }

    /** Where the key stands. */
    public Location at() {
        return at;
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Condition that
                        && operator.equals(that.operator)
                        && key.equals(that.key)
                        && values.equals(that.values)
                        && at.equals(that.at));
    }

    @Override
    public int hashCode() {
        return Objects.hash(operator, key, values, at);
    }

    @Override
    public String toString() {
        return "Condition[operator=" + operator + ", key=" + key + ", values=" + values + ", at=" + at + "]";
    }
}
