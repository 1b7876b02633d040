package io.portcullis.analyzer;

import io.portcullis.reasoning.Actions;
import io.portcullis.reasoning.Bound;
import io.portcullis.reasoning.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The actions of a resource type that can succeed from another account, in one edition of the list: facts that change as AWS
 * grows. They are in {@code actions.txt}, with their sources, and read once. Immutable.
 */
final class ActionList {

    /** What alone is no access: it goes with an action on something else. */
    private static final String COMPANION = "session";

    private static final Map<String, ActionList> LISTS = read();

    private final List<ExternalAction> actions;
    private final List<String> names;
    private final Actions asked;
    private final Set<String> companions;
    private final boolean takesUnsigned;
    private final Map<Caller, Bound> bounds = new EnumMap<>(Caller.class);

    private ActionList(List<ExternalAction> actions) {
        this.actions = List.copyOf(actions);
        this.names = actions.stream().map(ExternalAction::name).toList();
        this.asked = new Actions(names);
        this.companions = named(action -> action.of().equals(COMPANION));
        this.takesUnsigned = actions.stream().anyMatch(action -> action.asked().by(Caller.UNSIGNED));
        for (Caller caller : Caller.values()) {
            Set<String> allowed = named(action -> action.asked().by(caller));
            if (allowed.size() < names.size()) {
                bounds.put(caller, new Bound.OfCaller(caller, allowed));
            }
        }
    }

    private static Map<String, ActionList> read() {
        Map<String, List<ExternalAction>> read = new HashMap<>();
        List<ExternalAction> current = new ArrayList<>();
        String prefix = "";
        for (String line : text().lines().toList()) {
            String[] words = line.split(" ");
            if (line.startsWith("@")) {
                current = read.computeIfAbsent(words[1] + " " + words[2], key -> new ArrayList<>());
                prefix = words[3] + ":";
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                ExternalAction.Asked asked = ExternalAction.Asked.valueOf(words[1].toUpperCase(Locale.ROOT));
                AccessLevel level = AccessLevel.valueOf(words[2].toUpperCase(Locale.ROOT));
                for (int i = 3; i < words.length; i++) {
                    current.add(new ExternalAction(prefix + words[i], words[0], asked, level));
                }
            }
        }
        return read.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new ActionList(entry.getValue())));
    }

    private static String text() {
        try (InputStream in = ActionList.class.getResourceAsStream("actions.txt")) {
            if (in == null) {
                throw new IllegalStateException("The build has lost actions.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** The actions that are asked of one kind of thing. */
    Set<String> on(String of) {
        return named(action -> action.of().equals(of));
    }

    /** The actions that are asked of anything else. */
    Set<String> notOn(String of) {
        return named(action -> !action.of().equals(of));
    }

    /** Whether these actions, granted without others, are access to anything. */
    boolean areAccess(List<String> granted) {
        return !companions.containsAll(granted);
    }

    /** Whether anything can be asked for without a signature. */
    boolean takesUnsigned() {
        return takesUnsigned;
    }

    /** What these callers are bound to, where it is less than all. */
    List<Bound> bounds(Set<Caller> callers) {
        return callers.stream().filter(bounds::containsKey).map(bounds::get).toList();
    }

    private Set<String> named(Predicate<ExternalAction> wanted) {
        return actions.stream().filter(wanted).map(ExternalAction::name).collect(Collectors.toUnmodifiableSet());
    }
}
