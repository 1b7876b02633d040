package io.portcullis.policy;

import java.util.Locale;
import java.util.Optional;

/**
 * A condition operator with its set qualifier and IfExists suffix.
 *
 * @param written as in the document, such as {@code ForAnyValue:StringNotLikeIfExists}
 * @param qualifier the set qualifier
 * @param test what is compared and how
 * @param ifExists whether an absent key satisfies it
 */
public record ConditionOperator(String written, Qualifier qualifier, Test test, boolean ifExists) {

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

    /** Parses an operator; operator names are compared without case. Empty when there is no such operator. */
    public static Optional<ConditionOperator> parse(String written) {
        String rest = written.toLowerCase(Locale.ROOT);
        Qualifier qualifier = Qualifier.NONE;
        for (Qualifier candidate : Qualifier.values()) {
            String prefix = candidate.prefix().toLowerCase(Locale.ROOT);
            if (candidate != Qualifier.NONE && rest.startsWith(prefix)) {
                qualifier = candidate;
                rest = rest.substring(prefix.length());
            }
        }
        boolean ifExists = rest.endsWith("ifexists");
        String name = ifExists ? rest.substring(0, rest.length() - "ifexists".length()) : rest;
        for (Test test : Test.values()) {
            if (test.written().toLowerCase(Locale.ROOT).equals(name)) {
                return ifExists && test == Test.NULL
                        ? Optional.empty()
                        : Optional.of(new ConditionOperator(written, qualifier, test, ifExists));
            }
        }
        return Optional.empty();
    }
}
