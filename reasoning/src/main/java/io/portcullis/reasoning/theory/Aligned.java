package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.TooComplex;
import java.util.List;
import java.util.Optional;

/**
 * Two relations of one text to the same value in the same place: where the value begins and ends is the same in both, so
 * both are about what follows it.
 */
final class Aligned {

    private Aligned() {}

    /** Makes one relation of the first two that are aligned; empty when no two are. */
    static Optional<Situation> merged(Situation now, Budget budget) throws TooComplex {
        for (Relation sure : now.relations()) {
            for (Relation other : now.relations()) {
                if (!sure.equals(other) && sure.holds() && areAligned(sure, other)) {
                    Pattern pattern = sure.patterns().getFirst();
                    Automaton rest = rest(sure, now, budget);
                    Automaton second = rest(other, now, budget);
                    Automaton both = other.holds() ? rest.and(second, budget) : rest.minus(second, budget);
                    Relation one = new Relation(sure.subject(), List.of(pattern.endingIn(both)), true);
                    return Optional.of(now.replacing(List.of(sure, other), one));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean areAligned(Relation one, Relation two) {
        if (one.subject() != two.subject()
                || one.patterns().size() != 1
                || two.patterns().size() != 1
                || !one.isReadInOnePass()) {
            return false;
        }
        Optional<List<Glob.Element>> beginning = one.patterns().getFirst().fixedBeginning();
        return beginning.isPresent()
                && beginning.equals(two.patterns().getFirst().fixedBeginning())
                && one.patterns()
                        .getFirst()
                        .slots()
                        .equals(two.patterns().getFirst().slots());
    }

    private static Automaton rest(Relation relation, Situation now, Budget budget) throws TooComplex {
        Pattern ending = new Pattern(relation.patterns().getFirst().ending());
        return Chain.of(relation.subject(), ending, budget).getFirst().share(relation.subject(), now.domains());
    }
}
