package io.portcullis.reasoning;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How AWS writes the points of a line: field by field, the weightiest first, so that neighbours begin alike. */
enum Notation {

    /** Addresses of IPv4: four numbers. */
    IPV4(true) {
        @Override
        Span whole() {
            return new Span(BigDecimal.ZERO, BigDecimal.TWO.pow(32), "", 4);
        }

        @Override
        List<Span> within(Span span) {
            BigDecimal width = BigDecimal.TWO.pow(8 * (span.fields - 1));
            List<Span> spans = new ArrayList<>(256);
            for (int octet = 0; octet < 256; octet++) {
                BigDecimal from = span.from.add(width.multiply(BigDecimal.valueOf(octet)));
                spans.add(new Span(from, from.add(width), octet + (span.fields > 1 ? "." : ""), span.fields - 1));
            }
            return spans;
        }
    },

    /**
     * Instants in seconds since 1970: {@code 2026-06-01T00:00:00} and what is not written down, a fraction or none and a sign
     * for UTC. Source: IAM user guide, "AWS global condition context keys", aws:CurrentTime.
     */
    DATE(false) {
        @Override
        Span whole() {
            return new Span(Literals.FAR.negate(), Literals.FAR.add(BigDecimal.ONE), "", FIELDS.size());
        }

        @Override
        List<Span> within(Span span) {
            if (span.fields < FIELDS.size()) {
                return dates(date(span.from), date(span.to), span.fields);
            }
            List<Span> spans = new ArrayList<>(dates(YEAR_0, YEAR_10000, span.fields));
            spans.addFirst(new Span(span.from, seconds(YEAR_0), "-", 0));
            spans.addLast(new Span(seconds(YEAR_10000), span.to, "+", 0));
            return spans;
        }
    };

    /**
     * Points that begin alike.
     *
     * @param from the first
     * @param to the first that is none of them any more
     * @param text what they begin with, after what all points of the span around have in common
     * @param fields how many fields are still to come; none where nothing more is known of the text
     */
    record Span(BigDecimal from, BigDecimal to, String text, int fields) {}

    /** A field of a date: how much time is written alike, and how. */
    private record Field(int count, ChronoUnit unit, Function<LocalDateTime, String> text) {}

    private static final List<Field> FIELDS = List.of(
            new Field(100, ChronoUnit.YEARS, at -> two(at.getYear() / 100)),
            new Field(1, ChronoUnit.YEARS, at -> two(at.getYear() % 100) + "-"),
            new Field(1, ChronoUnit.MONTHS, at -> two(at.getMonthValue()) + "-"),
            new Field(1, ChronoUnit.DAYS, at -> two(at.getDayOfMonth()) + "T"),
            new Field(1, ChronoUnit.HOURS, at -> two(at.getHour()) + ":"),
            new Field(1, ChronoUnit.MINUTES, at -> two(at.getMinute()) + ":"),
            new Field(1, ChronoUnit.SECONDS, at -> two(at.getSecond())));

    private static final LocalDateTime YEAR_0 = LocalDateTime.of(0, 1, 1, 0, 0);

    private static final LocalDateTime YEAR_10000 = LocalDateTime.of(10_000, 1, 1, 0, 0);

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static List<Span> dates(LocalDateTime first, LocalDateTime end, int fields) {
        Field field = FIELDS.get(FIELDS.size() - fields);
        List<Span> spans = new ArrayList<>();
        for (LocalDateTime at = first; at.isBefore(end); at = at.plus(field.count, field.unit)) {
            spans.add(
                    new Span(seconds(at), seconds(at.plus(field.count, field.unit)), field.text.apply(at), fields - 1));
        }
        return spans;
    }

    private static LocalDateTime date(BigDecimal seconds) {
        return LocalDateTime.ofEpochSecond(seconds.longValueExact(), 0, ZoneOffset.UTC);
    }

    private static BigDecimal seconds(LocalDateTime at) {
        return BigDecimal.valueOf(at.toEpochSecond(ZoneOffset.UTC));
    }

    private final boolean all;

    Notation(boolean all) {
        this.all = all;
    }

    /** Whether the fields are all of the text. */
    boolean isAll() {
        return all;
    }

    /** All points. */
    abstract Span whole();

    /** The spans of the next field, in order. */
    abstract List<Span> within(Span span);
}
