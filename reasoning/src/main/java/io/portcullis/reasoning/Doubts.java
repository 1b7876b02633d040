package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Scalar;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.concrete.Undocumented;
import java.util.List;

/**
 * What is said of a condition whose meaning or whose values are not known: which one it is, and the way out.
 *
 * @param rule the rule; its name, in which lines are counted, is only asked for where something is said
 * @param condition the condition
 */
record Doubts(Rule rule, Condition condition) {

    private String tested() {
        return rule.name() + " compares " + condition.key();
    }

    private String testedBy() {
        return tested() + " by " + condition.operator().written();
    }

    /** It has no value, or one that cannot be read. */
    String unreadable() {
        return tested() + Undocumented.UNREADABLE.words();
    }

    /** Its values are taken to be others than what its operator compares. */
    String mixed(String others) {
        return testedBy() + ", while AWS or another condition takes its values to be " + others
                + "; compare a key by operators of one kind";
    }

    /** It compares values of a line as text. */
    String spelling() {
        return testedBy() + ", and the texts of such values are not documented so closely; compare it as what it is";
    }

    /** It compares a list without a set qualifier. */
    String several() {
        return tested() + Undocumented.SEVERAL.words();
    }

    /** It ignores case of letters of which it is not known whether they are the same. */
    String letters() {
        return tested() + Undocumented.LETTERS.words();
    }

    /** It asks who calls, of callers of whom that is not known. */
    String unplaced() {
        return tested() + Undocumented.UNPLACED.words();
    }

    /** It asks who calls, of callers who may be nobody to AWS. */
    String vouched() {
        return tested() + Undocumented.VOUCHED.words();
    }

    /** Its value fills in a variable, and no search within bounds told the two apart. */
    String filledIn(Scalar value) {
        return tested() + " with \"" + value.text()
                + "\", and whether the variable's value can make the two match is not decided within bounds";
    }

    /** Its value fills in a variable where that is not decided. */
    String notFollowed(Scalar value) {
        return testedBy() + " with \"" + value.text()
                + "\", and where the variable is no single text (a list, a number, a time, an address), or the key is no"
                + " text or is told by the kind of the caller, that is not followed";
    }

    /** A key is only there in requests to its service, or in most of these, and a rule speaks of others too. */
    static String elsewhere(String rule, ContextKey key) {
        String service = key.service().orElseThrow();
        List<String> lacking = LackingKeys.actions(key.normalized());
        return rule + " asks for " + key.name() + " of requests to other services than " + service
                + (lacking.isEmpty()
                        ? ", which do not have it; name the service's actions alone"
                        : ", or for one of " + String.join(", ", lacking)
                                + ", which may not have it; name other actions alone, or keys as resources");
    }
}
