package io.portcullis.reasoning;

import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.text.CharSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The actions that a question is about. Make one for many questions: it remembers what common patterns match. Safe for many
 * threads.
 */
public final class Actions {

    /** Patterns remembered; hostile documents must not fill the memory. */
    private static final int REMEMBERED = 4_096;

    private final List<String> names;
    private final Optional<String> service;
    private final List<List<String>> values;
    private final List<String> lowerCase;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Atoms> remembered = new ConcurrentHashMap<>();

    /** These actions, in their documented spelling, the worst first. */
    public Actions(List<String> names) {
        this(names, service(names));
    }

    /** These actions, and the service to which all requests go, if it is one. */
    Actions(List<String> names, Optional<String> service) {
        this.names = List.copyOf(names);
        this.service = service;
        this.values = names.stream().map(List::of).toList();
        this.lowerCase = names.stream().map(Actions::inOneCase).toList();
        for (int i = 0; i < lowerCase.size(); i++) {
            indexes.put(lowerCase.get(i), i);
        }
    }

    /** The actions. */
    public List<String> names() {
        return names;
    }

    private static Optional<String> service(List<String> names) {
        List<String> services =
                names.stream().map(name -> name.split(":", 2)[0]).distinct().toList();
        return services.size() == 1 ? Optional.of(services.getFirst()) : Optional.empty();
    }

    /** The service to which all requests go that are asked about, such as {@code kms}; empty where they go to several. */
    Optional<String> service() {
        return service;
    }

    /** Whether an element names actions of one service alone. */
    static boolean areOf(String service, MatchClause clause) {
        String prefix = service + ":";
        return !clause.negated()
                && clause.values().texts().stream()
                        .allMatch(pattern -> pattern.regionMatches(true, 0, prefix, 0, prefix.length()));
    }

    /** Those that some patterns match; {@code *} and {@code ?} are wildcards, and case makes no difference. */
    Actions only(List<String> patterns) {
        Atoms some = matching(patterns);
        List<String> left = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (some.has(i)) {
                left.add(names.get(i));
            }
        }
        return new Actions(left);
    }

    List<List<String>> values() {
        return values;
    }

    /** The actions of an Action or NotAction element, by their index. Case does not count, and nothing is a variable. */
    Atoms matching(MatchClause clause) {
        Atoms all = matching(clause.values().texts());
        return clause.negated() ? all.complement() : all;
    }

    /** The actions that some patterns match, by their index. */
    Atoms matching(List<String> patterns) {
        Atoms all = Atoms.none(names.size());
        for (String pattern : patterns) {
            all = all.or(matching(pattern));
        }
        return all;
    }

    private Atoms matching(String pattern) {
        Atoms known = remembered.get(pattern);
        if (known != null) {
            return known;
        }
        Atoms matching = match(inOneCase(pattern));
        if (remembered.size() < REMEMBERED) {
            remembered.put(pattern, matching);
        }
        return matching;
    }

    /** A text as it compares without case, letter by letter as {@link String#equalsIgnoreCase} does. */
    static String inOneCase(String text) {
        StringBuilder one = new StringBuilder(text.length());
        text.codePoints().forEach(c -> one.appendCodePoint(CharSet.withoutCase(c)));
        return one.toString();
    }

    private Atoms match(String pattern) {
        if (Literals.isPlain(pattern, true, false)) {
            Integer index = indexes.get(pattern);
            return index == null ? Atoms.none(names.size()) : Atoms.only(names.size(), index);
        }
        Template template = Template.parse(pattern, true, false);
        return Atoms.where(names.size(), i -> template.matches(lowerCase.get(i)));
    }
}
