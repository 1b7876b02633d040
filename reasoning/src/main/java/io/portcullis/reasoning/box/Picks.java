package io.portcullis.reasoning.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What cells can pick on one dimension: a label of each of its keys, such that some atom has just these for its smallest. Those
 * whose labels hold more come first. For one thread.
 */
final class Picks {

    /** A choice of labels, the atoms that have them for their smallest, and how much the labels hold. */
    private static final class Pick {
        private final int[] labels;
        private final Atoms atoms;
        private final long breadth;

        Pick(int[] labels, Atoms atoms, long breadth) {
            this.labels = labels;
            this.atoms = atoms;
            this.breadth = breadth;
        }
    }

    private final int[] keys;
    private final List<boolean[][]> orders;
    private final List<Pick> picks = new ArrayList<>();
    private final @Nullable Atoms[] below;
    private final @Nullable Atoms[] beyond;

    /** The picks on a dimension of so many atoms, of all the keys those on it. */
    Picks(int dimension, int atoms, List<Cells.LabelKey> all) {
        this.keys = keysOn(dimension, all);
        List<List<Atoms>> labels = new ArrayList<>(keys.length);
        List<List<Atoms>> cores = new ArrayList<>(keys.length);
        this.orders = new ArrayList<>(keys.length);
        for (int key : keys) {
            List<Atoms> own = all.get(key).labels();
            boolean[][] order = order(own);
            labels.add(own);
            orders.add(order);
            cores.add(cores(own, order));
        }
        add(Atoms.all(atoms), new int[keys.length], 0, 1, labels, cores);
        if (picks.size() > 1) {
            picks.sort(Comparator.comparingLong((Pick pick) -> pick.breadth).reversed());
        }
        this.below = new Atoms[picks.size()];
        this.beyond = new Atoms[picks.size()];
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
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < order.length; j++) {
                order[i][j] = labels.get(i).within(labels.get(j));
            }
        }
        return order;
    }

    /** Of each label the atoms in no smaller one. */
    private static List<Atoms> cores(List<Atoms> labels, boolean[][] within) {
        List<Atoms> cores = new ArrayList<>(labels.size());
        for (int label = 0; label < within.length; label++) {
            Atoms core = labels.get(label);
            for (int other = 0; other < within.length; other++) {
                core = other != label && within[other][label] ? core.minus(labels.get(other)) : core;
            }
            cores.add(core);
        }
        return cores;
    }

    private void add(
            Atoms within, int[] picked, int key, long breadth, List<List<Atoms>> labels, List<List<Atoms>> cores) {
        if (key == picked.length) {
            picks.add(new Pick(picked.clone(), within, breadth));
            return;
        }
        List<Atoms> own = cores.get(key);
        for (int label = 0; label < own.size(); label++) {
            Atoms narrower = within.and(own.get(label));
            if (!narrower.isEmpty()) {
                picked[key] = label;
                add(
                        narrower,
                        picked,
                        key + 1,
                        breadth * labels.get(key).get(label).count(),
                        labels,
                        cores);
            }
        }
    }

    /** How many there are; one, of no label, where no key is on the dimension. */
    int size() {
        return below.length;
    }

    /** How many keys are on the dimension. */
    int keys() {
        return keys.length;
    }

    /** The key, of all, that is one of those on the dimension. */
    int key(int own) {
        return keys[own];
    }

    /** A pick's label of one of the keys on the dimension. */
    int label(int pick, int own) {
        return picks.get(pick).labels[own];
    }

    /** The atoms that have a pick's labels for their smallest. */
    Atoms atoms(int pick) {
        return picks.get(pick).atoms;
    }

    /** The picks whose labels all lie within those of one of a set, themselves among them. */
    Atoms below(Atoms set) {
        Atoms below = set;
        for (int pick = 0; pick < set.size(); pick++) {
            below = set.has(pick) ? below.or(below(pick)) : below;
        }
        return below;
    }

    private Atoms below(int pick) {
        Atoms known = below[pick];
        if (known == null) {
            known = Atoms.where(below.length, lower -> isWithin(lower, pick));
            below[pick] = known;
        }
        return known;
    }

    /** The other picks within whose labels those of a pick all lie. */
    private Atoms beyond(int pick) {
        Atoms known = beyond[pick];
        if (known == null) {
            known = Atoms.where(beyond.length, upper -> upper != pick && isWithin(pick, upper));
            beyond[pick] = known;
        }
        return known;
    }

    /** Whether a pick's labels all lie within those of another, or are the same. */
    boolean isWithin(int lower, int upper) {
        int[] small = picks.get(lower).labels;
        int[] large = picks.get(upper).labels;
        for (int k = 0; k < keys.length; k++) {
            if (!orders.get(k)[small[k]][large[k]]) {
                return false;
            }
        }
        return true;
    }

    /** Of the picks that atoms of a set have, those with no other one above. */
    Atoms highest(Atoms set) {
        if (below.length == 1) {
            return Atoms.all(1);
        }
        Atoms had = Atoms.where(below.length, pick -> atoms(pick).meets(set));
        return Atoms.where(below.length, pick -> had.has(pick) && !beyond(pick).meets(had));
    }

    /** The picks of a set in groups whose labels are all the same but for those of one key. */
    List<Atoms> groups(Atoms set) {
        if (keys.length < 2) {
            return List.of(set);
        }
        List<Atoms> groups = new ArrayList<>();
        Atoms left = set;
        while (!left.isEmpty()) {
            int first = left.first();
            Atoms most = Atoms.only(below.length, first);
            for (int key = 0; key < keys.length; key++) {
                Atoms group = left.and(varied(first, key));
                most = group.count() > most.count() ? group : most;
            }
            groups.add(most);
            left = left.minus(most);
        }
        return groups;
    }

    private Atoms varied(int pick, int key) {
        return Atoms.where(below.length, other -> differsOnlyIn(key, pick, other));
    }

    /** Whether two picks have the same labels of all keys but one. */
    boolean differsOnlyIn(int key, int one, int other) {
        for (int k = 0; k < keys.length; k++) {
            if (k != key && label(one, k) != label(other, k)) {
                return false;
            }
        }
        return true;
    }
}
