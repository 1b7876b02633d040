package io.portcullis.reasoning.concrete;

import io.portcullis.policy.ConditionOperator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Compares numbers and dates, each parsed afresh from text. */
final class Comparisons {

    private Comparisons() {}

    /** Whether a policy value is a number or date where the operator compares those. */
    static boolean readable(ConditionOperator.Test test, String wanted) {
        return switch (test.family()) {
            case NUMERIC ->
                number(wanted).filter(number -> isBounded(wanted, number)).isPresent();
            // Four digits may be a year or a number of seconds.
            case DATE ->
                !wanted.matches("[0-9]{4}")
                        && date(wanted)
                                .filter(seconds -> isBounded(wanted, seconds))
                                .isPresent();
            case IP, STRING, BOOL, BINARY, ARN, NULL -> true;
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
            case IP, STRING, BOOL, BINARY, ARN, NULL -> throw new IllegalStateException(test + " is not a comparison");
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
            return Optional.of(new BigDecimal(text.strip()));
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
}
