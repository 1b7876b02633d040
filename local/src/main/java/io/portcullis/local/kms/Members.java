package io.portcullis.local.kms;

import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks members of requests against the constraints of KMS's model, with the messages that AWS gives. */
final class Members {

    private static final int KEY_ID_LIMIT = 2048;
    private static final int SHOWN = 200;

    private Members() {}

    static String keyId(@Nullable String value) {
        return text("keyId", value, 1, KEY_ID_LIMIT);
    }

    static String targetKeyId(@Nullable String value) {
        return text("targetKeyId", value, 1, KEY_ID_LIMIT);
    }

    /** A required text of a length. */
    static String text(String member, @Nullable String value, int min, int max) {
        if (value == null) {
            throw violation("null", member, "Member must not be null");
        }
        if (value.length() < min) {
            throw violation(quoted(value), member, "Member must have length greater than or equal to " + min);
        }
        if (value.length() > max) {
            throw violation(quoted(value), member, "Member must have length less than or equal to " + max);
        }
        return value;
    }

    /** A text of a length that is missing or right. */
    static Optional<String> optionalText(String member, @Nullable String value, int min, int max) {
        return value == null ? Optional.empty() : Optional.of(text(member, value, min, max));
    }

    static String matching(String member, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            throw violation(
                    quoted(value), member, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
        return value;
    }

    /** A list that has to be there. */
    static <T> List<T> list(String member, boolean given, List<T> value) {
        if (!given) {
            throw violation("null", member, "Member must not be null");
        }
        return value;
    }

    /** A number in a range, or the default when it is missing. */
    static int number(String member, @Nullable Integer value, int min, int max, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value < min) {
            throw violation(quoted(value.toString()), member, "Member must have value greater than or equal to " + min);
        }
        if (value > max) {
            throw violation(quoted(value.toString()), member, "Member must have value less than or equal to " + max);
        }
        return value;
    }

    static ServiceFault notInEnum(String member, String value, List<String> known) {
        return violation(
                quoted(value), member, "Member must satisfy enum value set: [" + String.join(", ", known) + "]");
    }

    private static String quoted(String value) {
        return "'" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value) + "'";
    }

    private static ServiceFault violation(String value, String member, String constraint) {
        return Faults.validation("1 validation error detected: Value " + value + " at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }
}
