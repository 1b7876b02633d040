package io.portcullis.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A condition operator with its set qualifier and IfExists suffix.
 *
 * @param written as in the document, such as {@code ForAnyValue:StringNotLikeIfExists}
 * @param qualifier the set qualifier
 * @param test what is compared and how
 * @param ifExists whether an absent key satisfies it
 */
public record ConditionOperator(String written, Qualifier qualifier, Test test, boolean ifExists) {

    private static final String IF_EXISTS = "IfExists";
    private static final Map<String, ConditionOperator> DOCUMENTED = documented();
    private static final Map<String, ConditionOperator> LOWER_CASE = DOCUMENTED.values().stream()
            .collect(Collectors.toUnmodifiableMap(
                    operator -> operator.written().toLowerCase(Locale.ROOT), Function.identity()));

    /** How a test over one value becomes a test over a set of values. */
    public enum Qualifier {
        /** A plain operator, for keys with one value. */
        NONE(""),
        /** True when every value passes, and so also when there is none. */
        FOR_ALL_VALUES("ForAllValues:"),
        /** True when some value passes. */
        FOR_ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Qualifier(String prefix) {
            this.prefix = prefix;
        }

        /** The prefix in the document. */
        public String prefix() {
            return prefix;
        }
    }

    /** The type of value an operator compares. */
    public enum Family {
        /** Text. */
        STRING,
        /** Decimal numbers. */
        NUMERIC,
        /** Points in time. */
        DATE,
        /** True or false. */
        BOOL,
        /** Base64 octets. */
        BINARY,
        /** Address ranges. */
        IP,
        /** ARNs, matched segment by segment. */
        ARN,
        /** Whether the key is there at all. */
        NULL
    }

    /** Every operator of the language. Source: IAM user guide, "Condition operators". */
    public enum Test {
        /** Equal text. */
        STRING_EQUALS("StringEquals", Family.STRING, false),
        /** Unequal text. */
        STRING_NOT_EQUALS("StringNotEquals", Family.STRING, true),
        /** Equal text but for case. */
        STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Family.STRING, false),
        /** Unequal text, case aside. */
        STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Family.STRING, true),
        /** Text that a glob matches. */
        STRING_LIKE("StringLike", Family.STRING, false),
        /** Text that no glob matches. */
        STRING_NOT_LIKE("StringNotLike", Family.STRING, true),
        /** Equal numbers. */
        NUMERIC_EQUALS("NumericEquals", Family.NUMERIC, false),
        /** Unequal numbers. */
        NUMERIC_NOT_EQUALS("NumericNotEquals", Family.NUMERIC, true),
        /** Below. */
        NUMERIC_LESS_THAN("NumericLessThan", Family.NUMERIC, false),
        /** Below or equal. */
        NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Family.NUMERIC, false),
        /** Above. */
        NUMERIC_GREATER_THAN("NumericGreaterThan", Family.NUMERIC, false),
        /** Above or equal. */
        NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Family.NUMERIC, false),
        /** The same instant. */
        DATE_EQUALS("DateEquals", Family.DATE, false),
        /** Another instant. */
        DATE_NOT_EQUALS("DateNotEquals", Family.DATE, true),
        /** Before. */
        DATE_LESS_THAN("DateLessThan", Family.DATE, false),
        /** Before or at. */
        DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.DATE, false),
        /** After. */
        DATE_GREATER_THAN("DateGreaterThan", Family.DATE, false),
        /** After or at. */
        DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.DATE, false),
        /** The same truth value. */
        BOOL("Bool", Family.BOOL, false),
        /** The same octets. */
        BINARY_EQUALS("BinaryEquals", Family.BINARY, false),
        /** An address in a range. */
        IP_ADDRESS("IpAddress", Family.IP, false),
        /** An address in none of the ranges. */
        NOT_IP_ADDRESS("NotIpAddress", Family.IP, true),
        /** The same as ArnLike. */
        ARN_EQUALS("ArnEquals", Family.ARN, false),
        /** An ARN whose six segments match, each for itself. */
        ARN_LIKE("ArnLike", Family.ARN, false),
        /** The same as ArnNotLike. */
        ARN_NOT_EQUALS("ArnNotEquals", Family.ARN, true),
        /** An ARN that no pattern matches. */
        ARN_NOT_LIKE("ArnNotLike", Family.ARN, true),
        /** Presence: {@code true} tests that the key is absent. */
        NULL("Null", Family.NULL, false);

        private final String written;
        private final Family family;
        private final boolean negated;

        Test(String written, Family family, boolean negated) {
            this.written = written;
            this.family = family;
            this.negated = negated;
        }

        /** The operator's documented spelling. */
        public String written() {
            return written;
        }

        /** The type of value compared. */
        public Family family() {
            return family;
        }

        /** Whether none of the values may match, in place of one; negated tests hold for an absent key. */
        public boolean negated() {
            return negated;
        }
    }

    /**
     * Parses an operator; operator names are compared without case. Empty when there is no such operator. The documented
     * spelling always gives the same value.
     */
    public static Optional<ConditionOperator> parse(String written) {
        ConditionOperator documented = DOCUMENTED.get(written);
        return documented == null ? parseWithoutCase(written) : Optional.of(documented);
    }

    private static Optional<ConditionOperator> parseWithoutCase(String written) {
        // Lower-casing turns some letters from outside ASCII into ASCII ones, such as the Kelvin sign.
        boolean ascii = written.chars().allMatch(c -> c < 128);
        return Optional.ofNullable(ascii ? LOWER_CASE.get(written.toLowerCase(Locale.ROOT)) : null)
                .map(known -> new ConditionOperator(written, known.qualifier(), known.test(), known.ifExists()));
    }

    /** Every operator of the language with every qualifier and suffix, in the documented spelling. */
    public static List<String> spellings() {
        return DOCUMENTED.values().stream().map(ConditionOperator::written).toList();
    }

    private static Map<String, ConditionOperator> documented() {
        Map<String, ConditionOperator> operators = new LinkedHashMap<>();
        for (Test test : Test.values()) {
            for (Qualifier qualifier : Qualifier.values()) {
                add(qualifier, test, false, operators);
                // Null asks for presence itself, so it has no IfExists form.
                if (test != Test.NULL) {
                    add(qualifier, test, true, operators);
                }
            }
        }
        return Collections.unmodifiableMap(operators);
    }

    private static void add(
            Qualifier qualifier, Test test, boolean ifExists, Map<String, ConditionOperator> operators) {
        String written = qualifier.prefix() + test.written() + (ifExists ? IF_EXISTS : "");
        operators.put(written, new ConditionOperator(written, qualifier, test, ifExists));
    }
}
