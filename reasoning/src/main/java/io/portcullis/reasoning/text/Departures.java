package io.portcullis.reasoning.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * How texts of a form, read from one side, leave a tree of texts. What they begin with is told by the last text of the tree
 * that ends on their way: they fall into groups.
 *
 * @param groups of those that leave the tree
 * @param within texts of the form that do not leave it: at least those of which no group is left
 */
record Departures(List<Group> groups, List<int[]> within) {

    /** Letters of texts within the tree that are told although they need not be: they are short examples. */
    private static final int LETTERS = 10_000;

    /**
     * The texts that leave the tree with one letter.
     *
     * @param from the last place on their way
     * @param letter the letter that does not lead on from there
     * @param element the element of the form that takes it, counted from the side of reading
     * @param rest the first element that may take what follows
     */
    record Way(EndTree.Node from, int letter, int element, int rest) {}

    /**
     * Texts that begin with the same texts of the tree.
     *
     * @param begun these
     * @param ways for each element that may take the letter by which the tree is left, the one after the fewest letters
     */
    record Group(BitSet begun, List<Way> ways) {
        private void add(Way way) {
            for (int i = 0; i < ways.size(); i++) {
                if (ways.get(i).element == way.element) {
                    if (way.from.depth() < ways.get(i).from.depth()) {
                        ways.set(i, way);
                    }
                    return;
                }
            }
            ways.add(way);
        }
    }

    /** A place in the tree with the positions that the form may be at, and the group above it or of it. */
    private record Visit(EndTree.Node node, BitSet positions, Group above) {}

    /** All departures of texts of a form, its elements in the order of reading. */
    static Departures of(EndTree tree, List<Glob.Element> form, Budget budget) throws TooComplex {
        List<Group> groups = new ArrayList<>();
        List<Visit> ending = new ArrayList<>();
        Deque<Visit> left = new ArrayDeque<>();
        left.push(new Visit(tree.root(), passedOver(form, 0, new BitSet()), new Group(new BitSet(), List.of())));
        while (!left.isEmpty()) {
            Visit visit = left.pop();
            EndTree.Node node = visit.node;
            budget.spend(visit.positions.cardinality() * (1L + node.letters().length));
            Group group = visit.above;
            if (!node.ends().isEmpty() || node.depth() == 0) {
                BitSet begun = (BitSet) visit.above.begun.clone();
                begun.or(node.ends());
                group = new Group(begun, new ArrayList<>());
                groups.add(group);
            }
            if (visit.positions.get(form.size())) {
                ending.add(new Visit(node, visit.positions, group));
            }
            leave(node, visit.positions, form, group);
            for (int i = 0; i < node.letters().length; i++) {
                BitSet next = step(form, visit.positions, node.letters()[i]);
                if (!next.isEmpty()) {
                    left.push(new Visit(node.next(i), next, group));
                }
            }
        }
        groups.removeIf(group -> group.ways.isEmpty());
        return new Departures(groups, within(ending, budget));
    }

    private static List<int[]> within(List<Visit> ending, Budget budget) throws TooComplex {
        List<int[]> within = new ArrayList<>();
        int letters = 0;
        for (Visit visit : ending) {
            int depth = visit.node.depth();
            if (visit.above.ways.isEmpty() || letters + depth <= LETTERS) {
                letters += depth;
                budget.spend(depth);
                within.add(visit.node.read());
            }
        }
        return within;
    }

    private static void leave(EndTree.Node node, BitSet positions, List<Glob.Element> form, Group into) {
        for (int at = positions.nextSetBit(0); at >= 0 && at < form.size(); at = positions.nextSetBit(at + 1)) {
            Glob.Element element = form.get(at);
            OptionalInt letter = letter(element.set(), node);
            if (letter.isPresent()) {
                into.add(new Way(node, letter.getAsInt(), at, element.repeated() ? at : at + 1));
            }
        }
    }

    /** A letter of a set that does not lead on. */
    private static OptionalInt letter(CharSet set, EndTree.Node node) {
        for (int nice = 'a'; nice <= 'z'; nice++) {
            if (set.contains(nice) && !node.goesOn(nice)) {
                return OptionalInt.of(nice);
            }
        }
        CharSet not = set.complement();
        for (int letter : node.letters()) {
            not = not.or(CharSet.of(letter));
        }
        return not.complement().readable();
    }

    private static BitSet step(List<Glob.Element> form, BitSet positions, int letter) {
        BitSet next = new BitSet();
        for (int at = positions.nextSetBit(0); at >= 0 && at < form.size(); at = positions.nextSetBit(at + 1)) {
            if (form.get(at).set().contains(letter)) {
                passedOver(form, form.get(at).repeated() ? at : at + 1, next);
            }
        }
        return next;
    }

    private static BitSet passedOver(List<Glob.Element> form, int position, BitSet into) {
        int at = position;
        into.set(at);
        while (at < form.size() && form.get(at).repeated()) {
            into.set(++at);
        }
        return into;
    }
}
