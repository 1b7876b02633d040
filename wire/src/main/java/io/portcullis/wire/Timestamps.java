package io.portcullis.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Times as the protocols write them. */
final class Timestamps {

    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** The format a field asks for, or the protocol's own for its place. */
    static Format format(SdkField<?> field, Format otherwise) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(otherwise);
    }

    static String write(Instant time, Format format) {
        return switch (format) {
            case ISO_8601 -> ISO_MILLIS.format(time);
            case RFC_822 -> HTTP_DATE.format(time);
            case UNIX_TIMESTAMP -> epochSeconds(time).toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(time.toEpochMilli());
        };
    }

    /** Seconds since 1970, with a fraction of up to three digits if there is one. */
    static BigDecimal epochSeconds(Instant time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    static Instant ofEpochSeconds(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    /**
     * Reads any of the formats, told apart by their looks.
     *
     * @throws DateTimeException if it is none of them
     */
    static Instant read(String text, Format format) {
        if (text.isEmpty()) {
            throw new DateTimeException("empty");
        }
        char last = text.charAt(text.length() - 1);
        if (text.indexOf('T') > 0 && text.indexOf(',') < 0) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        }
        if (last >= '0' && last <= '9' && text.indexOf(',') < 0) {
            return number(text, format);
        }
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static Instant number(String text, Format format) {
        try {
            BigDecimal value = new BigDecimal(text);
            return format == Format.UNIX_TIMESTAMP_MILLIS
                    ? Instant.ofEpochMilli(value.longValue())
                    : ofEpochSeconds(value);
        } catch (NumberFormatException e) {
            throw new DateTimeException("not a time: " + text, e);
        }
    }
}
