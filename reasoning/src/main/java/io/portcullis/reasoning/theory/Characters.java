package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.CharSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Code points: which to show, and which are the same but for their case. */
final class Characters {

    /** No code point above this has a case. */
    private static final int LAST_WITH_CASE = 0x1E943;

    /** Every code point that equals another without case, with the one that stands for all its equals. Never changed. */
    private static final int[][] CASED = IntStream.rangeClosed(0, LAST_WITH_CASE)
            .mapToObj(c -> new int[] {c, CharSet.withoutCase(c)})
            .filter(each -> each[0] != each[1])
            .toArray(int[][]::new);

    private Characters() {}

    /** The most readable code point from {@code low} to {@code high}. */
    static int readable(int low, int high) {
        for (int[] nice : new int[][] {{'a', 'z'}, {'0', '9'}, {'A', 'Z'}, {'!', '~'}}) {
            int candidate = Math.max(low, nice[0]);
            if (candidate <= Math.min(high, nice[1])) {
                return candidate;
            }
        }
        return low;
    }

    /** The automaton of all texts that equal one of this automaton's but for the case of their characters. */
    static Automaton anyCase(Automaton exact) {
        List<List<Automaton.Edge>> edges = new ArrayList<>();
        for (List<Automaton.Edge> out : exact.edges()) {
            List<Automaton.Edge> wider = new ArrayList<>(out);
            for (Automaton.Edge edge : out) {
                BitSet others = otherCases(edge.low(), edge.high());
                for (int low = others.nextSetBit(0); low >= 0; ) {
                    int end = others.nextClearBit(low);
                    wider.add(new Automaton.Edge(low, end - 1, edge.target()));
                    low = others.nextSetBit(end);
                }
            }
            edges.add(List.copyOf(wider));
        }
        return new Automaton(List.copyOf(edges), exact.accepting());
    }

    /** Whether some text of an automaton has a character with a case. */
    static boolean haveCase(Automaton texts) {
        return texts.edges().stream()
                .flatMap(List::stream)
                .anyMatch(edge -> Arrays.stream(CASED)
                        .flatMapToInt(Arrays::stream)
                        .anyMatch(cased -> edge.low() <= cased && cased <= edge.high()));
    }

    private static BitSet otherCases(int low, int high) {
        BitSet equals = new BitSet();
        for (int[] each : CASED) {
            boolean in = (low <= each[0] && each[0] <= high) || (low <= each[1] && each[1] <= high);
            if (in) {
                equals.set(each[1]);
            }
        }
        BitSet others = (BitSet) equals.clone();
        for (int[] each : CASED) {
            others.set(each[0], equals.get(each[1]) || others.get(each[0]));
        }
        others.clear(low, Math.min(high, Character.MAX_CODE_POINT) + 1);
        return others;
    }
}
