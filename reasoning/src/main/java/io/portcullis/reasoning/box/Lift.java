package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.List;

/**
 * One dimension whose atoms are told apart further by which smallest label of each key they lie in: a lifted point is an atom
 * with one of these choices. Points with large labels come first, so that searches find high cells early.
 */
final class Lift {

    private static final class Point {
        private final int atom;
        private final int[] labels;
        private final long breadth;

        Point(int atom, int[] labels, long breadth) {
            this.atom = atom;
            this.labels = labels;
            this.breadth = breadth;
        }
    }

    private final int size;
    private final int[] keys;
    private final Point[] points;
    private final Atoms[][] below;
    private final Atoms[][] above;

    Lift(int dimension, int atoms, List<Cells.LabelKey> all) {
        this.keys = keysOn(dimension, all);
        this.points = keys.length == 0 ? new Point[0] : points(atoms, all);
        this.size = keys.length == 0 ? atoms : points.length;
        this.below = new Atoms[keys.length][];
        this.above = new Atoms[keys.length][];
        for (int k = 0; k < keys.length; k++) {
            List<Atoms> labels = all.get(keys[k]).labels();
            boolean[][] within = order(labels);
            below[k] = new Atoms[labels.size()];
            above[k] = new Atoms[labels.size()];
            for (int label = 0; label < labels.size(); label++) {
                int own = k;
                int at = label;
                below[k][label] = Atoms.where(size, p -> within[points[p].labels[own]][at]);
                above[k][label] = Atoms.where(size, p -> within[at][points[p].labels[own]]);
            }
        }
    }

    private static int[] keysOn(int dimension, List<Cells.LabelKey> all) {
        int[] own = new int[all.size()];
        int count = 0;
        for (int k = 0; k < own.length; k++) {
            if (all.get(k).dimension() == dimension) {
                own[count++] = k;
            }
        }
        return java.util.Arrays.copyOf(own, count);
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

    private Point[] points(int atoms, List<Cells.LabelKey> all) {
        List<Point> found = new ArrayList<>();
        for (int atom = 0; atom < atoms; atom++) {
            add(atom, 0, new int[keys.length], 1, all, found);
        }
        found.sort((a, b) -> Long.compare(b.breadth, a.breadth));
        return found.toArray(Point[]::new);
    }

    private void add(int atom, int key, int[] labels, long breadth, List<Cells.LabelKey> all, List<Point> into) {
        if (key == keys.length) {
            into.add(new Point(atom, labels.clone(), breadth));
            return;
        }
        List<Atoms> own = all.get(keys[key]).labels();
        for (int label = 0; label < own.size(); label++) {
            if (own.get(label).has(atom) && !hasSmaller(own, label, atom)) {
                labels[key] = label;
                add(atom, key + 1, labels, breadth * own.get(label).count(), all, into);
            }
        }
    }

    private static boolean hasSmaller(List<Atoms> labels, int label, int atom) {
        for (int other = 0; other < labels.size(); other++) {
            if (other != label
                    && labels.get(other).has(atom)
                    && labels.get(other).within(labels.get(label))) {
                return true;
            }
        }
        return false;
    }

    /** How many lifted points there are. */
    int size() {
        return size;
    }

    /** The lifted points of atoms. */
    Atoms lift(Atoms atoms) {
        return keys.length == 0 ? atoms : Atoms.where(size, p -> atoms.has(points[p].atom));
    }

    /** The atom of a lifted point. */
    int atom(int point) {
        return keys.length == 0 ? point : points[point].atom;
    }

    /** Writes a point's label of each key on this dimension. */
    void labels(int point, int[] into) {
        for (int k = 0; k < keys.length; k++) {
            into[keys[k]] = points[point].labels[k];
        }
    }

    /** Whether no point has a larger label of a key. */
    boolean isTop(int key, int label) {
        for (int k = 0; k < keys.length; k++) {
            if (keys[k] == key) {
                return above[k][label].within(below[k][label]);
            }
        }
        return true;
    }

    /** The points whose labels lie within the cell's. */
    Atoms below(int[] cell) {
        Atoms points = Atoms.all(size);
        for (int k = 0; k < keys.length; k++) {
            points = points.and(below[k][cell[keys[k]]]);
        }
        return points;
    }

    /** The points whose labels contain the cell's, that of one key strictly, if it is on this dimension. */
    Atoms above(int[] cell, int strictly) {
        Atoms points = Atoms.all(size);
        for (int k = 0; k < keys.length; k++) {
            int label = cell[keys[k]];
            points = points.and(keys[k] == strictly ? above[k][label].minus(below[k][label]) : above[k][label]);
        }
        return points;
    }
}
