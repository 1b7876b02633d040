package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Effect;
import io.portcullis.reasoning.concrete.Letters;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;

/** Conditions that ignore case, where a policy has letters of which it is not known whether that makes them the same. */
final class FoldedCase {

    private FoldedCase() {}

    /** Whether it may matter to a condition: it does not while no value has such a letter, of whatever key, for keys are related. */
    static boolean isDoubt(List<Rule> rules, Condition condition) {
        Test test = condition.operator().test();
        return (test == Test.STRING_EQUALS_IGNORE_CASE || test == Test.STRING_NOT_EQUALS_IGNORE_CASE)
                && rules.stream()
                        .flatMap(rule -> rule.statement().conditions().stream())
                        .flatMap(other -> other.values().texts().stream())
                        .anyMatch(FoldedCase::hasSuchLetters);
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
