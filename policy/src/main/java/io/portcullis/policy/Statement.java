package io.portcullis.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One statement.
 *
 * @param index its place in the document, 0-based
 * @param sid the Sid element, if there is one
 * @param effect Allow or Deny
 * @param principals Principal or NotPrincipal; absent in identity policies
 * @param actions Action or NotAction
 * @param resources Resource or NotResource; absent in trust policies, and without effect when absent in key policies
 * @param conditions one entry per operator and key, in document order; all must hold
 * @param operatorBlocks the operators of the Condition element in document order, those without keys too, so that
 *     writing back loses nothing; empty when there is no Condition element
 * @param at where it begins
 * @param endOffset the offset just past its closing brace
 */
public record Statement(
        int index,
        Optional<String> sid,
        Effect effect,
        Optional<PrincipalClause> principals,
        MatchClause actions,
        Optional<MatchClause> resources,
        List<Condition> conditions,
        Optional<List<ConditionOperator>> operatorBlocks,
        Location at,
        int endOffset) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when a condition's operator is not among the blocks
     */
    public Statement {
        conditions = List.copyOf(conditions);
        operatorBlocks = operatorBlocks.map(List::copyOf);
        requireBlocks(operatorBlocks.orElse(List.of()), conditions);
    }

    /** Makes a statement with one operator block for each operator of the conditions. */
    public Statement(
            int index,
            Optional<String> sid,
            Effect effect,
            Optional<PrincipalClause> principals,
            MatchClause actions,
            Optional<MatchClause> resources,
            List<Condition> conditions,
            Location at,
            int endOffset) {
        this(index, sid, effect, principals, actions, resources, conditions, blocks(conditions), at, endOffset);
    }

    private static Optional<List<ConditionOperator>> blocks(List<Condition> conditions) {
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        conditions.stream().map(Condition::operator).distinct().toList());
    }

    /** Conditions mostly come in the order of their blocks, so each search begins where the last one ended. */
    private static void requireBlocks(List<ConditionOperator> blocks, List<Condition> conditions) {
        int block = 0;
        for (Condition condition : conditions) {
            int tried = 0;
            while (tried < blocks.size() && !blocks.get(block).equals(condition.operator())) {
                block = (block + 1) % blocks.size();
                tried++;
            }
            if (tried == blocks.size()) {
                throw new IllegalArgumentException(
                        "The operator of a condition is not among the operator blocks " + blocks);
            }
        }
    }

    /** The context keys that its conditions compare and that variables in it would fill in, in lower case. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            keys.add(condition.normalizedKey());
            addVariables(condition.values(), keys);
        }
        resources.ifPresent(clause -> addVariables(clause.values(), keys));
        return keys;
    }

    private static void addVariables(Values values, Set<String> into) {
        for (String text : values.texts()) {
            if (text.contains("${")) {
                for (Template.Part part : Template.parse(text, true, true).parts()) {
                    if (part instanceof Template.Variable variable) {
                        into.add(variable.key().toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
    }
}
