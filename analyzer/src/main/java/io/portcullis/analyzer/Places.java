package io.portcullis.analyzer;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Location;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import java.util.List;
import java.util.Optional;

/** Marks the elements of one statement. */
final class Places {

    private final Statement statement;

    Places(Statement statement) {
        this.statement = statement;
    }

    /** The values of Principal or NotPrincipal; of a statement without one, where the statement begins. */
    Reason.Mark principals(boolean decisive, String note) {
        Optional<PrincipalClause> clause = statement.principals();
        List<Scalar> values = clause.map(Places::values).orElse(List.of());
        Location otherwise = clause.map(PrincipalClause::at).orElse(statement.at());
        return mark(values, otherwise, decisive, note);
    }

    private static List<Scalar> values(PrincipalClause clause) {
        return switch (clause.form()) {
            case PrincipalClause.Star ignored -> List.of();
            case PrincipalClause.ByType byType ->
                byType.groups().stream()
                        .flatMap(group -> group.values().items().stream())
                        .toList();
        };
    }

    /** The values of Action or NotAction. */
    Reason.Mark actions(boolean decisive, String note) {
        return mark(statement.actions().values().items(), statement.at(), decisive, note);
    }

    /** The values of Resource or NotResource; of a statement without one, where the statement begins. */
    Reason.Mark resources(boolean decisive, String note) {
        List<Scalar> values =
                statement.resources().map(clause -> clause.values().items()).orElse(List.of());
        return mark(values, statement.at(), decisive, note);
    }

    /** A condition, from its key to its last value. */
    Reason.Mark test(int index, boolean decisive, String note) {
        Condition condition = statement.conditions().get(index);
        List<Scalar> values = condition.values().items();
        Location last = values.isEmpty() ? condition.at() : values.getLast().at();
        return new Reason.Mark(condition.at(), last, decisive, note);
    }

    /** Where the statement begins. */
    Reason.Mark statement(boolean decisive, String note) {
        return mark(statement.at(), decisive, note);
    }

    static Reason.Mark mark(Location at, boolean decisive, String note) {
        return new Reason.Mark(at, at, decisive, note);
    }

    private static Reason.Mark mark(List<Scalar> values, Location otherwise, boolean decisive, String note) {
        // What a statement is taken to say although it does not is written nowhere.
        return values.isEmpty() || values.getFirst().at().equals(Location.NOWHERE)
                ? mark(otherwise, decisive, note)
                : new Reason.Mark(values.getFirst().at(), values.getLast().at(), decisive, note);
    }
}
