package io.portcullis.reasoning;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.Optional;

/**
 * The resources that a request may ask for: ARNs of one partition; and {@code *}, which actions without a resource ask for,
 * and those are of identity policies alone.
 *
 * @param kind what policies are attached to
 */
record EveryResource(PolicyKind kind) implements Resources {

    private static final CharSet LOWER =
            CharSet.DIGIT.or(CharSet.range('a', 'z')).or(CharSet.of('-'));
    private static final Glob FIELD = Glob.EMPTY.many(CharSet.ALPHANUMERIC.or(CharSet.of('-')));
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    @Override
    public List<String> examples(String partition, String service) {
        return List.of("arn:" + partition + ":" + service + ":"
                + (service.equals("s3") ? "::example/example" : "us-east-1:111122223333:example"));
    }

    @Override
    public Universe in(String partition) {
        String head = "arn:" + partition + ":";
        Language arns = Language.of(Glob.literal(head)
                .some(LOWER)
                .then(":")
                .then(FIELD)
                .then(":")
                .then(FIELD)
                .then(":")
                .some(CharSet.ANY));
        return switch (kind) {
            case IDENTITY ->
                new Completions(arns.or(Language.of(Glob.literal("*"))), "", beginning -> longer(head, beginning));
            case RESOURCE, KEY -> new Completions(arns, "", beginning -> longer(head, beginning));
            case TRUST ->
                Universe.of(Language.of(Glob.literal(head + "iam::")
                        .times(CharSet.DIGIT, 12)
                        .then(":role/")
                        .some(CharSet.ANY)));
        };
    }

    private static List<String> longer(String head, String beginning) {
        if (!beginning.startsWith(head) && !head.startsWith(beginning)) {
            // The star alone begins otherwise.
            return beginning.equals("*") ? List.of("*") : List.of();
        }
        String from = beginning.length() < head.length() ? head : beginning;
        int fields = from.split(":", -1).length;
        String rest = ":".repeat(Math.max(0, 6 - fields)) + (fields < 6 ? "a" : "");
        return LETTERS.chars()
                .mapToObj(letter -> from + Character.toString(letter) + rest)
                .toList();
    }

    /** ARNs that look like those of services that statements name and are nobody's; empty where they name none of these. */
    static Optional<Language> nobodys(List<Rule> rules) {
        return SixFields.nobodys(
                SixFields.OF_RESOURCES,
                service -> rules.stream()
                        .flatMap(rule -> rule.statement().resources().stream())
                        .flatMap(clause -> clause.values().texts().stream())
                        .anyMatch(text -> text.contains(":" + service + ":")));
    }
}
