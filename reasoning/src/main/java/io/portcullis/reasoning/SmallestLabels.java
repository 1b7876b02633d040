package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Cells;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The labels of one key whose axis is too entangled to be cut, as a dimension of its own: which of them is a smallest one
 * that a value has. That a value has one is a claim like all others, of which the theory knows. Which label lies in which is
 * judged pair by pair; where two are not seen to be ordered, findings may speak of both.
 */
final class SmallestLabels {

    /** Labels of a key beyond which findings do not speak of it. */
    private static final int MOST = 60;

    /** Tests of a claim whose combinations are told apart. */
    private static final int MOST_TESTS = 4;

    private final String key;
    private final String axis;
    private final List<Label> labels;

    /** For each label those that lie in it, itself among them. */
    private final List<Set<Integer>> within = new ArrayList<>();

    private final List<Texts> tests;

    private SmallestLabels(String key, String axis, List<Label> labels, TextDraft draft) {
        this.key = key;
        this.axis = axis;
        this.tests = draft.tests();
        this.labels = distinct(labels);
        for (Label outer : this.labels) {
            Set<Integer> inner = new TreeSet<>();
            for (int i = 0; i < this.labels.size(); i++) {
                if (isWithin(this.labels.get(i), outer)) {
                    inner.add(i);
                }
            }
            within.add(inner);
        }
    }

    /** The labels of a key on an axis of texts. */
    static SmallestLabels of(String key, List<Label> labels, TextDraft draft) {
        return new SmallestLabels(key, draft.key(), labels, draft);
    }

    /** Whether there are few enough labels for findings to speak of the key. */
    static boolean areFew(List<Label> labels) {
        return labels.size() <= MOST;
    }

    private List<Label> distinct(List<Label> all) {
        List<Label> distinct = new ArrayList<>();
        for (Label label : all) {
            if (distinct.stream().noneMatch(known -> isWithin(label, known) && isWithin(known, label))) {
                distinct.add(label);
            }
        }
        return distinct;
    }

    private boolean isWithin(Label inner, Label outer) {
        return inner.atoms().equals(outer.atoms())
                || texts(inner).language().isSeenWithin(texts(outer).language());
    }

    private Texts texts(Label label) {
        Set<Integer> own = new TreeSet<>();
        label.atoms().tests(own);
        return Texts.any(own.stream().map(tests::get).toList());
    }

    String key() {
        return key;
    }

    /** Those that findings may show. */
    List<Label> labels() {
        return labels;
    }

    /** The dimension: no label, or one of them. */
    Axis axis() {
        return new Axis(
                name(),
                Stream.concat(Stream.of("none"), labels.stream().map(Label::value))
                        .map(List::of)
                        .toList(),
                List.of());
    }

    private String name() {
        return "Smallest value of " + key;
    }

    /**
     * What is claimed of values besides: that one has a label, for each, the smaller ones first, so that searches do without
     * these before others; and that one passes a test, for each test of the claims that are made.
     */
    List<Claim> claims(List<Claim> made) {
        Stream<Claim> own = IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparingInt(label -> within.get(label).size()))
                .map(this::claim);
        Set<Integer> all = new TreeSet<>();
        made.stream()
                .filter(claim -> claim.axis().equals(axis))
                .forEach(claim -> claim.choice().tests(all));
        return Stream.concat(own, all.stream().map(this::passes)).toList();
    }

    private Claim passes(int test) {
        return new Claim(axis, new Choice.Test(test));
    }

    private Claim claim(int label) {
        return new Claim(axis, labels.get(label).atoms());
    }

    /** The labels as sets of the dimension's atoms, "any" the first of them. */
    Cells.LabelKey key(Space space) {
        int size = labels.size() + 1;
        List<Atoms> sets = new ArrayList<>(List.of(Atoms.all(size)));
        within.forEach(inner -> sets.add(Atoms.where(size, atom -> atom > 0 && inner.contains(atom - 1))));
        return new Cells.LabelKey(space.index(name()), sets);
    }

    /**
     * What no request is: a value with a smallest label that it does not have, or with a smaller one; and a value of which a
     * claim is otherwise than what is claimed of its tests and labels.
     */
    List<Box> impossible(Space space) {
        List<Box> boxes = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            boxes.add(signed(space, smallest(space, label + 1), claim(label), false));
            boxes.add(signed(space, smallest(space, 0), claim(label), true));
            for (int inner : within.get(label)) {
                if (inner != label) {
                    boxes.add(signed(space, smallest(space, label + 1), claim(inner), true));
                    boxes.add(signed(space, signed(space, space.whole(), claim(inner), true), claim(label), false));
                }
            }
        }
        Set<Integer> all = new TreeSet<>();
        for (Claim claim : space.claims().keySet()) {
            if (claim.axis().equals(axis)) {
                boxes.addAll(otherwise(space, claim));
                claim.choice().tests(all);
            }
        }
        all.forEach(test -> boxes.addAll(apart(space, test)));
        return boxes;
    }

    private Box smallest(Space space, int atom) {
        return space.whole().within(space.index(name()), Atoms.only(labels.size() + 1, atom));
    }

    private static Box signed(Space space, Box box, Claim claim, boolean holds) {
        Space.Side side = space.side(claim);
        return box.within(side.dimension(), holds ? side.atoms() : side.atoms().complement());
    }

    /** Values of which a claim is otherwise than its tests say. */
    private List<Box> otherwise(Space space, Claim claim) {
        Set<Integer> own = new TreeSet<>();
        claim.choice().tests(own);
        List<Integer> of = List.copyOf(own);
        List<Box> boxes = new ArrayList<>();
        for (int passed = 0; of.size() <= MOST_TESTS && passed < 1 << of.size(); passed++) {
            int those = passed;
            IntPredicate passes = test -> (those >> of.indexOf(test) & 1) == 1;
            Box box = signed(space, space.whole(), claim, !claim.choice().has(true, passes));
            for (int test : of) {
                box = signed(space, box, passes(test), passes.test(test));
            }
            boxes.add(space.within(box, new Claim(axis, new Choice.Present())));
        }
        boxes.removeIf(Box::isEmpty);
        return boxes;
    }

    /** Values that pass a test which stands for any of some labels, and have none; and the reverse. */
    private List<Box> apart(Space space, int test) {
        List<Texts> any = tests.get(test) instanceof Texts.Any(List<Texts> sets) ? sets : List.of();
        List<Box> boxes = new ArrayList<>();
        int known = 0;
        for (int label = 0; label < labels.size(); label++) {
            if (any.contains(texts(labels.get(label)))) {
                known++;
                boxes.add(signed(space, signed(space, space.whole(), claim(label), true), passes(test), false));
            }
        }
        if (known > 0 && known == any.size()) {
            boxes.add(signed(space, smallest(space, 0), passes(test), true));
        }
        return boxes;
    }
}
