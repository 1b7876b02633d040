package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.concrete.Rule;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Statements that stand in another one by their words alone, element by element: no matter what the words mean, so that
 * unknown behaviour of AWS and variables, which are the same in both, are no doubt.
 */
final class Coverage {

    private record Test(ConditionOperator operator, String key, Set<String> values) {}

    private Coverage() {}

    /** Whether one of these speaks of every request of the statement; all have the same effect. */
    static boolean covers(List<Rule> wider, Rule rule) {
        return wider.stream().anyMatch(other -> covers(other, rule));
    }

    private static boolean covers(Rule wide, Rule narrow) {
        Statement wider = wide.statement();
        Statement narrower = narrow.statement();
        return wide.version() == narrow.version()
                && wider.principals().isPresent()
                && wider.resources().isPresent()
                && narrower.principals()
                        .map(clause -> covers(wider.principals().get(), clause))
                        .orElse(true)
                && covers(wider.actions(), narrower.actions(), text -> text.toLowerCase(Locale.ROOT))
                && narrower.resources()
                        .map(clause -> covers(wider.resources().get(), clause, UnaryOperator.identity()))
                        .orElse(true)
                && tests(narrower).containsAll(tests(wider));
    }

    private static boolean covers(PrincipalClause wider, PrincipalClause narrower) {
        Set<Principal> more = new HashSet<>(wider.principals());
        Set<Principal> fewer = new HashSet<>(narrower.principals());
        return inside(wider.negated(), more, narrower.negated(), fewer);
    }

    private static boolean covers(MatchClause wider, MatchClause narrower, UnaryOperator<String> form) {
        Set<String> more = texts(wider, form);
        return (!wider.negated() && more.contains("*"))
                || inside(wider.negated(), more, narrower.negated(), texts(narrower, form));
    }

    private static Set<String> texts(MatchClause clause, UnaryOperator<String> form) {
        Set<String> texts = new HashSet<>();
        clause.values().texts().forEach(text -> texts.add(form.apply(text)));
        return texts;
    }

    private static boolean inside(
            boolean widerNegated, Collection<?> wider, boolean narrowerNegated, Collection<?> narrower) {
        return widerNegated == narrowerNegated
                && (widerNegated ? narrower.containsAll(wider) : wider.containsAll(narrower));
    }

    private static Set<Test> tests(Statement statement) {
        Set<Test> tests = new HashSet<>();
        for (Condition condition : statement.conditions()) {
            tests.add(new Test(
                    condition.operator(),
                    condition.normalizedKey(),
                    Set.copyOf(condition.values().texts())));
        }
        return tests;
    }
}
