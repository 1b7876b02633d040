package io.portcullis.policy;

import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.PolicyValidator.Fault;
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
                .map(Condition::normalizedKey)
                .collect(Collectors.toSet());
        return statement.conditions().stream()
                .filter(condition -> condition.operator().qualifier() == Qualifier.FOR_ALL_VALUES)
                .filter(condition -> !required.contains(condition.normalizedKey()))
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

    private static boolean requiresPresence(Condition condition) {
        return condition.operator().test() == ConditionOperator.Test.NULL
                && condition.operator().qualifier() == Qualifier.NONE
                && !condition.values().items().isEmpty()
                && condition.values().texts().stream().allMatch("false"::equalsIgnoreCase);
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
