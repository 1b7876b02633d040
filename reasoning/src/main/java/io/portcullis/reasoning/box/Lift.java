package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One dimension whose atoms are told apart further by which smallest label of each key they lie in: a lifted point is an atom
 * with one of these choices. Points with large labels come first, so that searches find high cells early.
 *
 * <p>Of points with equal labels those are left out that another one stands for: one that is allowed wherever they are, and
 * excluded only where they are. Patterns that overlap cut a dimension into the square of their number, and hardly any of
 * these atoms are needed to find every cell.
 */
final class Lift {

    /** An atom with its smallest labels, and how much these hold. */
    private record Point(int atom, Pick pick, long breadth) {}

    /** A label of each key on the dimension. */
    private static final class Pick {
        private final int number;
        private final int[] labels;

        Pick(int number, int[] labels) {
            this.number = number;
            this.labels = labels;
        }
    }

    /** Atoms that all boxes treat alike; bit i of {@code merits} is set where a box favours them. */
    private record Alike(Atoms atoms, BitSet merits) {
        private boolean standsFor(Alike other) {
            BitSet more = (BitSet) other.merits.clone();
            more.andNot(merits);
            return more.isEmpty();
        }
    }

    private final int size;
    private final int[] keys;
    private final Point[] points;
    private final boolean isWhole;
    private final List<boolean[][]> orders;
    private final Map<Integer, Atoms> below = new HashMap<>();
    private final Map<Integer, Atoms> above = new HashMap<>();

    /**
     * Lifts a dimension.
     *
     * @param all the keys of all dimensions
     * @param allowed sides of boxes whose points count …
     * @param excluded … unless they are in boxes with these sides
     * @param judged whether atoms differ in more than the boxes they are in
     */
    Lift(
            int dimension,
            int atoms,
            List<Cells.LabelKey> all,
            List<Atoms> allowed,
            List<Atoms> excluded,
            boolean judged) {
        this.keys = keysOn(dimension, all);
        this.isWhole = judged && keys.length == 0;
        List<List<Atoms>> labels =
                Arrays.stream(keys).mapToObj(key -> all.get(key).labels()).toList();
        this.orders = labels.stream().map(Lift::order).toList();
        this.points = isWhole
                ? new Point[0]
                : points(labels, orders, judged ? single(atoms) : alike(atoms, allowed, excluded), atoms);
        this.size = isWhole ? atoms : points.length;
    }

    private static int[] keysOn(int dimension, List<Cells.LabelKey> all) {
        int[] own = new int[all.size()];
        int count = 0;
        for (int k = 0; k < own.length; k++) {
            if (all.get(k).dimension() == dimension) {
                own[count++] = k;
            }
        }
        return Arrays.copyOf(own, count);
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

    private static List<Alike> single(int atoms) {
        List<Alike> single = new ArrayList<>(atoms);
        for (int atom = 0; atom < atoms; atom++) {
            BitSet own = new BitSet();
            own.set(atom);
            single.add(new Alike(Atoms.only(atoms, atom), own));
        }
        return single;
    }

    /** The atoms by what the boxes make of them, those that more boxes favour first. */
    private static List<Alike> alike(int atoms, List<Atoms> allowed, List<Atoms> excluded) {
        Set<Atoms> sides = new LinkedHashSet<>(allowed);
        excluded.forEach(side -> sides.add(side.complement()));
        sides.removeIf(Atoms::isFull);
        Map<BitSet, BitSet> byMerits = new LinkedHashMap<>();
        for (int atom = 0; atom < atoms; atom++) {
            BitSet merits = new BitSet(sides.size());
            int next = 0;
            for (Atoms side : sides) {
                if (side.has(atom)) {
                    merits.set(next);
                }
                next++;
            }
            byMerits.computeIfAbsent(merits, ignored -> new BitSet()).set(atom);
        }
        return byMerits.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> -each.getKey().cardinality()))
                .map(each -> new Alike(Atoms.of(atoms, each.getValue()), each.getKey()))
                .toList();
    }

    private static Point[] points(List<List<Atoms>> labels, List<boolean[][]> orders, List<Alike> alike, int atoms) {
        List<List<Atoms>> cores = new ArrayList<>();
        for (int k = 0; k < labels.size(); k++) {
            cores.add(cores(labels.get(k), orders.get(k)));
        }
        List<Point> found = new ArrayList<>();
        add(Atoms.all(atoms), new int[labels.size()], 0, 1, labels, cores, alike, found);
        found.sort((a, b) -> Long.compare(b.breadth, a.breadth));
        return found.toArray(Point[]::new);
    }

    /** Of each label the atoms in no smaller one. */
    private static List<Atoms> cores(List<Atoms> labels, boolean[][] within) {
        List<Atoms> cores = new ArrayList<>(labels.size());
        for (int label = 0; label < labels.size(); label++) {
            Atoms core = labels.get(label);
            for (int other = 0; other < labels.size(); other++) {
                core = other != label && within[other][label] ? core.minus(labels.get(other)) : core;
            }
            cores.add(core);
        }
        return cores;
    }

    private static void add(
            Atoms within,
            int[] picked,
            int key,
            long breadth,
            List<List<Atoms>> labels,
            List<List<Atoms>> cores,
            List<Alike> alike,
            List<Point> into) {
        if (key == picked.length) {
            Pick pick = new Pick(into.size(), picked.clone());
            standing(within, alike)
                    .forEach(each -> into.add(new Point(within.and(each.atoms).first(), pick, breadth)));
            return;
        }
        for (int label = 0; label < cores.get(key).size(); label++) {
            Atoms narrower = within.and(cores.get(key).get(label));
            if (!narrower.isEmpty()) {
                picked[key] = label;
                long product = breadth * labels.get(key).get(label).count();
                add(narrower, picked, key + 1, product, labels, cores, alike, into);
            }
        }
    }

    /** Of the atoms that are alike those that nothing else of the set stands for. */
    private static List<Alike> standing(Atoms set, List<Alike> alike) {
        List<Alike> standing = new ArrayList<>();
        for (Alike each : alike) {
            if (set.meets(each.atoms) && standing.stream().noneMatch(other -> other.standsFor(each))) {
                standing.add(each);
            }
        }
        return standing;
    }

    /** How many lifted points there are. */
    int size() {
        return size;
    }

    /** The lifted points of atoms. */
    Atoms lift(Atoms atoms) {
        return isWhole ? atoms : Atoms.where(size, p -> atoms.has(points[p].atom));
    }

    /** The atom of a lifted point. */
    int atom(int point) {
        return isWhole ? point : points[point].atom;
    }

    /** Whether cells speak of the dimension. */
    boolean isLabelled() {
        return keys.length > 0;
    }

    /** Adds a point's label of each key on this dimension to those of the key. */
    void addLabels(int point, List<Set<Integer>> labels) {
        for (int k = 0; k < keys.length; k++) {
            labels.get(keys[k]).add(points[point].pick.labels[k]);
        }
    }

    /** The points whose labels all lie within those of a point. */
    Atoms below(int point) {
        Pick upper = points[point].pick;
        return below.computeIfAbsent(upper.number, ignored -> Atoms.where(size, p -> isWithin(points[p].pick, upper)));
    }

    /** The points whose labels all contain those of a point. */
    Atoms above(int point) {
        Pick lower = points[point].pick;
        return above.computeIfAbsent(lower.number, ignored -> Atoms.where(size, p -> isWithin(lower, points[p].pick)));
    }

    /** The points whose labels all contain those of a point, one of them a larger one. */
    Atoms beyond(int point) {
        return above(point).minus(below(point));
    }

    private boolean isWithin(Pick lower, Pick upper) {
        for (int k = 0; k < keys.length; k++) {
            if (!orders.get(k)[lower.labels[k]][upper.labels[k]]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Points of a set, one a choice of labels, that differ from a point in the label of one key at most: the key in which
     * most do. The point is among them.
     */
    List<Integer> varied(int point, Atoms set) {
        List<Integer> most = List.of(point);
        for (int key = 0; key < keys.length; key++) {
            Map<Integer, Integer> byPick = new LinkedHashMap<>(Map.of(points[point].pick.number, point));
            for (int p = 0; p < size; p++) {
                if (set.has(p) && differsOnlyIn(key, points[p].pick, points[point].pick)) {
                    byPick.putIfAbsent(points[p].pick.number, p);
                }
            }
            most = byPick.size() > most.size() ? List.copyOf(byPick.values()) : most;
        }
        return most;
    }

    private boolean differsOnlyIn(int key, Pick one, Pick other) {
        for (int k = 0; k < keys.length; k++) {
            if (k != key && one.labels[k] != other.labels[k]) {
                return false;
            }
        }
        return true;
    }
}
