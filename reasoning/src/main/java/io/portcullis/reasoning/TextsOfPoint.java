package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.SetDraft;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.theory.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The texts that make a request of one point, and what the point asks of them. A list is as many texts as it takes: one for
 * each demand that some element is to meet, and what is asked of every element is asked of all of them (small model
 * property).
 */
final class TextsOfPoint {

    /** What decides which relation a comparison is: all texts, the one compared, which variables have values, whether it holds. */
    record Asked(Compared compared, List<String> axes, int subject, Set<String> valued, boolean holds) {}

    /**
     * What is asked of a list.
     *
     * @param every of every element, in place of some
     * @param demand of the element with a number
     */
    private record OfList(boolean every, IntFunction<Demand> demand) {}

    private final Drafts drafts;
    private final Space space;
    private final List<Integer> point;
    private final Map<Asked, Relation> relations;
    private final List<String> axes = new ArrayList<>();
    private final List<TextDraft> texts = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private final List<String> single;

    /**
     * The texts of some axes, of those that have values at the point.
     *
     * @param correlated axes of texts and of lists of them; others are passed over
     * @param relations those that were asked before, and will be
     */
    TextsOfPoint(
            Drafts drafts, Space space, Set<String> correlated, List<Integer> point, Map<Asked, Relation> relations) {
        this.drafts = drafts;
        this.space = space;
        this.point = point;
        this.relations = relations;
        List<String> present =
                correlated.stream().filter(axis -> !values(axis).isEmpty()).toList();
        present.forEach(axis ->
                drafts.text(axis).ifPresent(text -> add(axis, text, values(axis).getFirst())));
        this.single = List.copyOf(axes);
        single.forEach(this::demandOfAxis);
        for (Compared compared : drafts.compared()) {
            boolean ofText = compared.comparison().of() == VariableComparison.Of.THE_ONE;
            if (ofText && !isOpen(compared) && isTrue(claim(compared.subject()))) {
                demands.add(demand(compared, single.indexOf(compared.subject().axis())));
            }
        }
        present.forEach(axis -> drafts.list(axis).ifPresent(list -> addElements(axis, list)));
    }

    /** The axis of each text; that of a list once for each element. */
    List<String> axes() {
        return axes;
    }

    /** The axes whose value is one text: the first of all. */
    List<String> single() {
        return single;
    }

    /** What each text is to be a value of. */
    List<TextDraft> texts() {
        return texts;
    }

    /** Some text for each. */
    List<String> examples() {
        return examples;
    }

    /** What is asked of them. */
    List<Demand> demands() {
        return demands;
    }

    private List<String> values(String axis) {
        return space.axis(axis).values().get(point.get(space.index(axis)));
    }

    private void add(String axis, TextDraft text, String example) {
        axes.add(axis);
        texts.add(text);
        examples.add(example);
    }

    private void demandOfAxis(String axis) {
        int text = axes.indexOf(axis);
        if (space.isUncut(axis)) {
            space.claims().forEach((claim, dimension) -> {
                if (claim.axis().equals(axis)) {
                    boolean holds = point.get(dimension) == 1;
                    demands.add(new Demand.OfText(
                            text,
                            holds ? claim.choice() : claim.choice().not(),
                            List.of(sign(dimension, holds), space.side(new Claim(axis, new Choice.Present())))));
                }
            });
            return;
        }
        for (int test = 0; test < space.axis(axis).holds().size(); test++) {
            Choice choice = passing(axis, test);
            demands.add(new Demand.OfText(text, choice, List.of(space.side(new Claim(axis, choice)))));
        }
    }

    private boolean holds(String axis, int test) {
        return space.axis(axis).holds().get(test).has(point.get(space.index(axis)));
    }

    /** The values that pass a test as the point says. */
    private Choice passing(String axis, int test) {
        Choice passes = new Choice.Test(test);
        return holds(axis, test) ? passes : new Choice.Present().and(passes.not());
    }

    private void addElements(String axis, SetDraft list) {
        boolean alone =
                list.singleAsked().isPresent() && holds(axis, list.singleAsked().getAsInt());
        List<OfList> asked = new ArrayList<>(ofTests(axis, list));
        for (Compared compared : drafts.compared()) {
            if (compared.subject().axis().equals(axis) && !isOpen(compared)) {
                boolean every = compared.comparison().of() == VariableComparison.Of.EVERY;
                asked.add(new OfList(every == matches(compared), element -> demand(compared, element)));
            }
        }
        List<OfList> ofSome = asked.stream().filter(each -> !each.every).toList();
        int first = axes.size();
        int least = alone || list.singleAsked().isEmpty() ? 1 : 2;
        int count = alone ? 1 : Math.max(least, ofSome.size());
        TextDraft elements = list.elements();
        List<String> values = values(axis);
        for (int i = 0; i < count; i++) {
            add(axis, elements, values.get(Math.min(i, values.size() - 1)));
        }
        // Where there is but one element, it is that one who fails the demands on some.
        List<Space.Side> why = alone
                ? List.of(space.side(
                        new Claim(axis, new Choice.Test(list.singleAsked().getAsInt()))))
                : List.of();
        for (OfList each : asked) {
            int own = first + (alone || each.every ? 0 : ofSome.indexOf(each));
            for (int element = own; element < (each.every ? first + count : own + 1); element++) {
                demands.add(each.demand.apply(element).alsoAt(why));
            }
        }
    }

    /** What the tests of a list ask of its elements: that all pass, that some does, that some does not or that none does. */
    private List<OfList> ofTests(String axis, SetDraft list) {
        Axis cut = space.axis(axis);
        TextDraft elements = list.elements();
        List<OfList> asked = new ArrayList<>();
        for (int i = 0; i < cut.holds().size(); i++) {
            if (list.singleAsked().isEmpty() || list.singleAsked().getAsInt() != i) {
                SetDraft.SetTest test = list.tests().get(i);
                boolean holds = holds(axis, i);
                Choice in = new Choice.Test(elements.test(test.elements()));
                Choice choice = holds != test.negated() ? in : in.not();
                List<Space.Side> sides = List.of(space.side(new Claim(axis, passing(axis, i))));
                asked.add(new OfList(test.every() == holds, element -> new Demand.OfText(element, choice, sides)));
            }
        }
        return asked;
    }

    /** Whether it is not known whether it matches: then nothing is asked. */
    private boolean isOpen(Compared compared) {
        return point.get(space.index(compared.axis())) > 1;
    }

    private boolean matches(Compared compared) {
        return point.get(space.index(compared.axis())) == 1;
    }

    /** That a text matches, or does not, as the point says of its comparison. */
    private Demand demand(Compared compared, int subject) {
        boolean holds = matches(compared);
        List<Space.Side> sides = new ArrayList<>(
                List.of(sign(space.index(compared.axis()), holds), space.side(claim(compared.subject()))));
        Set<String> valued = new TreeSet<>();
        compared.variables().forEach((key, presence) -> {
            Claim there = claim(presence);
            if (isTrue(there)) {
                valued.add(key);
                sides.add(space.side(there));
            } else {
                sides.add(complement(space.side(there)));
            }
        });
        Relation relation = relations.computeIfAbsent(
                new Asked(compared, single, subject, valued, holds),
                ignored -> compared.comparison().relation(valued, subject, single::indexOf, holds));
        return new Demand.OfTexts(relation, compared.reason(), sides);
    }

    private static Claim claim(Compared.Presence presence) {
        return new Claim(presence.axis(), presence.there());
    }

    private boolean isTrue(Claim claim) {
        Space.Side side = space.side(claim);
        return side.atoms().has(point.get(side.dimension()));
    }

    private Space.Side sign(int dimension, boolean holds) {
        return new Space.Side(dimension, Atoms.only(space.sizes().get(dimension), holds ? 1 : 0));
    }

    private static Space.Side complement(Space.Side side) {
        return new Space.Side(side.dimension(), side.atoms().complement());
    }
}
