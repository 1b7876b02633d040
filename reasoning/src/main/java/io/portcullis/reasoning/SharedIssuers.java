package io.portcullis.reasoning;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identity providers that many organizations share, where naming the provider keeps nobody out and only a claim does. Read
 * once from {@code shared-issuers.txt}. Source: IAM user guide, "Identity-provider controls for shared OIDC providers".
 */
final class SharedIssuers {

    /** By issuer and claim, the fields that name a tenant where they come first; none where any does. */
    private static final Map<String, Map<String, List<String>>> CLAIMS = read();

    private static final String PROVIDER = ":oidc-provider/";

    /** A subject that names its tenant whole: {@code repo:octo-org/…}, {@code organization:acme:…}. */
    private static final Pattern TENANT = Pattern.compile("[a-z_]+:[^:/]+[:/].*", Pattern.DOTALL);

    /**
     * What follows a field that names its tenant whole: {@code :octo-org/…}, or with ids {@code :octo-org@123456/…}. Source:
     * GitHub Docs, "Immutable subject claims", by which no name has an at sign.
     */
    private static final Pattern NAMED = Pattern.compile(":[^:/@]+[:/@].*", Pattern.DOTALL);

    /** A repository of one owner: {@code octo-org/…}. */
    private static final Pattern OWNER = Pattern.compile("[^:/]+/.*", Pattern.DOTALL);

    private SharedIssuers() {}

    private static Map<String, Map<String, List<String>>> read() {
        Map<String, Map<String, List<String>>> issuers = new HashMap<>();
        for (List<String> words : Facts.lines(SharedIssuers.class, "shared-issuers.txt")) {
            Map<String, List<String>> claims = new HashMap<>();
            for (String word : words.subList(1, words.size())) {
                int fields = word.indexOf('=');
                claims.put(
                        fields < 0 ? word : word.substring(0, fields),
                        fields < 0
                                ? List.of()
                                : List.of(word.substring(fields + 1).split(",", -1)));
            }
            issuers.put(words.getFirst(), Map.copyOf(claims));
        }
        return Map.copyOf(issuers);
    }

    /** Whether a federated principal is a provider that many share. */
    static boolean isShared(String provider) {
        int arn = provider.indexOf(PROVIDER);
        return CLAIMS.containsKey(trimmed(arn < 0 ? provider : provider.substring(arn + PROVIDER.length())));
    }

    private static String trimmed(String issuer) {
        String lower = issuer.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * Whether a value of a provider's claim tells its tenants apart.
     *
     * @param key the normalized key, {@code issuer:claim}
     * @param whole whether the value has no wildcards and no variables
     * @param beginning the value up to its first wildcard or variable
     * @return empty when the key is not a claim of a provider that many share
     */
    static Optional<Boolean> pins(String key, boolean whole, String beginning) {
        int colon = key.lastIndexOf(':');
        return Optional.ofNullable(CLAIMS.get(trimmed(colon < 0 ? key : key.substring(0, colon))))
                .map(telling -> Optional.ofNullable(telling.get(key.substring(colon + 1)))
                        .filter(fields -> names(key.substring(colon + 1), fields, whole, beginning))
                        .isPresent());
    }

    private static boolean names(String claim, List<String> fields, boolean whole, String beginning) {
        if (!fields.isEmpty()) {
            // Owners of other repositories choose which fields a subject has, and in which order.
            String ended = whole ? beginning + ":" : beginning;
            return fields.stream()
                    .filter(ended::startsWith)
                    .anyMatch(field ->
                            NAMED.matcher(ended.substring(field.length())).matches());
        }
        return whole
                || switch (claim) {
                    case "sub" -> TENANT.matcher(beginning).matches();
                    case "repository" -> OWNER.matcher(beginning).matches();
                    default -> false;
                };
    }
}
