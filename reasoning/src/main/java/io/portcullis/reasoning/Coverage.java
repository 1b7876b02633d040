package io.portcullis.reasoning;

import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Statements that stand in another one by their words alone, element by element: no matter what the words mean, so that
 * unknown behaviour of AWS and variables, which are the same in both, are no doubt. For one thread.
 */
final class Coverage {

    /** Pairs of statements that are held against each other; after that only statements of the same words are seen. */
    private static final int MOST = 250_000;

    private record Test(ConditionOperator operator, String key, Set<String> values) {}

    /** The words of an element. */
    private record Words(boolean negated, Set<?> words) {
        boolean cover(Words other) {
            return negated == other.negated
                    && (negated ? other.words.containsAll(words) : words.containsAll(other.words));
        }
    }

    private record Spoken(
            LanguageVersion version,
            Optional<Words> principals,
            Words actions,
            Optional<Words> resources,
            Set<Test> tests) {

        static Spoken of(Rule rule) {
            Statement statement = rule.statement();
            return new Spoken(
                    rule.version(),
                    statement.principals().map(clause -> new Words(clause.negated(), Set.copyOf(clause.principals()))),
                    words(statement.actions(), text -> text.toLowerCase(Locale.ROOT)),
                    statement.resources().map(clause -> words(clause, UnaryOperator.identity())),
                    statement.conditions().stream()
                            .map(condition -> new Test(
                                    condition.operator(),
                                    condition.normalizedKey(),
                                    Set.copyOf(condition.values().texts())))
                            .collect(Collectors.toSet()));
        }

        private static Words words(MatchClause clause, UnaryOperator<String> form) {
            return new Words(
                    clause.negated(), clause.values().texts().stream().map(form).collect(Collectors.toSet()));
        }

        boolean covers(Spoken narrower) {
            return version == narrower.version
                    && principals.isPresent()
                    && resources.isPresent()
                    && narrower.principals
                            .map(clause -> principals.get().cover(clause))
                            .orElse(true)
                    && cover(actions, narrower.actions)
                    && narrower.resources
                            .map(clause -> cover(resources.get(), clause))
                            .orElse(true)
                    && narrower.tests.containsAll(tests);
        }

        private static boolean cover(Words wider, Words narrower) {
            return (!wider.negated && wider.words.contains("*")) || wider.cover(narrower);
        }
    }

    private final List<Spoken> wider;
    private final Set<Spoken> same;
    private int pairs;

    /** By these statements, all of one effect. */
    Coverage(List<Rule> wider) {
        this.wider = wider.stream().map(Spoken::of).toList();
        this.same = this.wider.stream()
                .filter(each -> each.principals.isPresent() && each.resources.isPresent())
                .collect(Collectors.toSet());
    }

    /** Whether one of them speaks of every request of a statement of the same effect, as far as a bounded look shows. */
    boolean covers(Rule rule) {
        Spoken own = Spoken.of(rule);
        if (same.contains(own)) {
            return true;
        }
        for (Spoken each : wider) {
            if (++pairs > MOST) {
                return false;
            }
            if (each.covers(own)) {
                return true;
            }
        }
        return false;
    }
}
