package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The maximal irreducible cells of a set of points. A cell picks one label for each label key; it is irreducible when some
 * point lies in every picked label and in no smaller label of any key, and maximal when no other irreducible cell is above
 * it in every key. The points are those of some boxes outside some others.
 *
 * <p>Works on lifted points (an atom with a smallest label of each key), climbing from any uncovered one to a maximal
 * one: nothing is visited that is not paid for by a cell. Theory: engine notes 3.6, after "Stratified Abstraction of Access
 * Control Policies" (CAV 2020). One use, one thread.
 */
public final class Cells {

    /** Cells after which the enumeration stops. */
    public static final int CELL_BUDGET = 500;

    /**
     * A key that cells speak of.
     *
     * @param dimension the dimension whose atoms it labels
     * @param labels the labels, each a distinct set of atoms; the whole dimension is one of them
     */
    public record LabelKey(int dimension, List<Atoms> labels) {
        /** Copies the labels. */
        public LabelKey {
            labels = List.copyOf(labels);
        }
    }

    /**
     * The answer.
     *
     * @param cells the index of the picked label of each key
     * @param complete whether these are all; if not, a budget was used up
     */
    public record Answer(List<List<Integer>> cells, boolean complete) {
        /** Copies the cells. */
        public Answer {
            cells = List.copyOf(cells);
        }
    }

    /** An atom of a dimension with a smallest label for each of the dimension's keys. */
    private record Lifted(int atom, List<Integer> labels) {}

    private final List<LabelKey> keys;
    private final boolean[][][] within;
    private final List<List<Lifted>> lifted = new ArrayList<>();
    private final List<List<Integer>> keysOf = new ArrayList<>();
    private final List<Box> allowed;
    private final List<Box> excluded;
    private final Effort effort;
    private final TheorySearch search;
    private boolean complete = true;

    private Cells(
            List<Integer> sizes,
            List<LabelKey> keys,
            List<Box> allowed,
            List<Box> excluded,
            Effort effort,
            Theory theory) {
        this.effort = effort;
        this.search = new TheorySearch(point -> lifted(theory.judge(grounded(point))));
        this.keys = keys;
        this.within = new boolean[keys.size()][][];
        for (int k = 0; k < keys.size(); k++) {
            within[k] = order(keys.get(k).labels());
        }
        for (int d = 0; d < sizes.size(); d++) {
            keysOf.add(keysOn(d));
            lifted.add(lift(d, sizes.get(d)));
        }
        this.allowed = allowed.stream().map(this::lift).toList();
        this.excluded = new ArrayList<>(excluded.stream().map(this::lift).toList());
    }

    /**
     * Enumerates the cells.
     *
     * @param sizes the number of atoms of each dimension
     * @param keys the keys that cells speak of
     * @param allowed boxes whose points count …
     * @param excluded … unless they are in one of these
     */
    public static Answer enumerate(List<Integer> sizes, List<LabelKey> keys, List<Box> allowed, List<Box> excluded) {
        return enumerate(sizes, keys, allowed, excluded, new Effort(BoxSearch.COMPARISON_BUDGET));
    }

    /** Enumerates the cells with what effort is left. */
    public static Answer enumerate(
            List<Integer> sizes, List<LabelKey> keys, List<Box> allowed, List<Box> excluded, Effort effort) {
        return enumerate(sizes, keys, allowed, excluded, effort, Theory.NONE);
    }

    /** Enumerates the cells of the points that a theory takes to be possible, with what effort is left. */
    public static Answer enumerate(
            List<Integer> sizes,
            List<LabelKey> keys,
            List<Box> allowed,
            List<Box> excluded,
            Effort effort,
            Theory theory) {
        return new Cells(sizes, keys, allowed, excluded, effort, theory).run();
    }

    /** The atoms of a lifted point. */
    private List<Integer> grounded(List<Integer> point) {
        return IntStream.range(0, point.size())
                .mapToObj(d -> lifted.get(d).get(point.get(d)).atom)
                .toList();
    }

    private Theory.Verdict lifted(Theory.Verdict verdict) {
        return verdict instanceof Theory.Impossible(Box box) ? new Theory.Impossible(lift(box)) : verdict;
    }

    private Answer run() {
        Box everything = Box.whole(lifted.stream().map(List::size).toList());
        List<List<Integer>> cells = new ArrayList<>();
        List<Box> uncovered = new ArrayList<>(excluded);
        int[] start = labelsOf(search.searchAny(allowed, everything, uncovered, effort));
        while (start.length > 0 && cells.size() < CELL_BUDGET) {
            int[] top = climb(start);
            cells.add(Arrays.stream(top).boxed().toList());
            uncovered.add(below(top));
            start = labelsOf(search.searchAny(allowed, everything, uncovered, effort));
        }
        return new Answer(cells, complete && start.length == 0);
    }

    private int[] climb(int[] labels) {
        int[] current = labels;
        for (int k = 0; k < keys.size(); k++) {
            int[] higher = labelsOf(search.searchAny(allowed, above(current, k), excluded, effort));
            if (higher.length > 0) {
                current = higher;
                k = -1;
            }
        }
        return current;
    }

    private static final int[] NONE = {};

    private int[] labelsOf(BoxSearch.Result result) {
        return switch (result) {
            case BoxSearch.Nothing ignored -> NONE;
            case BoxSearch.GaveUp ignored -> {
                complete = false;
                yield NONE;
            }
            case BoxSearch.Found found -> labelsAt(found.atoms());
        };
    }

    private int[] labelsAt(List<Integer> point) {
        int[] labels = new int[keys.size()];
        for (int d = 0; d < point.size(); d++) {
            Lifted at = lifted.get(d).get(point.get(d));
            for (int i = 0; i < at.labels.size(); i++) {
                labels[keysOf.get(d).get(i)] = at.labels.get(i);
            }
        }
        return labels;
    }

    /** The lifted points whose labels all lie within those of the cell. */
    private Box below(int[] cell) {
        return box((key, label) -> within[key][label][cell[key]]);
    }

    /** The lifted points whose labels contain those of the cell, that of key {@code strictly} being a larger one. */
    private Box above(int[] cell, int strictly) {
        return box((key, label) -> within[key][cell[key]][label] && (key != strictly || label != cell[key]));
    }

    private interface LabelTest {
        boolean passes(int key, int label);
    }

    private Box box(LabelTest test) {
        List<Atoms> sides = new ArrayList<>();
        for (int d = 0; d < lifted.size(); d++) {
            List<Lifted> points = lifted.get(d);
            List<Integer> own = keysOf.get(d);
            sides.add(Atoms.where(points.size(), p -> {
                List<Integer> labels = points.get(p).labels;
                for (int i = 0; i < labels.size(); i++) {
                    if (!test.passes(own.get(i), labels.get(i))) {
                        return false;
                    }
                }
                return true;
            }));
        }
        return new Box(sides);
    }

    private Box lift(Box box) {
        List<Atoms> sides = new ArrayList<>();
        for (int d = 0; d < lifted.size(); d++) {
            List<Lifted> points = lifted.get(d);
            Atoms side = box.sides().get(d);
            sides.add(Atoms.where(points.size(), p -> side.has(points.get(p).atom)));
        }
        return new Box(sides);
    }

    private List<Lifted> lift(int dimension, int size) {
        List<Lifted> points = new ArrayList<>();
        for (int atom = 0; atom < size; atom++) {
            List<List<Integer>> choices = List.of(List.of());
            for (int key : keysOf.get(dimension)) {
                List<Integer> smallest = smallest(key, atom);
                choices = choices.stream()
                        .flatMap(choice -> smallest.stream().map(label -> plus(choice, label)))
                        .toList();
            }
            for (List<Integer> choice : choices) {
                points.add(new Lifted(atom, choice));
            }
        }
        return points;
    }

    private static List<Integer> plus(List<Integer> choice, int label) {
        List<Integer> longer = new ArrayList<>(choice);
        longer.add(label);
        return List.copyOf(longer);
    }

    private List<Integer> smallest(int key, int atom) {
        List<Atoms> labels = keys.get(key).labels();
        List<Integer> smallest = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            if (labels.get(label).has(atom) && !hasSmaller(key, label, atom)) {
                smallest.add(label);
            }
        }
        return smallest;
    }

    private boolean hasSmaller(int key, int label, int atom) {
        List<Atoms> labels = keys.get(key).labels();
        for (int other = 0; other < labels.size(); other++) {
            if (other != label && within[key][other][label] && labels.get(other).has(atom)) {
                return true;
            }
        }
        return false;
    }

    private List<Integer> keysOn(int dimension) {
        List<Integer> own = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            if (keys.get(k).dimension() == dimension) {
                own.add(k);
            }
        }
        return own;
    }

    private static boolean[][] order(List<Atoms> labels) {
        boolean[][] order = new boolean[labels.size()][labels.size()];
        for (int i = 0; i < labels.size(); i++) {
            for (int j = 0; j < labels.size(); j++) {
                order[i][j] = labels.get(i).within(labels.get(j));
            }
        }
        return order;
    }
}
