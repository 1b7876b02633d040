package io.portcullis.reasoning.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds a shortest text that is of two forms: the positions that one text can reach in both, nearest first. One use. */
public final class CommonText {

    /** A pair of positions, and how it was first reached. */
    private record Step(int from, int letter) {}

    private final List<Glob.Element> one;
    private final List<Glob.Element> other;
    private final Map<Integer, Step> steps = new HashMap<>();
    private final Deque<Integer> left = new ArrayDeque<>();

    private CommonText(Glob one, Glob other) {
        this.one = one.elements();
        this.other = other.elements();
    }

    /** A shortest text of both; empty when there is none. Takes time of the product of their lengths. */
    public static Optional<String> of(Glob one, Glob other) {
        return new CommonText(one, other).search();
    }

    private Optional<String> search() {
        reach(0, 0, new Step(-1, 0));
        while (!left.isEmpty()) {
            int pair = left.remove();
            int i = pair / (other.size() + 1);
            int j = pair % (other.size() + 1);
            if (i == one.size() && j == other.size()) {
                return Optional.of(text(pair));
            }
            if (i < one.size() && j < other.size()) {
                OptionalInt letter = common(one.get(i).set(), other.get(j).set());
                if (letter.isPresent()) {
                    int further = one.get(i).repeated() ? i : i + 1;
                    reach(further, other.get(j).repeated() ? j : j + 1, new Step(pair, letter.getAsInt()));
                }
            }
        }
        return Optional.empty();
    }

    /** What is reached without a letter is reached at once. */
    private void reach(int i, int j, Step step) {
        int pair = i * (other.size() + 1) + j;
        if (steps.putIfAbsent(pair, step) == null) {
            left.add(pair);
            if (i < one.size() && one.get(i).repeated()) {
                reach(i + 1, j, step);
            }
            if (j < other.size() && other.get(j).repeated()) {
                reach(i, j + 1, step);
            }
        }
    }

    private static OptionalInt common(CharSet one, CharSet other) {
        return one.complement().or(other.complement()).complement().readable();
    }

    private String text(int pair) {
        StringBuilder text = new StringBuilder();
        for (Step step = step(pair); step.from >= 0; step = step(step.from)) {
            text.insert(0, Character.toString(step.letter));
        }
        return text.toString();
    }

    private Step step(int pair) {
        return Optional.ofNullable(steps.get(pair)).orElseThrow();
    }
}
