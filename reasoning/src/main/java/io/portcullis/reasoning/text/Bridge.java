package io.portcullis.reasoning.text;

import io.portcullis.reasoning.text.Departures.Group;
import io.portcullis.reasoning.text.Departures.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes texts of a form that begin as one group and end as another, and that are long enough for neither to reach into the
 * other. For one thread.
 */
final class Bridge {

    private final List<Glob.Element> form;
    private final Set<String> avoided;
    private final Map<EndTree.Node, String> beginnings = new HashMap<>();
    private final Map<EndTree.Node, String> ends = new HashMap<>();

    /**
     * Between the ends of texts of a form.
     *
     * @param form its elements
     * @param avoided texts that are not made
     */
    Bridge(List<Glob.Element> form, Set<String> avoided) {
        this.form = form;
        this.avoided = avoided;
    }

    /** A short text; empty when there may be none. */
    Optional<String> between(Group left, Group right) {
        String shortest = "";
        for (Way begins : left.ways()) {
            for (Way ends : right.ways()) {
                String text = between(begins, ends, 0);
                boolean better = !text.isEmpty() && (shortest.isEmpty() || text.length() < shortest.length());
                shortest = better && !avoided.contains(text) ? text : shortest;
            }
        }
        return shortest.isEmpty() ? stretched(left, right) : Optional.of(shortest);
    }

    private Optional<String> stretched(Group left, Group right) {
        for (Way begins : left.ways()) {
            for (Way ends : right.ways()) {
                // So many texts are not all avoided.
                for (int more = 1; stretches(begins, ends) && more <= avoided.size() + 1; more++) {
                    String text = between(begins, ends, more);
                    if (!avoided.contains(text)) {
                        return Optional.of(text);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The element after the last one between the two ways. */
    private int until(Way ends) {
        return form.size() - ends.rest();
    }

    private boolean stretches(Way begins, Way ends) {
        return begins.rest() < until(ends)
                && form.subList(begins.rest(), until(ends)).stream().anyMatch(Glob.Element::repeated);
    }

    /** With so many letters more than it needs; no text when there is none of these two ways. */
    private String between(Way begins, Way ends, int more) {
        boolean joint = begins.element() == form.size() - 1 - ends.element() && more == 0;
        if (joint && !ends.from().goesOn(begins.letter())) {
            return text(begins, Character.toString(begins.letter()), ends);
        }
        if (joint && !begins.from().goesOn(ends.letter())) {
            return text(begins, Character.toString(ends.letter()), ends);
        }
        if (begins.rest() > until(ends)) {
            return "";
        }
        StringBuilder middle = new StringBuilder().appendCodePoint(begins.letter());
        int left = more;
        for (int at = begins.rest(); at < until(ends); at++) {
            Glob.Element element = form.get(at);
            int times = element.repeated() ? left : 1;
            left = element.repeated() ? 0 : left;
            int letter = element.set().readable().orElseThrow();
            for (int i = 0; i < times; i++) {
                middle.appendCodePoint(letter);
            }
        }
        return text(begins, middle.appendCodePoint(ends.letter()), ends);
    }

    private String text(Way begins, CharSequence middle, Way closes) {
        String before = beginnings.computeIfAbsent(begins.from(), node -> text(node.read()));
        String after = ends.computeIfAbsent(closes.from(), node -> text(EndTree.reversed(node.read())));
        return before + middle + after;
    }

    private static String text(int[] letters) {
        return new String(letters, 0, letters.length);
    }
}
