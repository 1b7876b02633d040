package io.portcullis.reasoning.concrete;

import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Scalar;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares numbers, dates and addresses, each parsed afresh from text. */
final class Comparisons {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Some take such numbers to be octal. */
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|[.:])0[0-9]+\\.|\\.0[0-9]+$");

    private Comparisons() {}

    /** Whether a policy value is of the operator's type at all; {@code variables} says whether it may hold some. */
    static boolean readable(ConditionOperator.Test test, Scalar value, boolean variables) {
        String wanted = value.text();
        return switch (test.family()) {
            case NUMERIC ->
                number(wanted).filter(number -> isBounded(wanted, number)).isPresent();
            // Four digits may be a year or a number of seconds.
            case DATE ->
                !wanted.matches("[0-9]{4}")
                        && date(wanted)
                                .filter(seconds -> isBounded(wanted, seconds))
                                .isPresent();
            case IP -> {
                int slash = wanted.indexOf('/');
                Optional<byte[]> network = address(slash < 0 ? wanted : wanted.substring(0, slash));
                yield network.isPresent()
                        && (slash < 0 || prefix(wanted.substring(slash + 1), network.get().length * 8));
            }
            case BOOL -> wanted.matches("(?i)true|false") || (variables && wanted.contains("${"));
            // How AWS would write 1e3 as text is not known, and of which bytes a text is made neither.
            case STRING, ARN -> value.kind() != Scalar.Kind.NUMBER || !wanted.matches(".*[eE].*");
            case BINARY -> false;
            case NULL -> true;
        };
    }

    /** What AWS makes of numbers of more digits than thirty before or after the point is not known. */
    private static boolean isBounded(String written, BigDecimal number) {
        return written.length() <= 50
                && Math.abs(number.scale()) <= 30
                && (long) number.precision() - number.scale() <= 30;
    }

    /** Whether a request's value passes the test against one policy value, negation aside. */
    static boolean matches(ConditionOperator.Test test, String wanted, String value) {
        return switch (test.family()) {
            case NUMERIC -> compare(test, number(value), number(wanted));
            case DATE -> compare(test, date(value), date(wanted));
            case IP -> inRange(wanted, value);
            case STRING, BOOL, BINARY, ARN, NULL -> throw new IllegalStateException(test + " is not a comparison");
        };
    }

    private static boolean compare(
            ConditionOperator.Test test, Optional<BigDecimal> value, Optional<BigDecimal> wanted) {
        if (value.isEmpty() || wanted.isEmpty()) {
            return false;
        }
        int order = value.get().compareTo(wanted.get());
        String name = test.written();
        if (name.endsWith("LessThan")) {
            return order < 0;
        }
        if (name.endsWith("LessThanEquals")) {
            return order <= 0;
        }
        if (name.endsWith("GreaterThan")) {
            return order > 0;
        }
        return name.endsWith("GreaterThanEquals") ? order >= 0 : order == 0;
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.length() > 100 || !text.matches("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Seconds since 1970 of an ISO 8601 month, date, date and time, or number of seconds. */
    private static Optional<BigDecimal> date(String text) {
        Optional<BigDecimal> seconds = number(text);
        if (seconds.isPresent()) {
            return seconds;
        }
        try {
            Instant instant = text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(isMonth(text) ? text + "-01" : text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            return Optional.of(
                    BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isMonth(String text) {
        return text.length() == "2020-01".length();
    }

    private static boolean inRange(String range, String value) {
        int slash = range.indexOf('/');
        Optional<byte[]> network = address(slash < 0 ? range : range.substring(0, slash));
        Optional<byte[]> host = address(value);
        if (network.isEmpty() || host.isEmpty() || network.get().length != host.get().length) {
            return false;
        }
        int bits = slash < 0 ? network.get().length * 8 : Integer.parseInt(range.substring(slash + 1));
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if (((network.get()[i / 8] ^ host.get()[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean prefix(String text, int most) {
        return text.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(text) <= most;
    }

    private static Optional<byte[]> address(String text) {
        if (!ADDRESS.matcher(text).matches()
                || LEADING_ZERO.matcher(text).find()
                || (!text.contains(":") && text.chars().filter(c -> c == '.').count() != 3)) {
            return Optional.empty();
        }
        try {
            byte[] octets = InetAddress.ofLiteral(text).getAddress();
            if (octets.length == 16 || !text.contains(":")) {
                return Optional.of(octets);
            }
            // Java makes IPv4 of the IPv6 addresses that stand for it.
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            System.arraycopy(octets, 0, mapped, 12, 4);
            return Optional.of(mapped);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
