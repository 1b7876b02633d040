package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways to read a text as one part after the other.
 *
 * @param parts what each part may be
 */
record Places(List<Automaton> parts) {

    /** Copies the list. */
    Places {
        parts = List.copyOf(parts);
    }

    /** In which part a reading is, and in which state of it. */
    private record At(int part, int state) {}

    /** Two readings of one text, and whether some character of it was in different parts for them. */
    private record Both(int state, At one, At two, boolean apart) {}

    /** Whether some text of a set can be read in both ways so that the parts begin or end in different places. */
    static boolean areTwo(Automaton texts, Places one, Places two, Budget budget) throws TooComplex {
        boolean readable = !texts.isEmpty()
                && one.parts.stream().noneMatch(Automaton::isEmpty)
                && two.parts.stream().noneMatch(Automaton::isEmpty);
        return readable && !Automaton.of(new Readings(texts, one, two, budget), budget).isEmpty();
    }

    private boolean isEnd(At at) {
        return from(at).stream()
                .anyMatch(each -> each.part == parts.size() - 1
                        && parts.get(each.part).accepting().get(each.state));
    }

    /** Where a reading may be before the next character: a part that may end here may have ended. */
    private List<At> from(At at) {
        List<At> all = new ArrayList<>(List.of(at));
        At last = at;
        while (last.part + 1 < parts.size() && parts.get(last.part).accepting().get(last.state)) {
            last = new At(last.part + 1, 0);
            all.add(last);
        }
        return all;
    }

    private record Readings(Automaton texts, Places one, Places two, Budget budget) implements Automaton.Graph<Both> {

        @Override
        public Both start() {
            return new Both(0, new At(0, 0), new At(0, 0), false);
        }

        @Override
        public boolean accepts(Both node) {
            return node.apart && texts.accepting().get(node.state) && one.isEnd(node.one) && two.isEnd(node.two);
        }

        @Override
        public List<Automaton.Step<Both>> steps(Both node) throws TooComplex {
            List<Automaton.Step<Both>> steps = new ArrayList<>();
            for (At first : one.from(node.one)) {
                for (At second : two.from(node.two)) {
                    boolean apart = node.apart || first.part != second.part;
                    for (Automaton.Edge edge : texts.edges().get(node.state)) {
                        add(edge, first, second, apart, steps);
                    }
                }
            }
            return steps;
        }

        private void add(Automaton.Edge edge, At first, At second, boolean apart, List<Automaton.Step<Both>> into)
                throws TooComplex {
            List<Automaton.Edge> ones = one.parts.get(first.part).edges().get(first.state);
            List<Automaton.Edge> twos = two.parts.get(second.part).edges().get(second.state);
            budget.spend((long) ones.size() * twos.size());
            for (Automaton.Edge left : ones) {
                for (Automaton.Edge right : twos) {
                    int low = Math.max(edge.low(), Math.max(left.low(), right.low()));
                    int high = Math.min(edge.high(), Math.min(left.high(), right.high()));
                    if (low <= high) {
                        At nextOne = new At(first.part, left.target());
                        At nextTwo = new At(second.part, right.target());
                        into.add(new Automaton.Step<>(low, high, new Both(edge.target(), nextOne, nextTwo, apart)));
                    }
                }
            }
        }
    }
}
