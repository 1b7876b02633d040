package io.portcullis.reasoning;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which condition keys no unsigned request has, and which of them only sessions of roles have. The facts are in {@code
 * signed-keys.txt}, with their sources; read once.
 */
final class SignedKeys {

    private static final List<String> OF_ROLES = List.of("role");

    /** Of each key, or beginning of keys, what is said of it besides. */
    private static final Map<String, List<String>> KEYS = Facts.lines(SignedKeys.class, "signed-keys.txt").stream()
            .collect(Collectors.toUnmodifiableMap(
                    words -> words.getFirst().toLowerCase(Locale.ROOT), words -> words.subList(1, words.size())));

    private SignedKeys() {}

    /** Whether only whoever signs has the base key of this normalized name. */
    static boolean has(String base) {
        return base.startsWith("aws:principal")
                || KEYS.containsKey(base)
                || KEYS.containsKey(base.substring(0, base.indexOf('/') + 1) + "*")
                || Provider.family(base).isPresent();
    }

    /** Whether of those who have an ARN only sessions of roles have the base key of this normalized name. */
    static boolean areOfRoles(String base) {
        return OF_ROLES.equals(KEYS.get(base)) || Provider.family(base).isPresent();
    }
}
