package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A pattern as one pass over its subject and the texts that stand in it: segment after segment, each read on one text or
 * on several at once. The pass is a finite automaton over several tapes, so each text's share in it is one over that text.
 */
final class Chain {

    /**
     * One segment.
     *
     * @param path what may be read
     * @param texts the texts that it is read on
     * @param anyCase whether upper and lower case are the same
     */
    private record Segment(Automaton path, List<Integer> texts, boolean anyCase) {}

    /** Where a pass is: in which segment, in which state of it, and in which state of each text. */
    private record Node(int segment, int state, List<Integer> states) {}

    private final List<Segment> segments;
    private final Budget budget;

    private Chain(List<Segment> segments, Budget budget) {
        this.segments = segments;
        this.budget = budget;
    }

    /** The passes that make up a pattern: one for each choice of the fields in which its values are found. */
    static List<Chain> of(int subject, Pattern pattern, Budget budget) throws TooComplex {
        List<List<Segment>> choices = List.of(List.of());
        for (Pattern.Piece piece : pattern.pieces()) {
            List<List<Segment>> ways = ways(subject, piece, budget);
            choices = choices.stream()
                    .flatMap(choice -> ways.stream().map(way -> {
                        List<Segment> longer = new ArrayList<>(choice);
                        longer.addAll(way);
                        return longer;
                    }))
                    .toList();
        }
        return choices.stream().map(choice -> new Chain(choice, budget)).toList();
    }

    private static List<List<Segment>> ways(int subject, Pattern.Piece piece, Budget budget) throws TooComplex {
        return switch (piece) {
            case Pattern.Plain plain ->
                List.of(List.of(new Segment(automaton(plain.glob(), budget), List.of(subject), false)));
            case Pattern.OneOf one -> List.of(List.of(new Segment(one.texts(), List.of(subject), false)));
            case Pattern.Slot slot -> {
                List<List<Segment>> ways = new ArrayList<>();
                for (Field field : slot.variable().fields()) {
                    List<Segment> way = new ArrayList<>();
                    for (Field.Part part : field.parts()) {
                        way.add(segment(subject, slot, part, budget));
                    }
                    ways.add(way);
                }
                yield ways;
            }
        };
    }

    private static Segment segment(int subject, Pattern.Slot slot, Field.Part part, Budget budget) throws TooComplex {
        Automaton path = automaton(part.glob(), budget);
        List<Integer> texts = new ArrayList<>();
        if (part.inValue()) {
            path = path.and(automaton(Glob.EMPTY.many(slot.any()), budget), budget);
            texts.add(subject);
        }
        if (part.inText()) {
            texts.add(slot.variable().text());
        }
        return new Segment(path, List.copyOf(texts), slot.anyCase());
    }

    private static Automaton automaton(Glob glob, Budget budget) throws TooComplex {
        return Tests.automaton(List.of(Language.of(glob)), List.of(), budget);
    }

    /**
     * The texts of one number for which the others can be chosen so that the pattern matches.
     *
     * @param target the number
     * @param domains the texts that each number may stand for; that of the target is not looked at
     */
    Automaton share(int target, List<Automaton> domains) throws TooComplex {
        List<Integer> others = segments.stream()
                .flatMap(segment -> segment.texts.stream())
                .filter(text -> text != target)
                .distinct()
                .toList();
        boolean nobody = segments.stream().anyMatch(segment -> segment.path.isEmpty())
                || others.stream().anyMatch(text -> domains.get(text).isEmpty());
        return nobody
                ? Automaton.NOTHING
                : Bisimulation.quotient(Automaton.of(new Share(target, others, domains), budget), budget);
    }

    /** The passes as a graph over the characters of the target alone; what is read on other texts is skipped. */
    private final class Share implements Automaton.Graph<Node> {

        private final int target;
        private final List<Integer> others;
        private final List<Automaton> exact;
        private final Map<Integer, Automaton> anyCase = new HashMap<>();

        Share(int target, List<Integer> others, List<Automaton> domains) {
            this.target = target;
            this.others = others;
            this.exact = others.stream().map(domains::get).toList();
        }

        @Override
        public Node start() {
            return new Node(0, 0, others.stream().map(ignored -> 0).toList());
        }

        @Override
        public boolean accepts(Node node) throws TooComplex {
            return closure(node).stream()
                    .anyMatch(each -> each.segment == segments.size()
                            && IntStream.range(0, exact.size())
                                    .allMatch(i -> exact.get(i).accepting().get(each.states.get(i))));
        }

        @Override
        public List<Automaton.Step<Node>> steps(Node node) throws TooComplex {
            List<Automaton.Step<Node>> steps = new ArrayList<>();
            for (Node each : closure(node)) {
                if (each.segment < segments.size()
                        && segments.get(each.segment).texts.contains(target)) {
                    steps.addAll(read(each));
                }
            }
            return steps;
        }

        /** The nodes that are reached without a character of the target. */
        private Set<Node> closure(Node from) throws TooComplex {
            Set<Node> closed = new LinkedHashSet<>(Set.of(from));
            Deque<Node> open = new ArrayDeque<>(closed);
            while (!open.isEmpty()) {
                Node node = open.pop();
                if (node.segment == segments.size()) {
                    continue;
                }
                Segment segment = segments.get(node.segment);
                List<Node> next = new ArrayList<>();
                if (segment.path.accepting().get(node.state)) {
                    next.add(new Node(node.segment + 1, 0, node.states));
                }
                if (!segment.texts.contains(target)) {
                    read(node).forEach(step -> next.add(step.to()));
                }
                budget.spend(1 + 4L * next.size());
                next.stream().filter(closed::add).forEach(open::push);
            }
            return closed;
        }

        /** Every way to read one more character of the segment. */
        private List<Automaton.Step<Node>> read(Node node) {
            Segment segment = segments.get(node.segment);
            boolean exactly = segment.texts.contains(target);
            List<Automaton.Step<Node>> steps = new ArrayList<>();
            for (Automaton.Edge edge : segment.path.edges().get(node.state)) {
                steps.add(new Automaton.Step<>(
                        edge.low(), edge.high(), new Node(node.segment, edge.target(), node.states)));
            }
            for (int text : segment.texts) {
                if (text != target) {
                    steps = together(steps, others.indexOf(text), segment.anyCase && exactly);
                    exactly = true;
                }
            }
            return steps;
        }

        private List<Automaton.Step<Node>> together(List<Automaton.Step<Node>> steps, int other, boolean inAnyCase) {
            Automaton domain = inAnyCase
                    ? anyCase.computeIfAbsent(other, i -> Characters.anyCase(exact.get(i)))
                    : exact.get(other);
            List<Automaton.Step<Node>> both = new ArrayList<>();
            for (Automaton.Step<Node> step : steps) {
                for (Automaton.Edge edge : domain.edges().get(step.to().states.get(other))) {
                    int low = Math.max(step.low(), edge.low());
                    int high = Math.min(step.high(), edge.high());
                    if (low <= high) {
                        List<Integer> states = new ArrayList<>(step.to().states);
                        states.set(other, edge.target());
                        both.add(new Automaton.Step<>(
                                low, high, new Node(step.to().segment, step.to().state, List.copyOf(states))));
                    }
                }
            }
            return both;
        }
    }
}
