package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Two relations of one text to the same value: where the value can only stand in the same place for both, both are about
 * what comes before it and what comes after it, and together they are one relation.
 */
final class Aligned {

    private final Situation now;
    private final Budget budget;

    private Aligned(Situation now, Budget budget) {
        this.now = now;
        this.budget = budget;
    }

    /** Makes one relation of the first two that are aligned, or of which one says all; empty when no two are. */
    static Optional<Situation> merged(Situation now, Budget budget) throws TooComplex {
        Aligned aligned = new Aligned(now, budget);
        budget.spend((long) now.relations().size() * now.relations().size());
        for (Relation sure : now.relations()) {
            for (Relation other : now.relations()) {
                if (sure.holds() && aligned.areOfOneValue(sure, other) && !sure.equals(other)) {
                    Optional<Relation> both = aligned.together(aligned.sides(sure), aligned.sides(other));
                    if (both.isPresent()) {
                        return Optional.of(now.replacing(List.of(sure, other), both.get()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What a text is about a value.
     *
     * @param relation to the value
     * @param before the texts before it
     * @param values the values
     * @param after the texts after it
     */
    private record Sides(Relation relation, Automaton before, Automaton values, Automaton after) {
        Pattern pattern() {
            return relation.patterns().getFirst();
        }

        Pattern.Slot slot() {
            return pattern().slots().getFirst();
        }
    }

    private boolean areOfOneValue(Relation one, Relation two) throws TooComplex {
        if (one.subject() != two.subject()
                || one.patterns().size() != 1
                || two.patterns().size() != 1
                || !one.isReadInOnePass()) {
            return false;
        }
        List<Pattern.Slot> first = one.patterns().getFirst().slots();
        List<Pattern.Slot> second = two.patterns().getFirst().slots();
        return first.size() == 1
                && second.size() == 1
                && first.getFirst().variable().equals(second.getFirst().variable())
                && (first.getFirst().any().equals(second.getFirst().any())
                        || (mayStand(one.subject(), first.getFirst()) && mayStand(one.subject(), second.getFirst())));
    }

    /** Whether every value the variable can have may stand in the slot. */
    private boolean mayStand(int subject, Pattern.Slot slot) throws TooComplex {
        Automaton all = values(subject, new Pattern.Slot(slot.variable(), CharSet.ANY, slot.anyCase()));
        Glob standing = Glob.EMPTY.many(slot.any());
        return all.minus(Tests.automaton(List.of(Language.of(standing)), List.of(), budget), budget)
                .isEmpty();
    }

    private Automaton values(int subject, Pattern.Slot slot) throws TooComplex {
        return share(subject, List.of(slot));
    }

    private Automaton share(int subject, List<Pattern.Piece> pieces) throws TooComplex {
        List<Automaton> shares = new ArrayList<>();
        for (Chain chain : Chain.of(subject, new Pattern(pieces), budget)) {
            shares.add(chain.share(subject, now.domains()));
        }
        return Automaton.union(shares, budget);
    }

    private Sides sides(Relation relation) throws TooComplex {
        Pattern pattern = relation.patterns().getFirst();
        return new Sides(
                relation,
                share(relation.subject(), pattern.beginning()),
                values(relation.subject(), pattern.slots().getFirst()),
                share(relation.subject(), pattern.ending()));
    }

    private boolean areAligned(Sides one, Sides two) throws TooComplex {
        return equalLength(one.pattern().beginning(), two.pattern().beginning())
                || equalLength(one.pattern().ending(), two.pattern().ending())
                || !isInTwoPlaces(one, two);
    }

    private static boolean equalLength(List<Pattern.Piece> one, List<Pattern.Piece> two) {
        OptionalInt length = Pattern.length(one);
        return length.isPresent() && length.equals(Pattern.length(two));
    }

    /** Whether some text has values in different places for the two, be they equal or not. */
    private boolean isInTwoPlaces(Sides one, Sides two) throws TooComplex {
        List<Automaton> first = List.of(one.before, one.values, one.after);
        List<Automaton> second = List.of(two.before, two.values, two.after);
        boolean readable = Stream.concat(first.stream(), second.stream()).noneMatch(Automaton::isEmpty);
        return readable
                && Places.areTwo(
                        now.domains().get(one.relation.subject()), new Places(first), new Places(second), budget);
    }

    /** What both say together; empty when that is not known. */
    private Optional<Relation> together(Sides one, Sides two) throws TooComplex {
        boolean sameCase = one.slot().anyCase() == two.slot().anyCase() || !Characters.haveCase(one.values);
        boolean implied = (sameCase || two.slot().anyCase())
                && one.before.minus(two.before, budget).isEmpty()
                && one.after.minus(two.after, budget).isEmpty();
        if (implied) {
            return Optional.of(two.relation.holds() ? one.relation : Relation.never(one.relation.subject()));
        }
        return sameCase && areAligned(one, two) ? Optional.of(side(one, two)) : Optional.empty();
    }

    /** What the first says while the other is true as well, or is not, side by side. */
    private Relation side(Sides one, Sides two) throws TooComplex {
        List<Pattern> patterns = new ArrayList<>();
        Automaton before = one.before.and(two.before, budget);
        if (two.relation.holds()) {
            add(one, before, one.after.and(two.after, budget), patterns);
        } else {
            add(one, one.before.minus(two.before, budget), one.after, patterns);
            add(one, before, one.after.minus(two.after, budget), patterns);
        }
        return new Relation(one.relation.subject(), patterns, true);
    }

    private static void add(Sides one, Automaton before, Automaton after, List<Pattern> into) {
        if (!before.isEmpty() && !after.isEmpty()) {
            into.add(new Pattern(List.of(new Pattern.OneOf(before), one.slot(), new Pattern.OneOf(after))));
        }
    }
}
