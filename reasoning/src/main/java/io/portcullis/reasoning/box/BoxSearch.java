package io.portcullis.reasoning.box;

import java.util.Arrays;
import java.util.List;

/**
 * Finds a point of a box that lies outside other boxes, or shows that there is none: unit propagation and branching on
 * disjoint parts, sound and complete. Each excluded box is the clause "some dimension leaves it". One use, one thread.
 */
public final class BoxSearch {

    /** Branches after which a search gives up. */
    public static final int NODE_BUDGET = 100_000;

    /** Comparisons after which a search gives up, where its caller sets no other bound. */
    public static final long COMPARISON_BUDGET = 100_000_000;

    /** What a search ends with. */
    public sealed interface Result {}

    /**
     * A point.
     *
     * @param atoms its atom in each dimension: the lowest possible
     */
    public record Found(List<Integer> atoms) implements Result {
        /** Copies the atoms. */
        public Found {
            atoms = List.copyOf(atoms);
        }
    }

    /** There is no such point. */
    public record Nothing() implements Result {}

    /** The node budget was used up: it is not known whether there is one. */
    public record GaveUp() implements Result {}

    private final Box[] excluded;
    private final Effort effort;
    private boolean gaveUp;
    private int nodes;

    private BoxSearch(Box[] excluded, Effort effort) {
        this.effort = effort;
        this.excluded = excluded;
    }

    /** Searches {@code start} minus the excluded boxes. */
    public static Result search(Box start, List<Box> excluded) {
        return search(start, excluded, new Effort(COMPARISON_BUDGET));
    }

    /** Searches {@code start} minus the excluded boxes with what effort is left. */
    public static Result search(Box start, List<Box> excluded, Effort effort) {
        if (start.isEmpty()) {
            return new Nothing();
        }
        Atoms[] sides = start.toArray();
        Box[] met = new Box[excluded.size()];
        int count = 0;
        for (int i = 0; i < met.length; i++) {
            if (state(sides, excluded.get(i)) != SATISFIED) {
                met[count++] = excluded.get(i);
            }
        }
        if (!effort.spend((long) met.length)) {
            return new GaveUp();
        }
        BoxSearch search = new BoxSearch(met, effort);
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        Atoms[] point = search.solve(sides, all);
        if (point.length > 0) {
            return found(point);
        }
        return search.gaveUp ? new GaveUp() : new Nothing();
    }

    private static Found found(Atoms[] point) {
        Integer[] atoms = new Integer[point.length];
        for (int i = 0; i < point.length; i++) {
            atoms[i] = point[i].first();
        }
        return new Found(List.of(atoms));
    }

    private static final Atoms[] NO_POINT = {};

    /** The sides of a box all of whose points are solutions, or no sides. Owns and changes {@code sides}. */
    private Atoms[] solve(Atoms[] sides, int[] clauses) {
        if (++nodes > NODE_BUDGET || gaveUp) {
            gaveUp = true;
            return NO_POINT;
        }
        int[] open = clauses;
        boolean changed = true;
        while (changed && open.length > 0) {
            changed = false;
            if (!effort.spend((long) open.length * sides.length)) {
                gaveUp = true;
                return NO_POINT;
            }
            int kept = 0;
            int[] next = new int[open.length];
            for (int clause : open) {
                int state = state(sides, excluded[clause]);
                if (state == COVERED) {
                    return NO_POINT;
                }
                if (state >= 0) {
                    sides[state] = sides[state].minus(excluded[clause].side(state));
                    changed = true;
                } else if (state == OPEN) {
                    next[kept++] = clause;
                }
            }
            open = Arrays.copyOf(next, kept);
        }
        return open.length == 0 ? sides : branch(sides, open);
    }

    private static final int COVERED = -1;
    private static final int SATISFIED = -2;
    private static final int OPEN = -3;

    /** COVERED, SATISFIED, OPEN, or the one dimension that can still leave the box. */
    private static int state(Atoms[] sides, Box box) {
        int only = COVERED;
        // Where everything is within, what is not empty meets it and does not leave it.
        for (int i : box.narrow()) {
            Atoms wall = box.side(i);
            if (!sides[i].meets(wall)) {
                return SATISFIED;
            }
            if (!sides[i].within(wall)) {
                only = only == COVERED ? i : OPEN;
            }
        }
        return only;
    }

    private Atoms[] branch(Atoms[] sides, int[] open) {
        Box clause = excluded[fewestWaysOut(sides, open)];
        Atoms[] rest = sides.clone();
        for (int i : clause.narrow()) {
            Atoms wall = clause.side(i);
            if (rest[i].within(wall)) {
                continue;
            }
            Atoms[] out = rest.clone();
            out[i] = rest[i].minus(wall);
            Atoms[] point = solve(out, open);
            if (point.length > 0) {
                return point;
            }
            rest[i] = rest[i].and(wall);
        }
        return NO_POINT;
    }

    private int fewestWaysOut(Atoms[] sides, int[] open) {
        int best = open[0];
        int fewest = Integer.MAX_VALUE;
        for (int clause : open) {
            int ways = 0;
            for (int i : excluded[clause].narrow()) {
                ways += sides[i].within(excluded[clause].side(i)) ? 0 : 1;
            }
            if (ways < fewest) {
                fewest = ways;
                best = clause;
            }
        }
        return best;
    }
}
