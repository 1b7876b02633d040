package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes automata smaller: states from which the same ways lead on are one. (Partition refinement: Moore 1956.) */
final class Bisimulation {

    /** A way to a class of states. */
    private record Way(int low, int high, int to) {}

    /** What tells states apart so far: their class, and the ways out of them. */
    private record Look(int of, Set<Way> ways) {}

    private Bisimulation() {}

    /** The same texts, with no more states. */
    static Automaton quotient(Automaton automaton, Budget budget) throws TooComplex {
        int size = automaton.edges().size();
        int[] classes = new int[size];
        for (int state = 0; state < size; state++) {
            classes[state] = automaton.accepting().get(state) ? 1 : 0;
        }
        for (int before = -1, count = 0; before < count; ) {
            before = count;
            Map<Look, Integer> numbers = new HashMap<>();
            int[] finer = new int[size];
            for (int state = 0; state < size; state++) {
                Look look = look(automaton, state, classes);
                budget.spend(1 + look.ways.size());
                finer[state] = numbers.computeIfAbsent(look, ignored -> numbers.size());
            }
            classes = finer;
            count = numbers.size();
        }
        return merged(automaton, classes);
    }

    private static Look look(Automaton automaton, int state, int[] classes) {
        Set<Way> ways = new HashSet<>();
        for (Automaton.Edge edge : automaton.edges().get(state)) {
            ways.add(new Way(edge.low(), edge.high(), classes[edge.target()]));
        }
        return new Look(classes[state], ways);
    }

    /** Classes are numbered as their first states come, so that the start stays the first. */
    private static Automaton merged(Automaton automaton, int[] classes) {
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        for (int state = 0; state < classes.length; state++) {
            if (classes[state] == edges.size()) {
                accepting.set(edges.size(), automaton.accepting().get(state));
                edges.add(automaton.edges().get(state).stream()
                        .map(edge -> new Automaton.Edge(edge.low(), edge.high(), classes[edge.target()]))
                        .distinct()
                        .toList());
            }
        }
        return edges.size() == classes.length ? automaton : new Automaton(edges, accepting);
    }
}
