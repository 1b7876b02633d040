package io.portcullis.reasoning.concrete;

import io.portcullis.policy.ConditionOperator;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

    private Comparisons() {}

    /** Whether a policy value is of the operator's type at all. */
    static boolean readable(ConditionOperator.Test test, String wanted) {
        return switch (test.family()) {
            case NUMERIC -> number(wanted).isPresent();
            case DATE -> date(wanted).isPresent();
            case IP -> {
                int slash = wanted.indexOf('/');
                Optional<byte[]> network = address(slash < 0 ? wanted : wanted.substring(0, slash));
                yield network.isPresent()
                        && (slash < 0 || prefix(wanted.substring(slash + 1), network.get().length * 8));
            }
            case STRING, BOOL, BINARY, ARN, NULL -> true;
        };
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
        try {
            return text.length() > 100 ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Seconds since 1970 of an ISO 8601 date, date and time, or number of seconds. */
    private static Optional<BigDecimal> date(String text) {
        Optional<BigDecimal> seconds = number(text);
        if (seconds.isPresent()) {
            return seconds;
        }
        try {
            Instant instant = text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return Optional.of(
                    BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
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
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= most;
    }

    private static Optional<byte[]> address(String text) {
        if (!ADDRESS.matcher(text).matches()
                || (!text.contains(":") && text.chars().filter(c -> c == '.').count() != 3)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
