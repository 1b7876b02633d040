package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
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
            for (Step<S> step : new LinkedHashSet<>(graph.steps(nodes.get(node)))) {
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
        List<List<Integer>> sources = sources(edges);
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

    private static List<List<Integer>> sources(List<List<Edge>> edges) {
        List<List<Integer>> sources = new ArrayList<>();
        edges.forEach(ignored -> sources.add(new ArrayList<>()));
        for (int state = 0; state < edges.size(); state++) {
            for (Edge edge : edges.get(state)) {
                sources.get(edge.target).add(state);
            }
        }
        return sources;
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
                        return node.automaton < 0
                                ? all.stream().anyMatch(each -> each.accepting.get(0))
                                : all.get(node.automaton).accepting.get(node.state);
                    }

                    @Override
                    public List<Step<Within>> steps(Within node) {
                        List<Step<Within>> steps = new ArrayList<>();
                        for (int i = 0; i < all.size(); i++) {
                            if (!all.get(i).isEmpty() && (node.automaton < 0 || node.automaton == i)) {
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
                    public List<Step<Pair>> steps(Pair node) throws TooComplex {
                        List<Step<Pair>> steps = new ArrayList<>();
                        budget.spend((long) edges.get(node.one).size()
                                * other.edges.get(node.two).size());
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
                    public List<Step<Beside>> steps(Beside node) throws TooComplex {
                        List<Step<Beside>> steps = new ArrayList<>();
                        for (Edge edge : edges.get(node.state)) {
                            List<int[]> pieces = other.pieces(node.others, edge.low, edge.high);
                            budget.spend((long) pieces.size() * node.others.cardinality());
                            for (int[] piece : pieces) {
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
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            for (Edge edge : edges.get(state)) {
                if (edge.low <= codePoint && codePoint <= edge.high) {
                    next.set(edge.target);
                }
            }
        }
        return next;
    }

    /** The interval in pieces, on each of which every edge out of the states is either taken or not. */
    private List<int[]> pieces(BitSet states, int low, int high) {
        TreeSet<Integer> cuts = new TreeSet<>(List.of(low));
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            for (Edge edge : edges.get(state)) {
                if (edge.low > low && edge.low <= high) {
                    cuts.add(edge.low);
                }
                if (edge.high >= low && edge.high < high) {
                    cuts.add(edge.high + 1);
                }
            }
        }
        List<Integer> within = List.copyOf(cuts);
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

    /** A text that may go on: the states it leads to, and how long the shortest text is that it begins. */
    private record Begun(String text, BitSet states, int length) {}

    /** Up to so many texts, the shortest first. */
    Words words(int most) {
        List<String> found = new ArrayList<>();
        if (isEmpty()) {
            return new Words(found, true);
        }
        int[] left = left();
        // Of beginnings of equally short texts the longer one first, so that one text is finished before others.
        Queue<Begun> open = new PriorityQueue<>(Comparator.comparingInt(Begun::length)
                .thenComparing(begun -> begun.text.length(), Comparator.reverseOrder()));
        BitSet start = new BitSet();
        start.set(0);
        open.add(new Begun("", start, left[0]));
        boolean all = true;
        while (!open.isEmpty()) {
            Begun begun = open.remove();
            if (accepting.intersects(begun.states)) {
                if (found.size() == most) {
                    return new Words(found, false);
                }
                found.add(begun.text);
            }
            List<Integer> next = next(begun.states, most + 1);
            all &= next.size() <= most;
            for (int codePoint : next) {
                BitSet states = after(begun.states, codePoint);
                String longer = begun.text + Character.toString(codePoint);
                int shortest = states.stream().map(state -> left[state]).min().orElseThrow();
                open.add(new Begun(longer, states, longer.codePointCount(0, longer.length()) + shortest));
            }
            if (found.size() == most && !all) {
                return new Words(found, false);
            }
        }
        return new Words(found, all);
    }

    /**
     * A shortest text, in time of its length and the edges.
     *
     * @throws IllegalStateException when there is none
     */
    String shortest() {
        if (isEmpty()) {
            throw new IllegalStateException("There is no text");
        }
        int[] left = left();
        StringBuilder text = new StringBuilder();
        int state = 0;
        while (left[state] > 0) {
            int closer = left[state] - 1;
            Edge step = edges.get(state).stream()
                    .filter(edge -> left[edge.target] == closer)
                    .findFirst()
                    .orElseThrow();
            text.appendCodePoint(Characters.readable(step.low, step.high));
            state = step.target;
        }
        return text.toString();
    }

    /** How many characters are left, at least, from each state to the end of a text. */
    private int[] left() {
        List<List<Integer>> sources = sources(edges);
        int[] left = new int[edges.size()];
        Arrays.fill(left, -1);
        Deque<Integer> open = new ArrayDeque<>();
        accepting.stream().forEach(state -> {
            left[state] = 0;
            open.add(state);
        });
        while (!open.isEmpty()) {
            int state = open.remove();
            for (int source : sources.get(state)) {
                if (left[source] < 0) {
                    left[source] = left[state] + 1;
                    open.add(source);
                }
            }
        }
        return left;
    }

    /** Up to so many characters that can come next, from each edge in turn. */
    private List<Integer> next(BitSet states, int most) {
        List<Edge> out = states.stream()
                .boxed()
                .flatMap(state -> edges.get(state).stream())
                .toList();
        Set<Integer> next = new LinkedHashSet<>();
        int widest = out.stream().mapToInt(edge -> edge.high - edge.low).max().orElse(-1);
        for (int i = 0; i <= widest && next.size() < most; i++) {
            for (Edge edge : out) {
                if (i <= edge.high - edge.low) {
                    int from = Characters.readable(edge.low, edge.high);
                    next.add(from + i <= edge.high ? from + i : from + i - edge.high - 1 + edge.low);
                }
            }
        }
        return List.copyOf(next);
    }
}
