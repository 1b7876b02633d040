package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** A set of one axis's values in terms of the axis's tests, so that it can be told of a class of values or of a single one. */
public sealed interface Choice {

    /** Every value, the absent one included. */
    record Everything() implements Choice {}

    /** The values there are: all but the absent one. */
    record Present() implements Choice {}

    /**
     * The values that pass a test; never the absent one.
     *
     * @param index the test, as {@link Axis#holds} counts them
     */
    record Test(int index) implements Choice {}

    /** All other values, the absent one included. */
    record Not(Choice of) implements Choice {}

    /** The values in each of these. */
    record Every(List<Choice> of) implements Choice {
        /** Copies the list. */
        public Every {
            of = List.copyOf(of);
        }
    }

    /** The values in any of these. */
    record Any(List<Choice> of) implements Choice {
        /** Copies the list. */
        public Any {
            of = List.copyOf(of);
        }
    }

    /** The union. */
    default Choice or(Choice other) {
        return new Any(List.of(this, other));
    }

    /** The intersection. */
    default Choice and(Choice other) {
        return new Every(List.of(this, other));
    }

    /** The complement. */
    default Choice not() {
        return new Not(this);
    }

    /** The atoms of the set. */
    default Atoms apply(Axis axis) {
        return switch (this) {
            case Everything ignored -> Atoms.all(axis.size());
            case Present ignored -> axis.present();
            case Test test -> axis.holds().get(test.index);
            case Not not -> not.of.apply(axis).complement();
            case Every every -> {
                Atoms all = Atoms.all(axis.size());
                for (Choice choice : every.of) {
                    all = all.and(choice.apply(axis));
                }
                yield all;
            }
            case Any any -> {
                Atoms all = Atoms.none(axis.size());
                for (Choice choice : any.of) {
                    all = all.or(choice.apply(axis));
                }
                yield all;
            }
        };
    }

    /**
     * Whether one value is in the set.
     *
     * @param present whether it is a value, in place of the absence of one
     * @param passes which tests it passes; not asked of the absent one
     */
    default boolean has(boolean present, IntPredicate passes) {
        return switch (this) {
            case Everything ignored -> true;
            case Present ignored -> present;
            case Test test -> present && passes.test(test.index);
            case Not not -> !not.of.has(present, passes);
            case Every every -> every.of.stream().allMatch(choice -> choice.has(present, passes));
            case Any any -> any.of.stream().anyMatch(choice -> choice.has(present, passes));
        };
    }

    /** Adds the tests that it is told by. */
    default void tests(Set<Integer> into) {
        switch (this) {
            case Everything ignored -> {}
            case Present ignored -> {}
            case Test test -> into.add(test.index);
            case Not not -> not.of.tests(into);
            case Every every -> every.of.forEach(choice -> choice.tests(into));
            case Any any -> any.of.forEach(choice -> choice.tests(into));
        }
    }
}
