package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The maximal irreducible cells of a set of points. A cell picks one label for each label key; it is irreducible when some
 * point lies in every picked label and in no smaller label of any key, and maximal when no other irreducible cell is above
 * it in every key. The points are those of some boxes outside some others.
 *
 * <p>Where taking boxes apart gets too many pieces (see {@link Staircase}), works on lifted points (an atom with a smallest
 * label of each key), climbing from any uncovered one to a maximal one: nothing is visited that is not paid for by a cell. Theory: engine notes 3.6, after "Stratified Abstraction of Access
 * Control Policies" (CAV 2020). One use, one thread.
 */
public final class Cells {

    /**
     * Cells beyond which they are told together, and products of them after which the enumeration stops, unless there are
     * more labels: cells of several keys multiply.
     */
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
     * Cells told together.
     *
     * @param labels for each key indexes of labels, in order: every choice of one a key is a cell
     */
    public record Product(List<List<Integer>> labels) {
        /** Copies the lists. */
        public Product {
            List<List<Integer>> copies = new ArrayList<>(labels.size());
            labels.forEach(some -> copies.add(List.copyOf(some)));
            labels = List.copyOf(copies);
        }

        /** Just this cell. */
        public static Product of(List<Integer> cell) {
            List<List<Integer>> labels = new ArrayList<>(cell.size());
            cell.forEach(label -> labels.add(List.of(label)));
            return new Product(labels);
        }

        /** How many cells there are. */
        long size() {
            long size = 1;
            for (List<Integer> some : labels) {
                size = Math.multiplyHigh(size, some.size()) > 0 ? Long.MAX_VALUE : size * some.size();
            }
            return size;
        }

        private void addTo(Set<List<Integer>> cells) {
            add(new ArrayList<>(), cells);
        }

        private void add(List<Integer> begun, Set<List<Integer>> cells) {
            if (begun.size() == labels.size()) {
                cells.add(List.copyOf(begun));
                return;
            }
            for (int label : labels.get(begun.size())) {
                begun.add(label);
                add(begun, cells);
                begun.removeLast();
            }
        }
    }

    /**
     * The answer.
     *
     * @param cells the index of the picked label of each key; none when they are so many that they are told together only
     * @param products the same cells told together; some may be told twice
     * @param complete whether these are all; if not, a budget was used up
     */
    public record Answer(List<List<Integer>> cells, List<Product> products, boolean complete) {
        /** Copies the lists. */
        public Answer {
            cells = List.copyOf(cells);
            products = List.copyOf(products);
        }
    }

    private final List<LabelKey> keys;
    private final Lift[] lifts;
    private final List<Box> allowed;
    private final List<Box> excluded;
    private final Effort effort;
    private final Theory theory;
    private final TheorySearch search;
    private boolean complete = true;

    private Cells(
            List<Picks> picks,
            List<Integer> sizes,
            List<LabelKey> keys,
            List<Box> allowed,
            List<Box> excluded,
            Effort effort,
            Theory theory) {
        this.effort = effort;
        this.theory = theory;
        this.search = new TheorySearch(point -> lifted(theory.judge(grounded(point))));
        this.keys = keys;
        this.lifts = new Lift[sizes.size()];
        for (int d = 0; d < lifts.length; d++) {
            lifts[d] = new Lift(picks.get(d), sizes.get(d), sides(allowed, d), sides(excluded, d), theory.speaksOf(d));
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
        List<Picks> picks = new ArrayList<>(sizes.size());
        boolean isSilent = true;
        for (int d = 0; d < sizes.size(); d++) {
            picks.add(new Picks(d, sizes.get(d), keys));
            isSilent &= !theory.speaksOf(d);
        }
        Optional<List<Product>> products =
                isSilent ? new Staircase(picks, effort).cells(allowed, excluded) : Optional.empty();
        return products.map(all -> answer(all, true, most(keys)))
                .orElseGet(() -> new Cells(picks, sizes, keys, allowed, excluded, effort, theory).run());
    }

    private static List<Atoms> sides(List<Box> boxes, int dimension) {
        return boxes.stream().map(box -> box.side(dimension)).toList();
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
        List<Product> products = new ArrayList<>();
        List<Box> uncovered = new ArrayList<>(excluded);
        int most = most(keys);
        // What is covered once stays covered: each box is left behind for good.
        for (Box box : allowed) {
            Box left = box;
            List<Box> walls = new ArrayList<>(uncovered);
            List<Integer> start = point(search.search(left, walls, effort));
            while (!start.isEmpty()) {
                if (products.size() == most) {
                    return answer(products, false, most);
                }
                List<List<Integer>> picks = widened(climbed(start));
                products.add(product(picks));
                Box covered = all(picks, Lift::below);
                uncovered.add(covered);
                Box smaller = left.without(covered);
                if (smaller.equals(left)) {
                    walls.add(covered);
                }
                left = smaller;
                start = point(search.search(left, walls, effort));
            }
        }
        return answer(products, complete, most);
    }

    private static int most(List<LabelKey> keys) {
        int labels = 0;
        for (LabelKey key : keys) {
            labels += key.labels().size();
        }
        return Math.max(CELL_BUDGET, labels);
    }

    private static Answer answer(List<Product> products, boolean all, int most) {
        Set<List<Integer>> cells = new LinkedHashSet<>();
        for (Product product : products) {
            if (product.size() > most) {
                return new Answer(List.of(), products, all);
            }
            product.addTo(cells);
            if (cells.size() > most) {
                return new Answer(List.of(), products, all);
            }
        }
        return new Answer(List.copyOf(cells), products, all);
    }

    private static final List<Integer> NONE = List.of();

    private List<Integer> point(BoxSearch.Result result) {
        return switch (result) {
            case BoxSearch.Nothing ignored -> NONE;
            case BoxSearch.GaveUp ignored -> {
                complete = false;
                yield NONE;
            }
            case BoxSearch.Found(List<Integer> atoms) -> atoms;
        };
    }

    /** A point of a maximal cell above that of a point: raises one dimension after the other as long as one can be. */
    private List<Integer> climbed(List<Integer> point) {
        List<Integer> current = point;
        int fixed = 0;
        for (int d = 0; fixed < lifts.length; d = (d + 1) % lifts.length) {
            List<Integer> higher = higher(only(current), d);
            fixed = higher.isEmpty() ? fixed + 1 : 0;
            current = higher.isEmpty() ? current : higher;
        }
        return current;
    }

    private static List<List<Integer>> only(List<Integer> point) {
        return point.stream().map(List::of).toList();
    }

    /** A point above some point of a product, in one dimension beyond it; none where there is none. */
    private List<Integer> higher(List<List<Integer>> picks, int dimension) {
        if (!lifts[dimension].isLabelled()) {
            return NONE;
        }
        List<Atoms> sides = new ArrayList<>(lifts.length);
        for (int d = 0; d < lifts.length; d++) {
            sides.add(any(picks.get(d), d, d == dimension ? Lift::beyond : Lift::above));
        }
        Box within = new Box(sides);
        return within.isEmpty() ? NONE : point(search.searchAny(allowed, within, excluded, effort));
    }

    /** What a lift makes of a point. */
    private interface Reach {
        Atoms of(Lift lift, int point);
    }

    private Atoms any(List<Integer> picks, int dimension, Reach reach) {
        Lift lift = lifts[dimension];
        Atoms all = Atoms.none(lift.size());
        if (!lift.isLabelled()) {
            return all.complement();
        }
        for (int pick : picks) {
            all = all.or(reach.of(lift, pick));
        }
        return all;
    }

    private Box all(List<List<Integer>> picks, Reach reach) {
        List<Atoms> sides = new ArrayList<>(lifts.length);
        for (int d = 0; d < lifts.length; d++) {
            sides.add(any(picks.get(d), d, reach));
        }
        return new Box(sides);
    }

    /**
     * The point of a maximal cell with more points in each dimension, such that each combination is of a maximal cell: in one
     * allowed box and no excluded one, with nothing above.
     */
    private List<List<Integer>> widened(List<Integer> point) {
        List<List<Integer>> picks = new ArrayList<>(only(point));
        Box around = around(point);
        for (int d = 0; d < lifts.length; d++) {
            if (lifts[d].isLabelled()) {
                List<Integer> more = lifts[d].varied(point.get(d), around.side(d));
                if (more.size() > 1) {
                    picks.set(d, more);
                    picks.set(d, highest(picks, d, point.get(d)));
                }
            }
        }
        return picks;
    }

    /** Those points of one dimension of a product above which there is nothing, whatever is taken of the others. */
    private List<Integer> highest(List<List<Integer>> picks, int dimension, int surely) {
        List<List<Integer>> tried = new ArrayList<>(picks);
        for (int d = 0, fixed = 0; fixed < lifts.length; d = (d + 1) % lifts.length) {
            boolean known = complete;
            List<Integer> higher = higher(tried, d);
            if (known != complete) {
                return List.of(surely);
            }
            int beyond = d;
            List<Integer> kept = higher.isEmpty()
                    ? tried.get(dimension)
                    : tried.get(dimension).stream()
                            .filter(pick -> !isAbove(higher.get(dimension), pick, dimension, beyond == dimension))
                            .toList();
            fixed = higher.isEmpty() ? fixed + 1 : 0;
            tried.set(dimension, kept);
        }
        return tried.get(dimension);
    }

    private boolean isAbove(int upper, int lower, int dimension, boolean strictly) {
        Atoms reach = strictly ? lifts[dimension].beyond(lower) : lifts[dimension].above(lower);
        return reach.has(upper);
    }

    /** A box around a point, all of whose points are allowed and none excluded. */
    private Box around(List<Integer> point) {
        List<Atoms> sides = new ArrayList<>();
        for (int d = 0; d < lifts.length; d++) {
            sides.add(Atoms.only(lifts[d].size(), point.get(d)));
        }
        Box known = new Box(sides);
        Box allowing = allowed.stream().filter(known::meets).findFirst().orElse(known);
        for (int d = 0; d < lifts.length; d++) {
            // What a theory knows of the point it need not know of others.
            Atoms side = lifts[d].isLabelled() && !theory.speaksOf(d) ? allowing.side(d) : sides.get(d);
            Box wider = known.widened(d, side);
            for (Box wall : excluded) {
                side = wall.meets(wider) ? side.minus(wall.side(d)) : side;
            }
            known = known.widened(d, side);
        }
        return known;
    }

    private Product product(List<List<Integer>> picks) {
        List<Set<Integer>> labels = new ArrayList<>();
        keys.forEach(ignored -> labels.add(new TreeSet<>()));
        for (int d = 0; d < lifts.length; d++) {
            for (int pick : picks.get(d)) {
                lifts[d].addLabels(pick, labels);
            }
        }
        return new Product(labels.stream().map(List::copyOf).toList());
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
