package io.portcullis.reasoning;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which condition keys no unsigned request has, and which of them only sessions of roles have. The facts are in {@code
 * signed-keys.txt}, with their sources; read once.
 */
final class SignedKeys {

    private static final String PRINCIPAL = "aws:principal";
    private static final String ROLE = "role";
    private static final String TOKEN = "token";

    /** Of each key, or beginning of keys, what is said of it besides. */
    private static final Map<String, List<String>> KEYS = Facts.lines(SignedKeys.class, "signed-keys.txt").stream()
            .collect(Collectors.toUnmodifiableMap(
                    words -> words.getFirst().toLowerCase(Locale.ROOT), words -> words.subList(1, words.size())));

    private SignedKeys() {}

    /** Whether only whoever signs has the base key of this normalized name. */
    static boolean has(String base) {
        return base.startsWith(PRINCIPAL)
                || said(base).isPresent()
                || Provider.family(base).isPresent();
    }

    private static Optional<List<String>> said(String base) {
        return Optional.ofNullable(KEYS.get(base))
                .or(() -> Optional.ofNullable(KEYS.get(base.substring(0, base.indexOf('/') + 1) + "*")));
    }

    /** Whether whoever asks for a session by a provider's word lacks the base key of this normalized name. */
    static boolean isOfSessions(String base) {
        return base.startsWith(PRINCIPAL)
                || said(base).filter(words -> !words.contains(TOKEN)).isPresent();
    }

    /** Whether of those who have an ARN only sessions of roles have the base key of this normalized name. */
    static boolean isOfRoles(String base) {
        return said(base).filter(words -> words.contains(ROLE)).isPresent()
                || Provider.family(base).isPresent();
    }
}
