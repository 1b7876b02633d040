package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Cells;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
                || language(inner).isSeenWithin(language(outer));
    }

    private Language language(Label label) {
        Set<Integer> own = new TreeSet<>();
        label.atoms().tests(own);
        return Texts.any(own.stream().map(tests::get).toList()).language();
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

    /** That a value has a label, for each: the smaller ones first, so that searches do without these before others. */
    List<Claim> claims() {
        return IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparingInt(label -> within.get(label).size()))
                .map(this::claim)
                .toList();
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
     * What no request is: a value with a smallest label that it does not have, or with a smaller one; or one that passes a
     * test that is passed by values with a label only, and has none.
     */
    List<Box> impossible(Space space) {
        List<Box> boxes = new ArrayList<>();
        int dimension = space.index(name());
        int size = labels.size() + 1;
        for (int atom = 0; atom < size; atom++) {
            Box smallest = space.whole().within(dimension, Atoms.only(size, atom));
            for (int label = 0; label < labels.size(); label++) {
                if (label == atom - 1) {
                    boxes.add(lacking(space, smallest, claim(label)));
                } else if (atom == 0 || within.get(atom - 1).contains(label)) {
                    Box smaller = space.within(space.whole(), claim(label));
                    boxes.add(smaller.and(smallest));
                    if (atom > 0) {
                        boxes.add(lacking(space, smaller, claim(atom - 1)));
                    }
                }
            }
        }
        space.claims().keySet().stream()
                .filter(claim -> claim.axis().equals(axis) && !isMetWithout(claim.choice()))
                .forEach(claim -> boxes.add(space.within(
                                space.within(space.whole(), claim), new Claim(axis, new Choice.Present()))
                        .within(dimension, Atoms.only(size, 0))));
        return boxes;
    }

    private static Box lacking(Space space, Box box, Claim claim) {
        Space.Side side = space.side(claim);
        return box.within(side.dimension(), side.atoms().complement());
    }

    /** Whether a value may be in the set that has none of the labels. */
    private boolean isMetWithout(Choice choice) {
        Set<Integer> own = new TreeSet<>();
        choice.tests(own);
        List<Integer> others = own.stream().filter(test -> !isOfLabels(test)).toList();
        return others.size() > 3
                || IntStream.range(0, 1 << others.size())
                        .anyMatch(passed -> choice.has(
                                true,
                                test -> others.contains(test) && (passed & 1 << others.indexOf(test)) != 0));
    }

    /** Whether a test is passed by values with a label only. */
    private boolean isOfLabels(int test) {
        Set<Integer> told = new TreeSet<>();
        labels.forEach(label -> label.atoms().tests(told));
        List<Texts> texts = told.stream().map(tests::get).toList();
        return switch (tests.get(test)) {
            case Texts.Any any -> texts.containsAll(any.sets());
            case Texts.One one -> texts.contains(one);
            case Texts.Starting starting -> texts.contains(starting);
            case Texts.Own own -> texts.contains(own);
            case Language language -> texts.contains(language);
        };
    }
}
