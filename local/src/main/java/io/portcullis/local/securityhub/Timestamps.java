package io.portcullis.local.securityhub;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Times as ASFF writes them: a date, a time with up to nine digits of a second, and Z or an offset. */
final class Timestamps {

    /** API reference, "DateFilter", whose formats are those of all timestamps. */
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}(?::?\\d{2})?)");

    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})$");
    private static final Pattern OFFSET_OF_HOURS = Pattern.compile("(T.*[+-]\\d{2})$");

    private Timestamps() {}

    static boolean isOne(String text) {
        try {
            parse(text);
            return FORM.matcher(text).matches();
        } catch (DateTimeException e) {
            return false;
        }
    }

    static Instant parse(String text) {
        String colon = OFFSET_WITHOUT_COLON.matcher(text).replaceFirst("$1:$2");
        String whole = OFFSET_OF_HOURS.matcher(colon).replaceFirst("$1:00");
        return OffsetDateTime.parse(whole).toInstant();
    }
}
