package io.portcullis.policy;

/**
 * One test of one context key: an operator block with several keys reads as several conditions, all of which must hold.
 *
 * @param operator the operator with its qualifiers
 * @param key the context key as written; keys are case-insensitive, so compare with {@link #normalizedKey}
 * @param values the values; any may match for a plain operator, none may for a negated one
 * @param at where the key stands
 */
public record Condition(ConditionOperator operator, String key, Values values, Location at) {

    /** The key in lower case, the form in which keys are compared. */
    public String normalizedKey() {
        return key.toLowerCase(java.util.Locale.ROOT);
    }
}
