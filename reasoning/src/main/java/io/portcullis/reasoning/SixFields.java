package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Services whose ARNs have six fields and no colon more, or no more than an id behind it: other texts that begin like them are
 * nobody's ARN. Source: service authorization reference, "Resource types defined by" the service, and what characters its
 * names may have.
 */
final class SixFields {

    /**
     * ARNs of a service.
     *
     * @param service the service
     * @param behind what stands nowhere behind a sixth colon; empty where there is none
     */
    record Form(String service, String behind) {}

    /** For resources: all that a request may ask the service for. The id of a stack set stands behind a colon more. */
    static final List<Form> OF_RESOURCES =
            List.of(new Form("cloudformation", "/"), new Form("kms", ""), new Form("sqs", ""));

    /** For {@code aws:SourceArn}: all that the service calls others for, such as a topic and never a subscription. */
    static final List<Form> OF_SOURCES = List.of(
            new Form("cloudtrail", ""),
            new Form("events", ""),
            new Form("kms", ""),
            new Form("sns", ""),
            new Form("sqs", ""));

    private static final CharSet NO_COLON = CharSet.of(':').complement();

    private SixFields() {}

    /** What is nobody's ARN of some of the services; empty where it is to be none of them. */
    static Optional<Language> nobodys(List<Form> forms, Predicate<String> some) {
        List<Glob> nobodys = forms.stream()
                .filter(form -> some.test(form.service()))
                .map(SixFields::sevenFields)
                .toList();
        return nobodys.isEmpty() ? Optional.empty() : Optional.of(new Language(nobodys));
    }

    private static Glob sevenFields(Form form) {
        Glob seven = Glob.literal("arn:")
                .many(NO_COLON)
                .then(":" + form.service() + ":")
                .many(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":")
                .many(CharSet.ANY)
                .then(":")
                .many(CharSet.ANY);
        return form.behind().isEmpty() ? seven : seven.then(form.behind()).many(CharSet.ANY);
    }
}
