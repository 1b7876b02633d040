package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes out why a box has no point outside excluded boxes: what {@link BoxSearch} does, in its simplest form and with a
 * record of every step. Slower, and for the few answers that somebody wants to see. One use.
 */
public final class Refuter {

    /** Splits after which the tree counts as too large to be written out. */
    public static final int SPLIT_BUDGET = 100_000;

    private final List<Box> excluded;
    private final Effort effort = new Effort(BoxSearch.COMPARISON_BUDGET);
    private int splits;

    private Refuter(List<Box> excluded) {
        this.excluded = excluded;
    }

    /** The refutation; empty when there is a point after all, or the tree would be too large. */
    public static Optional<Refutation> refute(Box box, List<Box> excluded) {
        return new Refuter(excluded).refute(box);
    }

    /** A split whose outside is still to be written. */
    private record Opened(int dimension, Atoms part, Refutation inside) {}

    /**
     * Splits along a way out of the excluded box that leaves the fewest, until the parts lie in excluded boxes. The outside
     * is walked in a loop: with one way out at each step it may be as deep as there are atoms.
     */
    private Optional<Refutation> refute(Box start) {
        List<Opened> opened = new ArrayList<>();
        Box box = start;
        while (true) {
            if (box.isEmpty()) {
                return Optional.of(onto(opened, new Refutation.Empty(emptySide(box))));
            }
            int nearest = nearest(box);
            if (nearest < 0) {
                return Optional.empty();
            }
            Box walls = excluded.get(nearest);
            int dimension = wayOut(box, walls);
            if (dimension < 0) {
                return Optional.of(onto(opened, new Refutation.Covered(nearest)));
            }
            if (++splits > SPLIT_BUDGET) {
                return Optional.empty();
            }
            Atoms part = box.sides().get(dimension).and(walls.sides().get(dimension));
            Optional<Refutation> inside = refute(box.within(dimension, part));
            if (inside.isEmpty()) {
                return Optional.empty();
            }
            opened.add(new Opened(dimension, part, inside.get()));
            box = box.within(dimension, part.complement());
        }
    }

    private static Refutation onto(List<Opened> opened, Refutation leaf) {
        Refutation refutation = leaf;
        for (Opened split : opened.reversed()) {
            refutation = new Refutation.Split(split.dimension, split.part, split.inside, refutation);
        }
        return refutation;
    }

    private static int emptySide(Box box) {
        return IntStream.range(0, box.sides().size())
                .filter(dimension -> box.sides().get(dimension).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The excluded box that meets this one and leaves the fewest ways out of it; -1 when none does or the work is too much. */
    private int nearest(Box box) {
        if (!effort.spend((long) excluded.size() * box.sides().size())) {
            return -1;
        }
        int nearest = -1;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < excluded.size(); i++) {
            int ways = waysOut(box, excluded.get(i));
            if (ways < fewest) {
                nearest = i;
                fewest = ways;
            }
        }
        return nearest;
    }

    /** In how many dimensions the box goes beyond the walls; the most there can be when they do not meet. */
    private static int waysOut(Box box, Box walls) {
        int ways = 0;
        for (int i = 0; i < box.sides().size(); i++) {
            Atoms side = box.sides().get(i);
            if (!side.meets(walls.sides().get(i))) {
                return Integer.MAX_VALUE;
            }
            ways += side.within(walls.sides().get(i)) ? 0 : 1;
        }
        return ways;
    }

    /** The first dimension in which the box goes beyond the walls; -1 when it lies within them. */
    private static int wayOut(Box box, Box walls) {
        return IntStream.range(0, box.sides().size())
                .filter(dimension ->
                        !box.sides().get(dimension).within(walls.sides().get(dimension)))
                .findFirst()
                .orElse(-1);
    }
}
