package io.portcullis.reasoning.box;

import java.util.ArrayList;
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

    /** An atom with a pick, its smallest labels. */
    private record Point(int atom, int pick) {}

    /** Atoms that all boxes treat alike; bit i of {@code merits} is set where a box favours them. */
    private record Alike(Atoms atoms, BitSet merits) {
        private boolean standsFor(Alike other) {
            BitSet more = (BitSet) other.merits.clone();
            more.andNot(merits);
            return more.isEmpty();
        }
    }

    /** Atoms up to which it costs more to tell which stand for others than to keep all. */
    private static final int FEW = 8;

    private final Picks picks;
    private final int size;
    private final Point[] points;
    private final boolean isWhole;
    private final Map<Integer, Atoms> below = new HashMap<>();
    private final Map<Integer, Atoms> above = new HashMap<>();

    /**
     * Lifts a dimension.
     *
     * @param allowed sides of boxes whose points count …
     * @param excluded … unless they are in boxes with these sides
     * @param judged whether atoms differ in more than the boxes they are in
     */
    Lift(Picks picks, int atoms, List<Atoms> allowed, List<Atoms> excluded, boolean judged) {
        this.picks = picks;
        boolean everyAtom = judged || atoms <= FEW;
        this.isWhole = everyAtom && picks.keys() == 0;
        this.points =
                isWhole ? new Point[0] : points(picks, everyAtom ? single(atoms) : alike(atoms, allowed, excluded));
        this.size = isWhole ? atoms : points.length;
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

    private static Point[] points(Picks picks, List<Alike> alike) {
        List<Point> found = new ArrayList<>();
        for (int pick = 0; pick < picks.size(); pick++) {
            Atoms within = picks.atoms(pick);
            for (Alike each : standing(within, alike)) {
                found.add(new Point(within.and(each.atoms).first(), pick));
            }
        }
        return found.toArray(Point[]::new);
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
        return picks.keys() > 0;
    }

    /** Adds a point's label of each key on this dimension to those of the key. */
    void addLabels(int point, List<Set<Integer>> labels) {
        for (int own = 0; own < picks.keys(); own++) {
            labels.get(picks.key(own)).add(picks.label(points[point].pick, own));
        }
    }

    /** The points whose labels all lie within those of a point. */
    Atoms below(int point) {
        int upper = points[point].pick;
        return below.computeIfAbsent(upper, ignored -> Atoms.where(size, p -> picks.isWithin(points[p].pick, upper)));
    }

    /** The points whose labels all contain those of a point. */
    Atoms above(int point) {
        int lower = points[point].pick;
        return above.computeIfAbsent(lower, ignored -> Atoms.where(size, p -> picks.isWithin(lower, points[p].pick)));
    }

    /** The points whose labels all contain those of a point, one of them a larger one. */
    Atoms beyond(int point) {
        return above(point).minus(below(point));
    }

    /**
     * Points of a set, one a choice of labels, that differ from a point in the label of one key at most: the key in which
     * most do. The point is among them.
     */
    List<Integer> varied(int point, Atoms set) {
        List<Integer> most = List.of(point);
        for (int key = 0; key < picks.keys(); key++) {
            Map<Integer, Integer> byPick = new LinkedHashMap<>(Map.of(points[point].pick, point));
            for (int p = 0; p < size; p++) {
                if (set.has(p) && picks.differsOnlyIn(key, points[p].pick, points[point].pick)) {
                    byPick.putIfAbsent(points[p].pick, p);
                }
            }
            most = byPick.size() > most.size() ? List.copyOf(byPick.values()) : most;
        }
        return most;
    }
}
