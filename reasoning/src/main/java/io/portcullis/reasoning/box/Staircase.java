package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The maximal irreducible cells by subtraction alone. A box without walls has every combination of what its sides can pick, so
 * that the highest of these are its maximal cells, all told together; boxes are cut along the walls until none is left, and of
 * the cells of two boxes those go that have one of the other above them. Good where that takes few pieces, which is most often;
 * {@link Cells} climbs where it does not. One use, one thread.
 */
final class Staircase {

    /** Pieces beyond which climbing is less work. */
    private static final int PIECES = 256;

    private final List<Picks> dimensions;
    private final Effort effort;

    Staircase(List<Picks> dimensions, Effort effort) {
        this.dimensions = dimensions;
        this.effort = effort;
    }

    /** The cells of what is allowed and not excluded, each in one product; none where that takes too many pieces. */
    Optional<List<Cells.Product>> cells(List<Box> allowed, List<Box> excluded) {
        List<Box> boxes = new ArrayList<>(allowed);
        boxes.removeIf(Box::isEmpty);
        Optional<List<Box>> pieces = without(boxes, excluded);
        List<Box> all = List.of();
        for (Box piece : pieces.orElse(List.of())) {
            List<Box> known = all;
            Optional<List<Box>> fresh = without(List.of(highest(piece)), below(known));
            Optional<List<Box>> kept = fresh.flatMap(cells -> without(known, below(cells)));
            if (fresh.isEmpty() || kept.isEmpty()) {
                return Optional.empty();
            }
            all = new ArrayList<>(kept.get());
            all.addAll(fresh.get());
        }
        List<Box> highest = all;
        return pieces.flatMap(ignored -> products(highest));
    }

    /** What of some boxes is in none of others, in boxes that do not meet where the first do not; none if too many. */
    private Optional<List<Box>> without(List<Box> boxes, List<Box> others) {
        List<Box> pieces = boxes;
        for (Box other : others) {
            if (!effort.spend((long) pieces.size() * dimensions.size())) {
                return Optional.empty();
            }
            List<Box> left = new ArrayList<>(pieces.size());
            for (Box piece : pieces) {
                piece.addWithout(other, left);
            }
            if (left.size() > PIECES) {
                return Optional.empty();
            }
            pieces = left;
        }
        return Optional.of(pieces);
    }

    /** The maximal cells of a box without walls, as a box of picks. */
    private Box highest(Box piece) {
        List<Atoms> sides = new ArrayList<>(dimensions.size());
        for (int d = 0; d < dimensions.size(); d++) {
            sides.add(dimensions.get(d).highest(piece.side(d)));
        }
        return new Box(sides);
    }

    /** Of boxes of picks, the boxes of all picks below some of theirs. */
    private List<Box> below(List<Box> boxes) {
        List<Box> below = new ArrayList<>(boxes.size());
        for (Box box : boxes) {
            List<Atoms> sides = new ArrayList<>(dimensions.size());
            for (int d = 0; d < dimensions.size(); d++) {
                sides.add(dimensions.get(d).below(box.side(d)));
            }
            below.add(new Box(sides));
        }
        return below;
    }

    /** The picks as labels, key by key; none if too many. */
    private Optional<List<Cells.Product>> products(List<Box> boxes) {
        List<Cells.Product> products = new ArrayList<>(boxes.size());
        int keys = 0;
        for (Picks picks : dimensions) {
            keys += picks.keys();
        }
        for (Box box : boxes) {
            for (Box part : parted(box)) {
                if (products.size() == PIECES) {
                    return Optional.empty();
                }
                products.add(product(part, keys));
            }
        }
        return Optional.of(products);
    }

    /** The same cells in boxes whose picks, on each dimension, differ in one key alone. */
    private List<Box> parted(Box box) {
        List<Box> parts = List.of(box);
        for (int d = 0; d < dimensions.size() && parts.size() <= PIECES; d++) {
            List<Atoms> groups = dimensions.get(d).groups(box.side(d));
            if (groups.size() > 1) {
                List<Box> finer = new ArrayList<>();
                for (Box part : parts) {
                    for (Atoms group : groups) {
                        finer.add(part.widened(d, group));
                    }
                }
                parts = finer;
            }
        }
        return parts;
    }

    private Cells.Product product(Box box, int keys) {
        List<List<Integer>> labels = new ArrayList<>(Collections.nCopies(keys, List.of()));
        for (int d = 0; d < dimensions.size(); d++) {
            Picks picks = dimensions.get(d);
            for (int own = 0; own < picks.keys(); own++) {
                labels.set(picks.key(own), labels(box.side(d), picks, own));
            }
        }
        return new Cells.Product(labels);
    }

    private static List<Integer> labels(Atoms set, Picks picks, int own) {
        SortedSet<Integer> labels = new TreeSet<>();
        for (int pick = 0; pick < picks.size(); pick++) {
            if (set.has(pick)) {
                labels.add(picks.label(pick, own));
            }
        }
        return List.copyOf(labels);
    }
}
