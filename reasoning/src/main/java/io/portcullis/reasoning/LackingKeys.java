package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keys that requests have, but not those for some actions. The facts are in {@code lacking-keys.txt}, with their sources; read
 * once. They matter where a question is about the actions of several services: none that is about one service alone has such
 * actions.
 */
final class LackingKeys {

    private static final Map<String, List<String>> ACTIONS = Facts.lines(LackingKeys.class, "lacking-keys.txt").stream()
            .collect(Collectors.toUnmodifiableMap(
                    words -> words.getFirst().toLowerCase(Locale.ROOT),
                    words -> List.copyOf(words.subList(1, words.size()))));

    private LackingKeys() {}

    /** The actions whose requests may lack the key of this normalized name; none where all have it or any may lack it. */
    static List<String> actions(String key) {
        return ACTIONS.getOrDefault(key, List.of());
    }

    /** Whether a request that is asked about may lack a key for the sake of its action. */
    static boolean mayLack(String key, Actions actions) {
        return actions.service().isEmpty() && ACTIONS.containsKey(key);
    }

    /** That requests for other actions, and of other services' resources, have the keys that rules speak of. */
    static List<Clash> clashes(Drafts drafts, Actions actions, String partition) {
        List<Clash> clashes = new ArrayList<>();
        for (String base : drafts.bases()) {
            if (mayLack(base, actions)) {
                Claim absent = new Claim(base, new Choice.Present()).not();
                int lacking = drafts.action().test(actions.matching(actions(base)));
                int theirs = drafts.resource().test(resources(actions(base), partition));
                clashes.add(new Clash(absent, new Claim(Binding.ACTION, new Choice.Test(lacking)).not()));
                clashes.add(new Clash(absent, new Claim(Binding.RESOURCE, new Choice.Test(theirs)).not()));
            }
        }
        return clashes;
    }

    /** What the services of some actions are asked of: snapshots of EBS are EC2's. */
    private static Texts resources(List<String> actions, String partition) {
        List<Texts> resources = new ArrayList<>(List.of(new Texts.One("*")));
        actions.stream()
                .map(action -> action.substring(0, action.indexOf(':') + 1))
                .distinct()
                .forEach(service -> resources.add(new Texts.Starting("arn:" + partition + ":" + service)));
        return Texts.any(resources);
    }
}
