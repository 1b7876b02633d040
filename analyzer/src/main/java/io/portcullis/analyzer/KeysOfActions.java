package io.portcullis.analyzer;

import io.portcullis.reasoning.Bound;
import io.portcullis.reasoning.Facts;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which condition keys are in requests for some actions alone. The facts are in {@code keys-of-actions.txt}, with their sources,
 * and read once. Never changed after that.
 */
final class KeysOfActions {

    private static final Map<String, Set<String>> KEYS = read();

    private KeysOfActions() {}

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> actions = new HashMap<>();
        for (List<String> words : Facts.lines(KeysOfActions.class, "keys-of-actions.txt")) {
            for (String key : words.getFirst().split(",", -1)) {
                String prefix = key.substring(0, key.indexOf(':') + 1);
                Set<String> of = new HashSet<>();
                words.subList(1, words.size()).forEach(word -> of.addAll(named(word, prefix)));
                actions.put(key.toLowerCase(Locale.ROOT), of);
            }
        }
        return actions;
    }

    private static List<String> named(String word, String prefix) {
        if (word.charAt(0) == '@') {
            return ResourceType.of(word.substring(1))
                    .orElseThrow()
                    .latestActions()
                    .names();
        }
        return List.of(word.indexOf(':') < 0 ? prefix + word : word);
    }

    /**
     * What the keys that statements ask for are bound to.
     *
     * @param asked the actions that are asked about
     * @param listed those of them that were known when the facts were written: of a newer one any key may be
     */
    static List<Bound> bounds(List<Rule> rules, List<String> asked, List<String> listed) {
        Set<String> keys = new LinkedHashSet<>();
        rules.forEach(rule -> keys.addAll(rule.statement().keys()));
        List<Bound> bounds = new ArrayList<>();
        for (String key : keys) {
            Set<String> actions = actions(key);
            if (!actions.isEmpty()) {
                Set<String> bound = new HashSet<>(asked);
                bound.removeIf(action ->
                        listed.contains(action) && !actions.contains(action) && !actions.contains(all(action)));
                bounds.add(new Bound.OfKey(key, bound));
            }
        }
        return bounds;
    }

    private static String all(String action) {
        return action.substring(0, action.indexOf(':') + 1) + "*";
    }

    private static Set<String> actions(String key) {
        return KEYS.getOrDefault(key, KEYS.getOrDefault(family(key) + "*", Set.of()));
    }

    /** What stands before a name of somebody's own, which may hold such separators too; the whole key where there is none. */
    private static String family(String key) {
        int end = key.indexOf(':') + 1;
        while (end < key.length() && key.charAt(end) != ':' && key.charAt(end) != '/') {
            end++;
        }
        return key.substring(0, Math.min(end + 1, key.length()));
    }
}
