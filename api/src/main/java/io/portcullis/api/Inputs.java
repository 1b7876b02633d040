package io.portcullis.api;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of request members, by the patterns of the service's model. */
final class Inputs {

    private static final Pattern ANALYZER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");
    private static final Pattern RULE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,254}");
    private static final Pattern ANALYZER_ARN =
            Pattern.compile("[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:analyzer/.{1,255}", Pattern.DOTALL);
    private static final Pattern RESOURCE_ARN = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:[^:]*:.*", Pattern.DOTALL);

    private Inputs() {}

    static String analyzerName(@Nullable String value) {
        return matching(ANALYZER_NAME, "analyzerName", value);
    }

    static String ruleName(@Nullable String value) {
        return matching(RULE_NAME, "ruleName", value);
    }

    static String analyzerArn(@Nullable String value) {
        return matching(ANALYZER_ARN, "analyzerArn", value);
    }

    static String resourceArn(@Nullable String value) {
        return matching(RESOURCE_ARN, "resourceArn", value);
    }

    static String required(String field, @Nullable String value) {
        return Optional.ofNullable(value)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Refusals.invalid(field, "The member " + field + " is required"));
    }

    private static String matching(Pattern pattern, String field, @Nullable String value) {
        String text = required(field, value);
        if (!pattern.matcher(text).matches()) {
            throw Refusals.invalid(
                    field,
                    "The member " + field + " must match " + pattern.pattern() + ", and " + Refusals.quoted(text)
                            + " does not");
        }
        return text;
    }
}
