package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Effect;
import io.portcullis.reasoning.concrete.Letters;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Conditions that ignore case, where rules have letters of which it is not known whether that makes them the same. Values are
 * looked through when a condition ignores case, and once. For one thread.
 */
final class FoldedCase {

    private final List<Rule> rules;
    private Optional<Boolean> haveSuchLetters = Optional.empty();

    FoldedCase(List<Rule> rules) {
        this.rules = rules;
    }

    /** Whether it may matter to a condition: it does not while no value has such a letter, of whatever key, for keys are related. */
    boolean isDoubt(Condition condition) {
        Test test = condition.operator().test();
        return (test == Test.STRING_EQUALS_IGNORE_CASE || test == Test.STRING_NOT_EQUALS_IGNORE_CASE)
                && haveSuchLetters();
    }

    private boolean haveSuchLetters() {
        boolean have = haveSuchLetters.orElseGet(() -> rules.stream()
                .flatMap(rule -> rule.statement().conditions().stream())
                .flatMap(condition -> condition.values().texts().stream())
                .anyMatch(FoldedCase::hasSuchLetters));
        haveSuchLetters = Optional.of(have);
        return have;
    }

    private static boolean hasSuchLetters(String text) {
        return text.codePoints()
                .anyMatch(each -> Letters.SURELY_ALIKE.folded(each) != Letters.PERHAPS_ALIKE.folded(each));
    }

    /**
     * What such a condition asks; where more is in doubt than letters, nothing is sure.
     *
     * @param surely with the letters that surely are the same
     * @param perhaps with those that may be
     */
    static Part of(Effect effect, Test test, Part surely, Part perhaps, String reason) {
        if (!(surely instanceof Part.Cut narrow && perhaps instanceof Part.Cut wide)) {
            return new Part.Doubt(reason);
        }
        boolean isWide = (effect == Effect.ALLOW) != test.negated();
        return new Part.Chosen(
                isWide ? wide : narrow,
                test.negated()
                        ? new Part.Between(wide.claim(), narrow.claim(), reason)
                        : new Part.Between(narrow.claim(), wide.claim(), reason));
    }
}
