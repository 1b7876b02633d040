package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of texts: a finite automaton over code points, all of whose states lead to an accepting one. It starts in state 0
 * and need not be deterministic; without states it is the empty set. Immutable.
 *
 * @param edges the ways out of each state
 * @param accepting the states in which a text may end
 */
record Automaton(List<List<Edge>> edges, BitSet accepting) {

    /**
     * A way from one state to another.
     *
     * @param low the lowest code point on it
     * @param high the highest
     * @param target the state it leads to
     */
    record Edge(int low, int high, int target) {}

    /** A way out of a node of a graph. */
    record Step<S>(int low, int high, S to) {}

    /** A graph that is an automaton, its nodes made when they are reached. Nodes compare by content. */
    interface Graph<S> {
        S start();

        boolean accepts(S node) throws TooComplex;

        List<Step<S>> steps(S node) throws TooComplex;
    }

    /** The automaton of a graph, without the nodes from which no text ends. */
    static <S> Automaton of(Graph<S> graph, Budget budget) throws TooComplex {
        Map<S, Integer> numbers = new HashMap<>();
        List<S> nodes = new ArrayList<>();
        List<List<Edge>> edges = new ArrayList<>();
        BitSet accepting = new BitSet();
        numbers.put(graph.start(), 0);
        nodes.add(graph.start());
        for (int node = 0; node < nodes.size(); node++) {
            accepting.set(node, graph.accepts(nodes.get(node)));
            List<Edge> out = new ArrayList<>();
            for (Step<S> step : graph.steps(nodes.get(node))) {
                Integer known = numbers.putIfAbsent(step.to, nodes.size());
                if (known == null) {
                    nodes.add(step.to);
                }
                out.add(new Edge(step.low, step.high, known == null ? nodes.size() - 1 : known));
            }
            budget.spend(1 + out.size());
            edges.add(out);
        }
        return trimmed(edges, accepting);
    }

    private static Automaton trimmed(List<List<Edge>> edges, BitSet accepting) {
        BitSet live = (BitSet) accepting.clone();
        List<List<Integer>> sources = new ArrayList<>();
        edges.forEach(ignored -> sources.add(new ArrayList<>()));
        for (int state = 0; state < edges.size(); state++) {
            for (Edge edge : edges.get(state)) {
                sources.get(edge.target).add(state);
            }
        }
        Deque<Integer> open = new ArrayDeque<>();
        accepting.stream().forEach(open::add);
        while (!open.isEmpty()) {
            for (int source : sources.get(open.pop())) {
                if (!live.get(source)) {
                    live.set(source);
                    open.push(source);
                }
            }
        }
        int[] renumbered = new int[edges.size()];
        List<List<Edge>> kept = new ArrayList<>();
        BitSet ends = new BitSet();
        // Without its start, nothing can be read.
        for (int state = live.get(0) ? 0 : -1; state >= 0; state = live.nextSetBit(state + 1)) {
            renumbered[state] = kept.size();
            ends.set(kept.size(), accepting.get(state));
            kept.add(edges.get(state));
        }
        return new Automaton(
                kept.stream()
                        .map(out -> out.stream()
                                .filter(edge -> live.get(edge.target))
                                .map(edge -> new Edge(edge.low, edge.high, renumbered[edge.target]))
                                .toList())
                        .toList(),
                ends);
    }

    /** No text. */
    static final Automaton NOTHING = new Automaton(List.of(), new BitSet());

    boolean isEmpty() {
        return edges.isEmpty();
    }

    /** The texts of any of these. */
    static Automaton union(List<Automaton> all, Budget budget) throws TooComplex {
        if (all.size() == 1) {
            return all.getFirst();
        }
        record Within(int automaton, int state) {}
        Within start = new Within(-1, 0);
        return of(
                new Graph<Within>() {
                    @Override
                    public Within start() {
                        return start;
                    }

                    @Override
                    public boolean accepts(Within node) {
                        return node == start
                                ? all.stream().anyMatch(each -> each.accepting.get(0))
                                : all.get(node.automaton).accepting.get(node.state);
                    }

                    @Override
                    public List<Step<Within>> steps(Within node) {
                        List<Step<Within>> steps = new ArrayList<>();
                        for (int i = 0; i < all.size(); i++) {
                            if (!all.get(i).isEmpty() && (node == start || node.automaton == i)) {
                                for (Edge edge : all.get(i).edges.get(node.state)) {
                                    steps.add(new Step<>(edge.low, edge.high, new Within(i, edge.target)));
                                }
                            }
                        }
                        return steps;
                    }
                },
                budget);
    }

    /** The texts that are in both. */
    Automaton and(Automaton other, Budget budget) throws TooComplex {
        record Pair(int one, int two) {}
        if (isEmpty() || other.isEmpty()) {
            return NOTHING;
        }
        return of(
                new Graph<Pair>() {
                    @Override
                    public Pair start() {
                        return new Pair(0, 0);
                    }

                    @Override
                    public boolean accepts(Pair node) {
                        return accepting.get(node.one) && other.accepting.get(node.two);
                    }

                    @Override
                    public List<Step<Pair>> steps(Pair node) {
                        List<Step<Pair>> steps = new ArrayList<>();
                        for (Edge one : edges.get(node.one)) {
                            for (Edge two : other.edges.get(node.two)) {
                                int low = Math.max(one.low, two.low);
                                int high = Math.min(one.high, two.high);
                                if (low <= high) {
                                    steps.add(new Step<>(low, high, new Pair(one.target, two.target)));
                                }
                            }
                        }
                        return steps;
                    }
                },
                budget);
    }

    /** The texts of this set that are not in the other. */
    Automaton minus(Automaton other, Budget budget) throws TooComplex {
        record Beside(int state, BitSet others) {}
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        BitSet start = new BitSet();
        start.set(0);
        return of(
                new Graph<Beside>() {
                    @Override
                    public Beside start() {
                        return new Beside(0, start);
                    }

                    @Override
                    public boolean accepts(Beside node) {
                        return accepting.get(node.state) && !other.accepting.intersects(node.others);
                    }

                    @Override
                    public List<Step<Beside>> steps(Beside node) {
                        List<Step<Beside>> steps = new ArrayList<>();
                        for (Edge edge : edges.get(node.state)) {
                            for (int[] piece : other.pieces(node.others, edge.low, edge.high)) {
                                BitSet next = other.after(node.others, piece[0]);
                                steps.add(new Step<>(piece[0], piece[1], new Beside(edge.target, next)));
                            }
                        }
                        return steps;
                    }
                },
                budget);
    }

    private BitSet after(BitSet states, int codePoint) {
        BitSet next = new BitSet();
        states.stream().forEach(state -> edges.get(state).stream()
                .filter(edge -> edge.low <= codePoint && codePoint <= edge.high)
                .forEach(edge -> next.set(edge.target)));
        return next;
    }

    /** The interval in pieces, on each of which every edge out of the states is either taken or not. */
    private List<int[]> pieces(BitSet states, int low, int high) {
        TreeSet<Integer> cuts = new TreeSet<>(List.of(low));
        states.stream().forEach(state -> edges.get(state).forEach(edge -> {
            cuts.add(edge.low);
            cuts.add(edge.high + 1);
        }));
        List<Integer> within = List.copyOf(cuts.subSet(low, true, high, true));
        List<int[]> pieces = new ArrayList<>();
        for (int i = 0; i < within.size(); i++) {
            pieces.add(new int[] {within.get(i), i + 1 < within.size() ? within.get(i + 1) - 1 : high});
        }
        return pieces;
    }

    /**
     * Some texts of a set.
     *
     * @param texts the shortest first
     * @param all whether there are no others
     */
    record Words(List<String> texts, boolean all) {}

    /** Up to so many texts, the shortest first. */
    Words words(int most) {
        List<String> found = new ArrayList<>();
        boolean all = true;
        Map<String, BitSet> layer = new LinkedHashMap<>();
        if (!isEmpty()) {
            BitSet start = new BitSet();
            start.set(0);
            layer.put("", start);
        }
        while (!layer.isEmpty()) {
            Map<String, BitSet> longer = new LinkedHashMap<>();
            for (Map.Entry<String, BitSet> text : layer.entrySet()) {
                if (accepting.intersects(text.getValue())) {
                    if (found.size() == most) {
                        return new Words(found, false);
                    }
                    found.add(text.getKey());
                }
                all &= extend(text.getKey(), text.getValue(), most + 1 - found.size(), longer);
            }
            layer = longer;
        }
        return new Words(found, all);
    }

    /** Adds texts that are one character longer; false when there is no room for all of them. */
    private boolean extend(String text, BitSet states, int room, Map<String, BitSet> into) {
        List<Edge> out =
                states.stream().boxed().flatMap(state -> edges.get(state).stream()).toList();
        Set<Integer> next = new LinkedHashSet<>();
        int widest = out.stream().mapToInt(edge -> edge.high - edge.low).max().orElse(-1);
        for (int i = 0; i <= widest && next.size() <= room; i++) {
            for (Edge edge : out) {
                if (i <= edge.high - edge.low) {
                    int from = Characters.readable(edge.low, edge.high);
                    next.add(from + i <= edge.high ? from + i : from + i - edge.high - 1 + edge.low);
                }
            }
        }
        for (int codePoint : next) {
            if (into.size() >= room) {
                return false;
            }
            into.put(text + Character.toString(codePoint), after(states, codePoint));
        }
        return true;
    }
}
