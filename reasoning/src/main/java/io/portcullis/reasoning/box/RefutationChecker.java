package io.portcullis.reasoning.box;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Checks refutations step by step, from the boxes alone: it searches nothing and shares nothing with the search but the
 * boxes themselves. Stateless; safe for many threads.
 */
public final class RefutationChecker {

    /** A part of the box, and why it is said to have no point outside the excluded boxes. */
    private record Claim(List<BitSet> sides, Refutation reason) {}

    /**
     * What is wrong with a refutation.
     *
     * @param box the box that is said to have no point …
     * @param excluded … outside these
     * @return the first wrong step in words; empty when every step is right, and so the claim is true
     */
    public Optional<String> fault(Box box, List<Box> excluded, Refutation refutation) {
        List<List<BitSet>> walls =
                excluded.stream().map(RefutationChecker::bits).toList();
        Deque<Claim> open = new ArrayDeque<>();
        open.push(new Claim(bits(box), refutation));
        while (!open.isEmpty()) {
            Claim claim = open.pop();
            Optional<String> fault = switch (claim.reason) {
                case Refutation.Empty empty -> fault(claim.sides, empty);
                case Refutation.Covered covered -> fault(claim.sides, covered, walls);
                case Refutation.Split split -> halve(claim.sides, split, open);
            };
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(List<BitSet> sides, Refutation.Empty empty) {
        if (isNo(empty.dimension(), sides.size())) {
            return Optional.of("there is no dimension " + empty.dimension());
        }
        BitSet side = sides.get(empty.dimension());
        return side.isEmpty()
                ? Optional.empty()
                : Optional.of("side " + empty.dimension() + " is said to be empty and has the atoms " + side);
    }

    private static Optional<String> fault(List<BitSet> sides, Refutation.Covered covered, List<List<BitSet>> walls) {
        if (isNo(covered.excluded(), walls.size())) {
            return Optional.of("there is no excluded box " + covered.excluded());
        }
        for (int i = 0; i < sides.size(); i++) {
            BitSet beyond = (BitSet) sides.get(i).clone();
            beyond.andNot(walls.get(covered.excluded()).get(i));
            if (!beyond.isEmpty()) {
                return Optional.of("excluded box " + covered.excluded() + " is said to cover a part whose side " + i
                        + " goes beyond it by the atoms " + beyond);
            }
        }
        return Optional.empty();
    }

    /** Leaves the two parts, which together are the whole, to be checked. */
    private static Optional<String> halve(List<BitSet> sides, Refutation.Split split, Deque<Claim> open) {
        if (isNo(split.dimension(), sides.size())) {
            return Optional.of("there is no dimension " + split.dimension());
        }
        BitSet part = bits(split.part());
        List<BitSet> inside = new ArrayList<>(sides);
        List<BitSet> outside = new ArrayList<>(sides);
        BitSet within = (BitSet) sides.get(split.dimension()).clone();
        BitSet rest = (BitSet) within.clone();
        within.and(part);
        rest.andNot(part);
        inside.set(split.dimension(), within);
        outside.set(split.dimension(), rest);
        open.push(new Claim(outside, split.outside()));
        open.push(new Claim(inside, split.inside()));
        return Optional.empty();
    }

    private static boolean isNo(int index, int count) {
        return index < 0 || index >= count;
    }

    private static List<BitSet> bits(Box box) {
        return box.sides().stream().map(RefutationChecker::bits).toList();
    }

    private static BitSet bits(Atoms atoms) {
        BitSet bits = new BitSet();
        for (int atom = 0; atom < atoms.size(); atom++) {
            bits.set(atom, atoms.has(atom));
        }
        return bits;
    }
}
