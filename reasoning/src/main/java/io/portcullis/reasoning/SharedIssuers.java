package io.portcullis.reasoning;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Identity providers that many organizations share, where naming the provider keeps nobody out and only a claim does. Read
 * once from {@code shared-issuers.txt}. Source: IAM user guide, "Identity-provider controls for shared OIDC providers".
 */
final class SharedIssuers {

    private static final Map<String, Set<String>> CLAIMS = read();

    private static final String PROVIDER = ":oidc-provider/";

    /** A subject that names its tenant whole: {@code repo:octo-org/…}, {@code organization:acme:…}. */
    private static final Pattern TENANT = Pattern.compile("[a-z_]+:[^:/]+[:/].*", Pattern.DOTALL);

    /** A repository or a workflow of one owner: {@code octo-org/…}. */
    private static final Pattern OWNER = Pattern.compile("[^:/]+/.*", Pattern.DOTALL);

    private SharedIssuers() {}

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> claims = new HashMap<>();
        for (List<String> words : Facts.lines(SharedIssuers.class, "shared-issuers.txt")) {
            claims.put(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
        }
        return Map.copyOf(claims);
    }

    /** Whether a federated principal is a provider that many share. */
    static boolean isShared(String provider) {
        int arn = provider.indexOf(PROVIDER);
        String issuer = arn < 0 ? provider : provider.substring(arn + PROVIDER.length());
        String trimmed = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return CLAIMS.containsKey(trimmed.toLowerCase(Locale.ROOT));
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
        Set<String> telling = CLAIMS.get(colon < 0 ? key : key.substring(0, colon));
        if (telling == null) {
            return Optional.empty();
        }
        String claim = key.substring(colon + 1);
        boolean names = whole
                || switch (claim) {
                    case "sub" -> TENANT.matcher(beginning).matches();
                    case "repository", "job_workflow_ref" ->
                        OWNER.matcher(beginning).matches();
                    default -> false;
                };
        return Optional.of(telling.contains(claim) && names);
    }
}
