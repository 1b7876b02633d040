package io.portcullis.reasoning;

import io.portcullis.reasoning.ContextKey.Kind;
import io.portcullis.reasoning.ContextKey.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The known context keys, read once from {@code context-keys.txt}. Immutable. */
final class KeyCatalogue {

    private static final KeyCatalogue KNOWN = new KeyCatalogue(Facts.lines("context-keys.txt"));

    /** By documented spelling and by lower case. */
    private final Map<String, ContextKey> keys;

    /** Keys with a name of somebody's own after a fixed beginning; the longest beginnings first. */
    private final List<ContextKey> families;

    private KeyCatalogue(List<String> lines) {
        Map<String, ContextKey> read = new HashMap<>(2 * lines.size());
        List<ContextKey> beginnings = new ArrayList<>();
        String[] section = {};
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1).split(" ");
                continue;
            }
            ContextKey key = key(line, section);
            if (key.name().endsWith("*")) {
                beginnings.add(key);
            } else {
                read.put(key.name(), key);
                read.put(key.normalized(), key);
            }
        }
        beginnings.sort(
                (one, two) -> Integer.compare(two.name().length(), one.name().length()));
        this.keys = Map.copyOf(read);
        this.families = List.copyOf(beginnings);
    }

    private static ContextKey key(String line, String[] section) {
        int space = line.indexOf(' ');
        String name = space < 0 ? line : line.substring(0, space);
        ValueType type = space < 0
                ? ValueType.STRING
                : ValueType.valueOf(line.substring(space + 1).toUpperCase(Locale.ROOT));
        boolean list = section[1].equals("list");
        boolean optional = list || section[1].equals("optional");
        return new ContextKey(name, name.toLowerCase(Locale.ROOT), type, kind(section[0]), optional, list);
    }

    private static Kind kind(String written) {
        return written.equals("caller") ? Kind.CALLER_CHOSEN : Kind.valueOf(written.toUpperCase(Locale.ROOT));
    }

    static ContextKey named(String written) {
        ContextKey exact = KNOWN.keys.get(written);
        if (exact != null) {
            return exact;
        }
        String normalized = written.toLowerCase(Locale.ROOT);
        ContextKey known = KNOWN.keys.get(normalized);
        return known == null ? KNOWN.open(written, normalized) : known;
    }

    private ContextKey open(String written, String normalized) {
        for (ContextKey family : families) {
            String beginning = family.name().substring(0, family.name().length() - 1);
            if (normalized.regionMatches(true, 0, beginning, 0, beginning.length())) {
                String name = beginning + written.substring(beginning.length());
                return new ContextKey(name, normalized, family.type(), family.kind(), true, family.multivalued());
            }
        }
        // A service's prefix has no dot, an identity provider's is a domain. Source: IAM user guide, "Available keys
        // for
        // AWS OIDC federation"; of its claims amr alone is a list.
        int dot = written.indexOf('.');
        boolean claim = dot > 0 && dot < written.indexOf(':');
        boolean list = claim && normalized.endsWith(":amr");
        return new ContextKey(
                written, normalized, ValueType.STRING, claim ? Kind.FEDERATION : Kind.UNKNOWN, true, list);
    }
}
