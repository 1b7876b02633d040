package io.portcullis.reasoning;

import io.portcullis.reasoning.ContextKey.Kind;
import io.portcullis.reasoning.ContextKey.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The known context keys, read once from {@code context-keys.txt}. Never changed after that. */
final class KeyCatalogue {

    private static final KeyCatalogue KNOWN = new KeyCatalogue(Facts.lines(KeyCatalogue.class, "context-keys.txt"));

    /** By documented spelling and by lower case. */
    private final Map<String, ContextKey> keys = new HashMap<>(1024);

    /** Keys with a name of somebody's own, by what that name follows, in lower case. */
    private final Map<String, ContextKey> families = new HashMap<>();

    /** Of the words of lines as in {@code context-keys.txt}. */
    KeyCatalogue(List<List<String>> lines) {
        Kind kind = Kind.UNKNOWN;
        String presence = "";
        for (List<String> words : lines) {
            String first = words.getFirst();
            if (first.startsWith("[")) {
                kind = kind(first.substring(1));
                presence = words.get(1);
                continue;
            }
            ValueType type = words.size() == 1
                    ? ValueType.STRING
                    : ValueType.valueOf(words.get(1).toUpperCase(Locale.ROOT));
            boolean list = presence.equals("list]");
            add(first, type, kind, list || presence.equals("optional]"), list);
        }
    }

    private void add(String written, ValueType type, Kind kind, boolean optional, boolean list) {
        boolean family = written.endsWith("*");
        String name = family ? written.substring(0, written.length() - 1) : written;
        ContextKey key = new ContextKey(name, name.toLowerCase(Locale.ROOT), type, kind, optional, list);
        if (family) {
            families.put(key.normalized(), key);
        } else {
            keys.put(key.name(), key);
            keys.put(key.normalized(), key);
        }
    }

    private static Kind kind(String written) {
        return written.equals("caller") ? Kind.CALLER_CHOSEN : Kind.valueOf(written.toUpperCase(Locale.ROOT));
    }

    /** What is known of the key of this name, in any case. */
    static ContextKey named(String written) {
        return KNOWN.key(written);
    }

    /** What this catalogue knows of the key of this name, in any case. */
    ContextKey key(String written) {
        ContextKey exact = keys.get(written);
        if (exact != null) {
            return exact;
        }
        String normalized = written.toLowerCase(Locale.ROOT);
        ContextKey known = keys.get(normalized);
        return known == null ? open(written, normalized) : known;
    }

    private ContextKey open(String written, String normalized) {
        for (int i = 1; i <= written.length(); i++) {
            char before = written.charAt(i - 1);
            ContextKey family = before == '/' || before == ':' ? families.get(normalized.substring(0, i)) : null;
            if (family != null) {
                String name = family.name() + written.substring(i);
                return new ContextKey(name, normalized, family.type(), family.kind(), true, family.multivalued());
            }
        }
        // A service's prefix has no dot, an identity provider's is a domain. Source: IAM user guide,
        // "Available keys for AWS OIDC federation"; of its claims amr alone is a list.
        int dot = written.indexOf('.');
        boolean claim = dot > 0 && dot < written.indexOf(':');
        boolean list = claim && normalized.endsWith(":amr");
        return new ContextKey(
                written, normalized, ValueType.STRING, claim ? Kind.FEDERATION : Kind.UNKNOWN, true, list);
    }
}
