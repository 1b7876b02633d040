package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Services whose ARNs have six fields and never a colon more: a text with seven that begins like them is nobody's ARN. Source:
 * service authorization reference, "Resource types defined by" the service, and what characters its names may have.
 */
final class SixFields {

    /** For resources: all that a request may ask the service for. */
    static final List<String> OF_RESOURCES = List.of("cloudformation", "kms", "sqs");

    /** For {@code aws:SourceArn}: all that the service calls others for, such as a topic and never a subscription. */
    static final List<String> OF_SOURCES = List.of("cloudformation", "cloudtrail", "events", "kms", "sns", "sqs");

    private static final CharSet NO_COLON = CharSet.of(':').complement();

    private SixFields() {}

    /** What is nobody's ARN of some of the services; empty where it is to be none of them. */
    static Optional<Language> nobodys(List<String> services, Predicate<String> some) {
        List<Glob> nobodys =
                services.stream().filter(some).map(SixFields::sevenFields).toList();
        return nobodys.isEmpty() ? Optional.empty() : Optional.of(new Language(nobodys));
    }

    private static Glob sevenFields(String service) {
        return Glob.literal("arn:")
                .many(NO_COLON)
                .then(":" + service + ":")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":")
                .many(CharSet.ANY)
                .then(":")
                .many(CharSet.ANY);
    }
}
