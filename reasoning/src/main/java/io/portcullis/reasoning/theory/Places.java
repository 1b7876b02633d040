package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ways to read a text as one part after the other, as an automaton that knows which part it is in. */
final class Places {

    private final List<Automaton> parts;

    /** The number of each part's first state. */
    private final int[] first;

    /** Where a reading may be before the next character: a part that may end here may have ended. */
    private final int[][] reached;

    /** For texts whose parts are each in a set; none of the sets is empty. */
    Places(List<Automaton> parts) {
        this.parts = List.copyOf(parts);
        this.first = new int[parts.size() + 1];
        for (int part = 0; part < parts.size(); part++) {
            first[part + 1] = first[part] + parts.get(part).edges().size();
        }
        this.reached = new int[first[parts.size()]][];
        for (int part = parts.size() - 1; part >= 0; part--) {
            for (int state = 0; state < parts.get(part).edges().size(); state++) {
                boolean ends =
                        part + 1 < parts.size() && parts.get(part).accepting().get(state);
                int[] later = ends ? reached[first[part + 1]] : new int[0];
                int[] all = Arrays.copyOf(later, later.length + 1);
                all[later.length] = first[part] + state;
                reached[first[part] + state] = all;
            }
        }
    }

    /** Two readings of one text, and whether some character of it was in different parts for them. */
    private record Both(int state, int one, int two, boolean apart) {}

    /** Whether some text of a set can be read in both ways so that the parts begin or end in different places. */
    static boolean areTwo(Automaton texts, Places one, Places two, Budget budget) throws TooComplex {
        return !texts.isEmpty()
                && !Automaton.of(new Readings(texts, one, two, budget), budget).isEmpty();
    }

    private int part(int at) {
        int part = 0;
        while (first[part + 1] <= at) {
            part++;
        }
        return part;
    }

    private List<Automaton.Edge> edges(int at) {
        int part = part(at);
        return parts.get(part).edges().get(at - first[part]);
    }

    private boolean isEnd(int at) {
        int last = parts.size() - 1;
        return Arrays.stream(reached[at])
                .anyMatch(each ->
                        part(each) == last && parts.get(last).accepting().get(each - first[last]));
    }

    private record Readings(Automaton texts, Places one, Places two, Budget budget) implements Automaton.Graph<Both> {

        @Override
        public Both start() {
            return new Both(0, 0, 0, false);
        }

        @Override
        public boolean accepts(Both node) {
            return node.apart && texts.accepting().get(node.state) && one.isEnd(node.one) && two.isEnd(node.two);
        }

        @Override
        public List<Automaton.Step<Both>> steps(Both node) throws TooComplex {
            List<Automaton.Step<Both>> steps = new ArrayList<>();
            for (int left : one.reached[node.one]) {
                for (int right : two.reached[node.two]) {
                    add(node, left, right, steps);
                }
            }
            return steps;
        }

        private void add(Both from, int left, int right, List<Automaton.Step<Both>> into) throws TooComplex {
            int partOne = one.part(left);
            int partTwo = two.part(right);
            boolean apart = from.apart || partOne != partTwo;
            List<Automaton.Edge> second = two.edges(right);
            for (Automaton.Edge edge : texts.edges().get(from.state)) {
                for (Automaton.Edge here : one.edges(left)) {
                    int low = Math.max(edge.low(), here.low());
                    int high = Math.min(edge.high(), here.high());
                    if (low <= high) {
                        budget.spend(second.size());
                        for (Automaton.Edge there : second) {
                            if (there.low() <= high && low <= there.high()) {
                                Both next = new Both(
                                        edge.target(),
                                        one.first[partOne] + here.target(),
                                        two.first[partTwo] + there.target(),
                                        apart);
                                into.add(new Automaton.Step<>(
                                        Math.max(low, there.low()), Math.min(high, there.high()), next));
                            }
                        }
                    }
                }
            }
        }
    }
}
