package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Cells after which the enumeration stops, unless there are more labels: cells of several keys multiply. */
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

    private final List<LabelKey> keys;
    private final Lift[] lifts;
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
        this.lifts = new Lift[sizes.size()];
        for (int d = 0; d < lifts.length; d++) {
            lifts[d] = new Lift(d, sizes.get(d), keys);
        }
        this.allowed = lift(allowed);
        this.excluded = lift(excluded);
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
        List<Integer> atoms = new ArrayList<>(lifts.length);
        for (int d = 0; d < lifts.length; d++) {
            atoms.add(lifts[d].atom(point.get(d)));
        }
        return atoms;
    }

    private Theory.Verdict lifted(Theory.Verdict verdict) {
        return switch (verdict) {
            case Theory.Possible possible -> possible;
            case Theory.Impossible(Box box) ->
                new Theory.Impossible(lift(List.of(box)).getFirst());
            case Theory.Unknown(Box box) ->
                new Theory.Unknown(lift(List.of(box)).getFirst());
        };
    }

    private Answer run() {
        List<List<Integer>> cells = new ArrayList<>();
        List<Box> uncovered = new ArrayList<>(excluded);
        int most = Math.max(
                CELL_BUDGET, keys.stream().mapToInt(key -> key.labels().size()).sum());
        // What is covered once stays covered: each box is left behind for good.
        for (Box box : allowed) {
            Box left = box;
            List<Box> walls = new ArrayList<>(uncovered);
            int[] start = labelsOf(search.search(left, walls, effort));
            while (start.length > 0) {
                if (cells.size() == most) {
                    return new Answer(cells, false);
                }
                int[] top = climb(start);
                cells.add(Arrays.stream(top).boxed().toList());
                Box covered = below(top);
                uncovered.add(covered);
                Box smaller = left.without(covered);
                if (smaller.equals(left)) {
                    walls.add(covered);
                }
                left = smaller;
                start = labelsOf(search.search(left, walls, effort));
            }
        }
        return new Answer(cells, complete);
    }

    /** Raises one key after the other until none can be raised any more. */
    private int[] climb(int[] labels) {
        int[] current = labels;
        int fixed = 0;
        for (int k = 0; fixed < keys.size(); k = (k + 1) % keys.size()) {
            int[] higher = lifts[keys.get(k).dimension()].isTop(k, current[k])
                    ? NONE
                    : labelsOf(search.searchAny(allowed, above(current, k), excluded, effort));
            fixed = higher.length > 0 ? 0 : fixed + 1;
            current = higher.length > 0 ? higher : current;
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
            case BoxSearch.Found found -> {
                int[] labels = new int[keys.size()];
                for (int d = 0; d < lifts.length; d++) {
                    lifts[d].labels(found.atoms().get(d), labels);
                }
                yield labels;
            }
        };
    }

    /** The lifted points whose labels all lie within those of the cell. */
    private Box below(int[] cell) {
        List<Atoms> sides = new ArrayList<>(lifts.length);
        for (Lift lift : lifts) {
            sides.add(lift.below(cell));
        }
        return new Box(sides);
    }

    /** The lifted points whose labels contain those of the cell, that of key {@code strictly} being a larger one. */
    private Box above(int[] cell, int strictly) {
        List<Atoms> sides = new ArrayList<>(lifts.length);
        for (Lift lift : lifts) {
            sides.add(lift.above(cell, strictly));
        }
        return new Box(sides);
    }

    private List<Box> lift(List<Box> boxes) {
        List<Box> lifted = new ArrayList<>(boxes.size());
        for (Box box : boxes) {
            List<Atoms> sides = new ArrayList<>(lifts.length);
            for (int d = 0; d < lifts.length; d++) {
                sides.add(lifts[d].lift(box.side(d)));
            }
            lifted.add(new Box(sides));
        }
        return lifted;
    }
}
