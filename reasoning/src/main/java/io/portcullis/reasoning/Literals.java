package io.portcullis.reasoning;

import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Test;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.LineDraft.Interval;
import io.portcullis.reasoning.axis.LineDraft.Region;
import io.portcullis.reasoning.concrete.Letters;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Texts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Policy values as languages and intervals. */
final class Literals {

    /** Beyond every number and instant that is compared. */
    static final BigDecimal FAR = new BigDecimal("1e40");

    /** Digits before and after the point that numbers may have. */
    private static final int DIGITS = 30;

    /** The last second of the year 9999. */
    private static final BigDecimal LAST_DATE = new BigDecimal("253402300799");

    private Literals() {}

    /**
     * The texts that a value of a text operator matches.
     *
     * @param value the value, known variables filled in
     * @param any the characters that wildcards stand for
     * @param letters which letters are alike to an operator that ignores case
     * @return empty when a variable's value is not known
     */
    static Optional<Texts> texts(Test test, Template value, CharSet any, Letters letters) {
        if (value.hasVariables()) {
            return Optional.empty();
        }
        boolean ignoreCase = ignoresCase(test);
        Optional<String> literal = value.literal();
        if (literal.isPresent() && ignoreCase && letters == Letters.SURELY_ALIKE) {
            return Optional.of(Texts.of(surelyAlike(literal.get())));
        }
        if (literal.isPresent() && !ignoreCase) {
            boolean noArn = test.family() == Family.ARN && colons(literal.get()) < 5;
            return Optional.of(noArn ? Texts.NONE : new Texts.One(literal.get()));
        }
        return Optional.of(
                test.family() == Family.ARN ? arns(value, any) : Texts.of(glob(value.parts(), any, ignoreCase)));
    }

    private static Glob surelyAlike(String text) {
        return new Glob(text.codePoints()
                .<Glob.Part>mapToObj(codePoint -> new Glob.Element(pair(codePoint), false))
                .toList());
    }

    private static CharSet pair(int codePoint) {
        int folded = Letters.SURELY_ALIKE.folded(codePoint);
        int upper = Character.toUpperCase(folded);
        boolean isPair = Letters.SURELY_ALIKE.folded(upper) == folded;
        return isPair ? CharSet.of(folded).or(CharSet.of(upper)) : CharSet.of(folded);
    }

    /** Whether wildcards live in the values of a text operator. */
    static boolean hasGlobs(Test test) {
        return test.family() == Family.ARN || test == Test.STRING_LIKE || test == Test.STRING_NOT_LIKE;
    }

    /** Whether upper and lower case are the same to a text operator. */
    static boolean ignoresCase(Test test) {
        return test == Test.STRING_EQUALS_IGNORE_CASE
                || test == Test.STRING_NOT_EQUALS_IGNORE_CASE
                || test == Test.BOOL;
    }

    /** Whether the value stands for itself alone. */
    static boolean isPlain(String value, boolean globs, boolean variables) {
        return !(globs && (value.indexOf('*') >= 0 || value.indexOf('?') >= 0))
                && !(variables && value.indexOf('$') >= 0);
    }

    /** The value taken apart. */
    static Template template(String value, boolean globs, boolean variables) {
        return isPlain(value, globs, variables)
                ? new Template(value.isEmpty() ? List.of() : List.of(new Template.Literal(value)))
                : Template.parse(value, globs, variables);
    }

    private static int colons(String text) {
        int count = 0;
        for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
            count++;
        }
        return count;
    }

    /** A glob of the parts, none of which is a variable. */
    static Glob glob(List<Template.Part> parts, CharSet any, boolean ignoreCase) {
        List<Glob> pieces = new ArrayList<>(parts.size());
        for (Template.Part part : parts) {
            pieces.add(
                    switch (part) {
                        case Template.Literal literal ->
                            ignoreCase ? Glob.EMPTY.thenIgnoringCase(literal.text()) : Glob.literal(literal.text());
                        case Template.AnyText ignored -> Glob.EMPTY.many(any);
                        case Template.AnyCharacter ignored -> Glob.EMPTY.times(any, 1);
                        case Template.Variable variable ->
                            throw new IllegalStateException("Variable " + variable.key() + " was not filled in");
                    });
        }
        return Glob.joined(pieces);
    }

    /**
     * ARNs match segment by segment: only in the sixth does a wildcard cross a colon. A pattern of fewer segments matches
     * only with a wildcard, and then the missing ones count as {@code *}.
     */
    static Texts arns(Template template, CharSet any) {
        List<List<Template.Part>> segments = segments(template);
        boolean wild = template.parts().stream().anyMatch(part -> !(part instanceof Template.Literal));
        if (segments.size() < 6 && !wild) {
            return Texts.NONE;
        }
        while (segments.size() < 6) {
            segments.add(List.of(new Template.AnyText()));
        }
        CharSet inSegment = any.complement().or(CharSet.of(':')).complement();
        Glob glob = Glob.EMPTY;
        for (int i = 0; i < 6; i++) {
            glob = (i == 0 ? glob : glob.then(":")).then(glob(segments.get(i), i < 5 ? inSegment : any, false));
        }
        return Texts.of(glob);
    }

    private static List<List<Template.Part>> segments(Template template) {
        List<List<Template.Part>> segments = new ArrayList<>();
        segments.add(new ArrayList<>());
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                String rest = literal.text();
                int colon = rest.indexOf(':');
                while (colon >= 0 && segments.size() < 6) {
                    segments.getLast().add(new Template.Literal(rest.substring(0, colon)));
                    segments.add(new ArrayList<>());
                    rest = rest.substring(colon + 1);
                    colon = rest.indexOf(':');
                }
                segments.getLast().add(new Template.Literal(rest));
            } else {
                segments.getLast().add(part);
            }
        }
        return segments;
    }

    /** Whether AWS reads a plus, a blank or a bare point is not known. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** A number; empty when the text is none, or one larger or finer than any that a request has. */
    static Optional<BigDecimal> number(String text) {
        if (text.length() > 50 || !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean bounded =
                    (long) number.precision() - number.scale() <= DIGITS && Math.abs(number.scale()) <= DIGITS;
            return bounded ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Four digits are a year as well as a number of seconds. */
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

    /** A month begins where its first day does. Source: W3C, "Date and Time Formats", to which IAM refers. */
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    /** An instant in seconds since 1970, from an ISO 8601 date or date and time, or from a number. */
    static Optional<BigDecimal> instant(String text) {
        if (YEAR.matcher(text).matches()) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = number(text);
        if (number.isPresent()) {
            return number;
        }
        try {
            if (text.indexOf('T') > 0) {
                return Optional.of(seconds(OffsetDateTime.parse(text).toInstant()));
            }
            if (MONTH.matcher(text).matches()) {
                return Optional.of(seconds(YearMonth.parse(text)
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()));
            }
            if (text.indexOf('-') > 0 && text.indexOf(':') < 0) {
                return Optional.of(seconds(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()));
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** An instant in seconds since 1970. */
    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }

    /** The points that pass a comparison with one point, negation aside. */
    static Region region(Test test, BigDecimal point) {
        return switch (test) {
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS, DATE_EQUALS, DATE_NOT_EQUALS ->
                Region.of(List.of(new Interval(point, point)));
            case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS ->
                Region.of(List.of(new Interval(FAR.negate(), point)));
            case NUMERIC_LESS_THAN, DATE_LESS_THAN ->
                new Region(List.of(new Interval(FAR.negate(), point)), List.of(point));
            case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> Region.of(List.of(new Interval(point, FAR)));
            case NUMERIC_GREATER_THAN, DATE_GREATER_THAN ->
                new Region(List.of(new Interval(point, FAR)), List.of(point));
            case STRING_EQUALS,
                    STRING_NOT_EQUALS,
                    STRING_EQUALS_IGNORE_CASE,
                    STRING_NOT_EQUALS_IGNORE_CASE,
                    STRING_LIKE,
                    STRING_NOT_LIKE,
                    BOOL,
                    BINARY_EQUALS,
                    IP_ADDRESS,
                    NOT_IP_ADDRESS,
                    ARN_EQUALS,
                    ARN_LIKE,
                    ARN_NOT_EQUALS,
                    ARN_NOT_LIKE,
                    NULL -> throw new IllegalArgumentException(test.written() + " compares no points");
        };
    }

    /** An instant as a date, or in seconds since 1970 where it is too far or too fine for one. */
    static String iso(BigDecimal seconds) {
        if (seconds.compareTo(LAST_DATE) > 0 || seconds.stripTrailingZeros().scale() > 9) {
            return seconds.toPlainString();
        }
        BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
        return Instant.ofEpochSecond(seconds.longValue(), nanos.longValue()).toString();
    }
}
