package io.portcullis.reasoning.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Policies as trees of maps, lists and texts: written as JSON, and made smaller. */
public final class Trees {

    private Trees() {}

    /** The tree as JSON on one line. */
    public static String json(Object tree) {
        return switch (tree) {
            case Map<?, ?> members ->
                "{"
                        + String.join(
                                ",",
                                members.entrySet().stream()
                                        .map(each -> json(each.getKey()) + ":" + json(each.getValue()))
                                        .toList())
                        + "}";
            case List<?> items ->
                "[" + String.join(",", items.stream().map(Trees::json).toList()) + "]";
            default -> "\"" + tree.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }

    /**
     * A smallest tree that still fails: no member or item can be left out, no list of one unwrapped, no text be simplified.
     *
     * @param fails false for trees that are no policies
     */
    static Object smallest(Object tree, Predicate<Object> fails) {
        Object current = tree;
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (Object smaller : smaller(current)) {
                if (fails.test(smaller)) {
                    current = smaller;
                    shrunk = true;
                    break;
                }
            }
        }
        return current;
    }

    /** Every tree that is smaller in one place, the boldest first. */
    private static List<Object> smaller(Object tree) {
        List<Object> all = new ArrayList<>();
        switch (tree) {
            case Map<?, ?> members -> {
                members.keySet().forEach(name -> all.add(without(members, name)));
                members.forEach((name, value) -> smaller(value).forEach(less -> all.add(with(members, name, less))));
            }
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    all.add(replaced(items, i, List.of()));
                }
                if (items.size() == 1) {
                    all.add(items.getFirst());
                }
                for (int i = 0; i < items.size(); i++) {
                    for (Object less : smaller(items.get(i))) {
                        all.add(replaced(items, i, List.of(less)));
                    }
                }
            }
            default -> {
                if (!tree.equals("*")) {
                    all.add("*");
                }
            }
        }
        return all;
    }

    private static Map<Object, Object> without(Map<?, ?> members, Object name) {
        Map<Object, Object> less = new LinkedHashMap<>(members);
        less.remove(name);
        return less;
    }

    private static Map<Object, Object> with(Map<?, ?> members, Object name, Object value) {
        Map<Object, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return changed;
    }

    private static List<Object> replaced(List<?> items, int at, List<Object> by) {
        List<Object> changed = new ArrayList<>(items.subList(0, at));
        changed.addAll(by);
        changed.addAll(items.subList(at + 1, items.size()));
        return changed;
    }
}
