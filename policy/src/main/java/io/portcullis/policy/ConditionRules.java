package io.portcullis.policy;

import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.PolicyValidator.Fault;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The validator's rules about conditions. Source: IAM user guide, "Condition operators". */
final class ConditionRules {

    private ConditionRules() {}

    /** Finds values that are not of the operator's type, and so never match. */
    static Stream<Fault> badValues(Policy policy, Statement statement) {
        boolean variables = policy.version() == LanguageVersion.V2012;
        return statement.conditions().stream()
                .flatMap(condition -> condition.values().items().stream()
                        .filter(value -> !isOf(condition.operator().test().family(), value.text(), variables))
                        .map(value -> new Fault(
                                "%s is no value for %s; write %s"
                                        .formatted(
                                                Quoted.of(value.text()),
                                                condition.operator().written(),
                                                form(condition.operator().test().family())),
                                value.at())));
    }

    /** Finds ForAllValues in Allow that an outsider passes by not sending the key at all. */
    static Stream<Fault> passesWhenAbsent(Policy policy, Statement statement) {
        if (statement.effect() != Effect.ALLOW) {
            return Stream.empty();
        }
        Set<String> required = statement.conditions().stream()
                .filter(ConditionRules::requiresPresence)
                .flatMap(condition -> there(condition.normalizedKey()))
                .collect(Collectors.toSet());
        return statement.conditions().stream()
                .filter(condition -> condition.operator().qualifier() == Qualifier.FOR_ALL_VALUES)
                .filter(condition -> !required.contains(condition.normalizedKey()))
                .filter(condition -> !isInEveryToken(condition.normalizedKey(), statement))
                .map(condition -> new Fault(
                        "%s also passes when %s is absent; add \"Null\": {%s: \"false\"}"
                                .formatted(
                                        condition.operator().written(),
                                        Quoted.of(condition.key()),
                                        Quoted.of(condition.key())),
                        condition.at()));
    }

    /** Finds stars that are no wildcards under their operator. */
    static Stream<Fault> literalWildcard(Policy policy, Statement statement) {
        return statement.conditions().stream()
                .filter(condition -> isWhole(condition.operator().test()))
                .flatMap(condition -> condition.values().items().stream()
                        .filter(value -> value.text().replace("${*}", "").contains("*"))
                        .map(value -> new Fault(
                                "The star in %s is literal text under %s; write %s if it is to match any text"
                                        .formatted(
                                                Quoted.of(value.text()),
                                                condition.operator().written(),
                                                condition
                                                        .operator()
                                                        .written()
                                                        .replaceFirst("Equals(IgnoreCase)?", "Like")),
                                value.at())));
    }

    private static boolean isWhole(ConditionOperator.Test test) {
        return test == ConditionOperator.Test.STRING_EQUALS
                || test == ConditionOperator.Test.STRING_NOT_EQUALS
                || test == ConditionOperator.Test.STRING_EQUALS_IGNORE_CASE
                || test == ConditionOperator.Test.STRING_NOT_EQUALS_IGNORE_CASE;
    }

    /** Whether it holds of no request that lacks the key. */
    private static boolean requiresPresence(Condition condition) {
        ConditionOperator operator = condition.operator();
        if (operator.test() == ConditionOperator.Test.NULL) {
            return operator.qualifier() == Qualifier.NONE
                    && !condition.values().items().isEmpty()
                    && condition.values().texts().stream().allMatch("false"::equalsIgnoreCase);
        }
        return !operator.ifExists()
                && switch (operator.qualifier()) {
                    case FOR_ANY_VALUE -> true;
                    case FOR_ALL_VALUES -> false;
                    case NONE -> !operator.test().negated();
                };
    }

    /** The keys that a request has which has this one. Source: KMS developer guide, "kms:EncryptionContextKeys". */
    private static Stream<String> there(String key) {
        return key.startsWith("kms:encryptioncontext:") ? Stream.of(key, "kms:encryptioncontextkeys") : Stream.of(key);
    }

    /**
     * Whether it is a claim that no token lacks of the provider that a statement names. Source: OpenID Connect Core, "ID Token".
     */
    private static boolean isInEveryToken(String key, Statement statement) {
        String issuer = key.substring(0, Math.max(0, key.lastIndexOf(':')));
        return (key.endsWith(":sub") || key.endsWith(":aud"))
                && statement
                        .principals()
                        .filter(clause -> !clause.negated()
                                && clause.principals().stream().allMatch(principal -> isOf(issuer, principal)))
                        .isPresent();
    }

    private static boolean isOf(String issuer, Principal principal) {
        return principal instanceof Principal.Federated provider
                && (provider.written().equalsIgnoreCase(issuer)
                        || provider.written().toLowerCase(Locale.ROOT).endsWith(":oidc-provider/" + issuer));
    }

    private static boolean isOf(Family family, String text, boolean variables) {
        return switch (family) {
            case STRING, ARN -> true;
            case NUMERIC -> Literals.isNumber(text);
            case DATE -> Literals.isDate(text);
            case BOOL -> Literals.isBoolean(text) || (variables && text.contains("${"));
            case BINARY -> Literals.isBase64(text);
            case IP -> Literals.isAddressRange(text);
            case NULL -> Literals.isBoolean(text);
        };
    }

    private static String form(Family family) {
        return switch (family) {
            case STRING, ARN -> "text";
            case NUMERIC -> "a decimal number such as 3600";
            case DATE -> "a date such as 2026-01-31T12:00:00Z, or seconds since 1970";
            case BOOL, NULL -> "\"true\" or \"false\"";
            case BINARY -> "base64";
            case IP -> "an address or a range such as 203.0.113.0/24 or 2001:db8::/32";
        };
    }
}
