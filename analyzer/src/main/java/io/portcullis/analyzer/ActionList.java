package io.portcullis.analyzer;

import io.portcullis.reasoning.Actions;
import io.portcullis.reasoning.Bound;
import io.portcullis.reasoning.Caller;
import io.portcullis.reasoning.Facts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The actions of a resource type that can succeed from another account, in one edition of the list: facts that change as AWS
 * grows. They are in {@code actions.txt}, with their sources, and read once. Never changed after that.
 */
final class ActionList {

    /** What alone is no access: it goes with an action on something else. */
    private static final String COMPANION = "session";

    private static final Map<String, ActionList> LISTS = read();

    private final List<String> names;
    private final Actions asked;
    private final Map<String, Set<String>> byObject = new HashMap<>();
    private final Map<Caller, Bound> bounds = new EnumMap<>(Caller.class);
    private boolean takesUnsigned;

    private ActionList(List<ExternalAction> actions) {
        List<String> all = new ArrayList<>(actions.size());
        for (ExternalAction action : actions) {
            all.add(action.name());
            byObject.computeIfAbsent(action.of(), of -> new HashSet<>()).add(action.name());
        }
        this.names = List.copyOf(all);
        this.asked = new Actions(names);
        for (Caller caller : Caller.values()) {
            Set<String> allowed = new HashSet<>();
            for (ExternalAction action : actions) {
                if (action.asked().by(caller)) {
                    allowed.add(action.name());
                }
            }
            if (allowed.size() < names.size()) {
                bounds.put(caller, new Bound.OfCaller(caller, allowed));
            }
            takesUnsigned |= caller == Caller.UNSIGNED && !allowed.isEmpty();
        }
    }

    private static Map<String, ActionList> read() {
        Map<String, ActionList> lists = new HashMap<>();
        List<ExternalAction> current = new ArrayList<>();
        String heading = "";
        String prefix = "";
        for (List<String> words : Facts.lines(ActionList.class, "actions.txt")) {
            if (words.getFirst().equals("@")) {
                lists.put(heading, new ActionList(current));
                current = new ArrayList<>();
                heading = words.get(1) + " " + words.get(2);
                prefix = words.get(3) + ":";
            } else {
                ExternalAction.Asked asked =
                        ExternalAction.Asked.valueOf(words.get(1).toUpperCase(Locale.ROOT));
                AccessLevel level = AccessLevel.valueOf(words.get(2).toUpperCase(Locale.ROOT));
                for (String name : words.subList(3, words.size())) {
                    current.add(new ExternalAction(prefix + name, words.getFirst(), asked, level));
                }
            }
        }
        lists.put(heading, new ActionList(current));
        return lists;
    }

    /** The list of a type, by its CloudFormation name, in an edition such as {@code 2026-08}. */
    static ActionList of(String type, String edition) {
        ActionList list = LISTS.get(type + " " + edition);
        if (list == null) {
            throw new IllegalArgumentException("There is no list of actions of " + type + " of " + edition);
        }
        return list;
    }

    /** The actions, worst first. */
    List<String> names() {
        return names;
    }

    /** The actions as questions ask about them. */
    Actions asked() {
        return asked;
    }

    /** The actions that are asked of one kind of thing, such as {@code object}. */
    Set<String> on(String of) {
        return byObject.getOrDefault(of, Set.of());
    }

    /** Whether these actions, granted without others, are access to anything. */
    boolean areAccess(List<String> granted) {
        return !on(COMPANION).containsAll(granted);
    }

    /** Whether anything can be asked for without a signature. */
    boolean takesUnsigned() {
        return takesUnsigned;
    }

    /** What these callers are bound to, where it is less than all. */
    List<Bound> bounds(Set<Caller> callers) {
        List<Bound> bound = new ArrayList<>();
        bounds.forEach((caller, actions) -> {
            if (callers.contains(caller)) {
                bound.add(actions);
            }
        });
        return bound;
    }
}
