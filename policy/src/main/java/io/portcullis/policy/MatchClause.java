package io.portcullis.policy;

/**
 * Action, NotAction, Resource or NotResource.
 *
 * @param negated whether it is the Not form: everything but the values
 * @param values the patterns
 */
public record MatchClause(boolean negated, Values values) {}
