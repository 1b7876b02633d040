package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Letters;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of a condition that compares texts, each read once.
 *
 * @param all the values, in the order of the document
 */
record TextValues(List<Value> all) {

    /**
     * One of them.
     *
     * @param written as the document has it
     * @param filledIn with what is known of its variables; empty when it matches nothing
     * @param texts what it matches; empty when the value of a variable in it is not known
     */
    record Value(Scalar written, Optional<Template> filledIn, Optional<Texts> texts) {}

    /** Copies the list. */
    TextValues {
        all = List.copyOf(all);
    }

    /**
     * Those of a condition.
     *
     * @param any the characters that wildcards stand for
     * @param letters which letters are alike to an operator that ignores case
     */
    static TextValues of(Condition condition, KnownVariables variables, CharSet any, Letters letters) {
        Test test = condition.operator().test();
        List<Value> all = new ArrayList<>(condition.values().items().size());
        for (Scalar written : condition.values().items()) {
            Optional<Template> filledIn = variables.fillIn(written.text(), Literals.hasGlobs(test));
            Optional<Texts> texts =
                    filledIn.isEmpty() ? Optional.of(Texts.NONE) : Literals.texts(test, filledIn.get(), any, letters);
            all.add(new Value(written, filledIn, texts));
        }
        return new TextValues(all);
    }

    /** The same values as values of their key's base. */
    TextValues on(Binding base) {
        List<Value> lifted = new ArrayList<>(all.size());
        for (Value value : all) {
            lifted.add(new Value(value.written, value.filledIn, value.texts.map(base::base)));
        }
        return new TextValues(lifted);
    }

    /** The first of which it is not known what it matches; empty when it is known of all. */
    Optional<Value> firstUnknown() {
        for (Value value : all) {
            if (value.texts.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** What those match of which it is known. */
    Texts union() {
        List<Texts> known = new ArrayList<>(all.size());
        for (Value value : all) {
            value.texts.ifPresent(known::add);
        }
        return Texts.any(known);
    }
}
