package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Services whose ARNs have six fields, or no more than an id behind a colon more: other texts that begin like them are nobody's
 * ARN. Source: service authorization reference, "Resource types defined by" the service, and what characters its names may
 * have; CloudFormation user guide, "Control CloudFormation access with IAM", for stack sets and their targets.
 */
final class SixFields {

    /**
     * ARNs of a service.
     *
     * @param service the service
     * @param behind what nowhere stands behind a sixth colon; the empty text where there is none
     */
    record Form(String service, List<String> behind) {
        private Form(String service) {
            this(service, List.of(""));
        }
    }

    /** For resources: all that a request may ask the service for. The id of a stack set stands behind a colon more. */
    static final List<Form> OF_RESOURCES = List.of(
            new Form("cloudformation", List.of("changeSet/", "stack/", "stackset/", "stackset-target/")),
            new Form("kms"),
            new Form("sqs"));

    /** For {@code aws:SourceArn}: all that the service calls others for, such as a topic and never a subscription. */
    static final List<Form> OF_SOURCES =
            List.of(new Form("cloudtrail"), new Form("events"), new Form("kms"), new Form("sns"), new Form("sqs"));

    private static final CharSet NO_COLON = CharSet.of(':').complement();

    private SixFields() {}

    /** What is nobody's ARN of some of the services; empty where it is to be none of them. */
    static Optional<Language> nobodys(List<Form> forms, Predicate<String> some) {
        List<Glob> nobodys = forms.stream()
                .filter(form -> some.test(form.service()))
                .flatMap(form -> form.behind().stream().map(behind -> sevenFields(form.service(), behind)))
                .toList();
        return nobodys.isEmpty() ? Optional.empty() : Optional.of(new Language(nobodys));
    }

    private static Glob sevenFields(String service, String behind) {
        return Glob.literal("arn:")
                .many(NO_COLON)
                .then(":" + service + ":")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":")
                .many(CharSet.ANY)
                .then(":" + behind)
                .many(CharSet.ANY);
    }
}
