package io.portcullis.policy;

import java.util.List;

/** Policies with every place erased, to compare what they say. */
final class Placeless {

    private Placeless() {}

    static Policy of(Policy policy) {
        return new Policy(
                policy.writtenVersion(),
                policy.id(),
                policy.statements().stream().map(Placeless::of).toList(),
                policy.statementList());
    }

    private static Statement of(Statement statement) {
        return new Statement(
                statement.index(),
                statement.sid(),
                statement.effect(),
                statement.principals().map(Placeless::of),
                of(statement.actions()),
                statement.resources().map(Placeless::of),
                statement.conditions().stream().map(Placeless::of).toList(),
                statement.operatorBlocks(),
                Location.NOWHERE,
                0);
    }

    private static PrincipalClause of(PrincipalClause clause) {
        PrincipalClause.Form form = switch (clause.form()) {
            case PrincipalClause.Star star -> star;
            case PrincipalClause.ByType(List<PrincipalClause.Group> groups) ->
                new PrincipalClause.ByType(groups.stream()
                        .map(group -> new PrincipalClause.Group(group.type(), of(group.values())))
                        .toList());
        };
        return new PrincipalClause(clause.negated(), form, Location.NOWHERE);
    }

    private static MatchClause of(MatchClause clause) {
        return new MatchClause(clause.negated(), of(clause.values()));
    }

    private static Condition of(Condition condition) {
        return new Condition(condition.operator(), condition.key(), of(condition.values()), Location.NOWHERE);
    }

    private static Values of(Values values) {
        return new Values(
                values.items().stream()
                        .map(value -> new Scalar(value.text(), value.kind(), Location.NOWHERE))
                        .toList(),
                values.list());
    }
}
