package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A variable that is a field of a text, which may be one of many texts while the field has few values: each value in turn,
 * and the variable is gone.
 */
final class FewValues {

    private final Situation now;
    private final Budget budget;

    private FewValues(Situation now, Budget budget) {
        this.now = now;
        this.budget = budget;
    }

    /**
     * The situations that there may be, each with a value known: together they have the same solutions.
     *
     * @param most values of a variable, at most
     * @return empty when no variable has so few
     */
    static Optional<List<Situation>> each(Situation now, int most, Budget budget) throws TooComplex {
        FewValues few = new FewValues(now, budget);
        Set<Pattern.Variable> seen = new LinkedHashSet<>();
        for (Relation relation : now.relations()) {
            for (Pattern pattern : relation.patterns()) {
                for (Pattern.Slot slot : pattern.slots()) {
                    boolean ofAnother = slot.variable().text() != relation.subject();
                    if (ofAnother && !slot.variable().isWholeText() && seen.add(slot.variable())) {
                        Optional<List<Situation>> cases = few.cases(relation.subject(), slot.variable(), most);
                        if (cases.isPresent()) {
                            return cases;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Any other text will do for the value while it is read off. */
    private Optional<List<Situation>> cases(int other, Pattern.Variable variable, int most) throws TooComplex {
        Automaton texts = now.domains().get(variable.text());
        Automaton all = Tests.automaton(List.of(Language.ALL), List.of(), budget);
        boolean haveNone = !texts.minus(having(other, variable, all), budget).isEmpty();
        Automaton.Words values = words(share(other, variable, now.domains(), other), most);
        if (haveNone || !values.all()) {
            return Optional.empty();
        }
        List<Situation> cases = new ArrayList<>();
        for (String value : values.texts()) {
            Automaton only = Tests.automaton(List.of(Language.of(Glob.literal(value))), List.of(), budget);
            Automaton left = texts.and(having(other, variable, only), budget);
            cases.add(now.filled(variable, value).confined(variable.text(), left));
        }
        return Optional.of(cases);
    }

    private Automaton.Words words(Automaton values, int most) throws TooComplex {
        budget.spend((long) most * values.edges().size());
        return values.words(most);
    }

    /** The texts whose field has one of some values. */
    private Automaton having(int other, Pattern.Variable variable, Automaton values) throws TooComplex {
        List<Automaton> domains = new ArrayList<>(now.domains());
        domains.set(other, values);
        return share(other, variable, domains, variable.text());
    }

    private Automaton share(int other, Pattern.Variable variable, List<Automaton> domains, int target)
            throws TooComplex {
        List<Automaton> shares = new ArrayList<>();
        Pattern value = new Pattern(List.of(new Pattern.Slot(variable, CharSet.ANY, false)));
        for (Chain chain : Chain.of(other, value, budget)) {
            shares.add(chain.share(target, domains));
        }
        return shares.isEmpty() ? Automaton.NOTHING : Automaton.union(shares, budget);
    }
}
