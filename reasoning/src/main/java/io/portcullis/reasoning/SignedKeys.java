package io.portcullis.reasoning;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which condition keys no unsigned request has. The facts are in {@code signed-keys.txt}, with their sources; read once. */
final class SignedKeys {

    private static final Set<String> KEYS = Facts.lines(SignedKeys.class, "signed-keys.txt").stream()
            .map(words -> words.getFirst().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private SignedKeys() {}

    /** Whether only whoever signs has the base key of this normalized name. */
    static boolean has(String base) {
        return base.startsWith("aws:principal")
                || KEYS.contains(base)
                || KEYS.contains(base.substring(0, base.indexOf('/') + 1) + "*")
                || Provider.family(base).isPresent();
    }
}
