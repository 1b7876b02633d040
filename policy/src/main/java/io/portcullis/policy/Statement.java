package io.portcullis.policy;

import java.util.List;
import java.util.Optional;

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
        Location at,
        int endOffset) {

    /** Copies the conditions. */
    public Statement {
        conditions = List.copyOf(conditions);
    }
}
