package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Rule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An identity provider by what its keys are called: those of a token are the issuer, a colon and a claim, those of an
 * assertion begin with {@code saml:}. A request by its word has no other provider's keys. What each surely says is read once
 * from {@code provider-keys.txt}, with the sources.
 *
 * @param issuer what its keys begin with, in lower case
 * @param sure the claims that it makes of everybody
 */
record Provider(String issuer, Set<String> sure) {

    private static final Map<String, Set<String>> SURE = read();

    private static final String SOMEBODYS = "arn:aws:iam::000000000000:";
    private static final String SAML = "saml";
    private static final String OF_SAML = "saml-provider/";
    private static final String OF_OIDC = "oidc-provider/";

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> sure = new HashMap<>();
        for (List<String> words : Facts.lines(Provider.class, "provider-keys.txt")) {
            sure.put(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
        }
        return Map.copyOf(sure);
    }

    /** The provider that a principal names, by its ARN or its name; empty where it is not known what its keys are called. */
    static Optional<Provider> of(String written) {
        String[] fields = written.split(":", 6);
        String named = fields[fields.length - 1];
        if (fields.length < 6) {
            return ofIssuer(named, named.toLowerCase(Locale.ROOT));
        }
        return named.startsWith(OF_SAML)
                ? Optional.of(new Provider(SAML, sure(OF_SAML)))
                : ofIssuer(named.substring(named.indexOf('/') + 1), OF_OIDC);
    }

    /** Providers that may vouch for anybody: one of each kind, and those of whose keys rules speak. */
    static Set<String> others(List<Rule> rules) {
        Set<String> others =
                new LinkedHashSet<>(List.of(SOMEBODYS + OF_SAML + "example", SOMEBODYS + OF_OIDC + "example.com"));
        for (Rule rule : rules) {
            for (String key : rule.statement().keys()) {
                String issuer = key.substring(0, Math.max(0, key.indexOf(':')));
                if (isIssuer(issuer)) {
                    others.add(SURE.containsKey(issuer) ? issuer : SOMEBODYS + OF_OIDC + issuer);
                }
            }
        }
        return others;
    }

    private static Optional<Provider> ofIssuer(String named, String kind) {
        String issuer = named.toLowerCase(Locale.ROOT);
        return isIssuer(issuer) ? Optional.of(new Provider(issuer, sure(kind))) : Optional.empty();
    }

    private static Set<String> sure(String kind) {
        return SURE.getOrDefault(kind, Set.of());
    }

    /** Issuers are domains, and so no service's prefix; with a port in it, it would not be known where the claim begins. */
    private static boolean isIssuer(String text) {
        return text.indexOf('.') > 0 && text.indexOf(':') < 0;
    }

    /** The family of this provider's keys. */
    String family() {
        return familyOf(issuer);
    }

    /**
     * The family of a provider's key, by its normalized name: which other keys a request may have that has it. A slash at the
     * end of an issuer makes no difference, for it is not known how it is written.
     *
     * @return empty for keys that are no provider's
     */
    static Optional<String> family(String key) {
        String issuer = key.substring(0, Math.max(0, key.indexOf(':')));
        return issuer.equals(SAML) || isIssuer(issuer) ? Optional.of(familyOf(issuer)) : Optional.empty();
    }

    private static String familyOf(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    /** Whether all requests by its word have the key of this normalized name. */
    boolean surelyHas(String key) {
        int colon = issuer.length();
        return key.startsWith(issuer) && key.startsWith(":", colon) && sure.contains(key.substring(colon + 1));
    }
}
