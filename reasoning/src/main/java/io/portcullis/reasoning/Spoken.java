package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.concrete.Rule;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A statement by its words alone, whatever they mean and in whatever order they stand.
 *
 * @param version by which the words are understood
 * @param principals whom it names; empty without such an element
 * @param actions in lower case
 * @param resources empty without such an element
 * @param tests the conditions
 */
record Spoken(
        LanguageVersion version,
        Optional<Words> principals,
        Words actions,
        Optional<Words> resources,
        Set<Test> tests) {

    /** An element, or a condition. */
    sealed interface Element {}

    /**
     * The words of an element.
     *
     * @param negated whether it is about all others
     * @param words the words
     */
    record Words(boolean negated, Set<?> words) implements Element {
        private boolean cover(Words other) {
            return negated == other.negated
                    && (negated ? other.words.containsAll(words) : words.containsAll(other.words));
        }
    }

    /**
     * A condition.
     *
     * @param operator with its qualifier
     * @param key the normalized name
     * @param values as written
     */
    record Test(ConditionOperator operator, String key, Set<Value> values) implements Element {}

    /**
     * A value of a condition.
     *
     * @param text as written
     * @param exponent whether it is a number with one, which is not known to mean its text
     */
    record Value(String text, boolean exponent) {
        private static Value of(Scalar value) {
            return new Value(value.text(), Unreadable.hasExponent(value));
        }
    }

    /** The words of a statement. */
    static Spoken of(Rule rule) {
        Statement statement = rule.statement();
        return new Spoken(
                rule.version(),
                statement.principals().map(Spoken::principals),
                words(statement.actions(), text -> text.toLowerCase(Locale.ROOT)),
                statement.resources().map(Spoken::resources),
                statement.conditions().stream().map(Spoken::test).collect(Collectors.toSet()));
    }

    /** The words of a Principal or NotPrincipal element. The bare {@code *} may say more than {@code {"AWS": "*"}}. */
    static Words principals(PrincipalClause clause) {
        Set<Object> words = new HashSet<>(clause.principals());
        if (clause.form() instanceof PrincipalClause.Star) {
            words.add(clause.form());
        }
        return new Words(clause.negated(), words);
    }

    /** The words of a Resource or NotResource element. */
    static Words resources(MatchClause clause) {
        return words(clause, UnaryOperator.identity());
    }

    /** The words of a condition. */
    static Test test(Condition condition) {
        return new Test(
                condition.operator(),
                condition.normalizedKey(),
                condition.values().items().stream().map(Value::of).collect(Collectors.toSet()));
    }

    private static Words words(MatchClause clause, UnaryOperator<String> form) {
        return new Words(
                clause.negated(), clause.values().texts().stream().map(form).collect(Collectors.toSet()));
    }

    /** The same statement of no actions. */
    Spoken ofNoActions() {
        return new Spoken(version, principals, new Words(false, Set.of()), resources, tests);
    }

    /** Whether it has all elements without which it speaks of nothing. */
    boolean isWhole() {
        return principals.isPresent() && resources.isPresent();
    }

    /** Whether, element by element, its words say all that those of another statement of the same effect do. */
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
