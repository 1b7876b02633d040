package io.portcullis.reasoning;

import io.portcullis.reasoning.ContextKey.ValueType;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.stream.IntStream;

/** The texts that may be values of base keys. */
final class KeyUniverses {

    /** Every text but the empty one. */
    static final Universe NON_EMPTY = Universe.of(Language.NON_EMPTY);

    private static final CharSet NO_COLON = CharSet.of(':').complement();
    private static final Universe ALL = Universe.of(Language.ALL);

    private KeyUniverses() {}

    /** Those of a base key, by its normalized name. */
    static Universe of(String base) {
        if (base.equals("aws:principalisawsservice")) {
            return new Universe.Listed(List.of("false"));
        }
        if (ContextKey.named(base).type() == ValueType.BOOL) {
            return new Universe.Listed(List.of("true", "false"));
        }
        return switch (base) {
            case "lambda:functionurlauthtype" -> new Universe.Listed(List.of("NONE", "AWS_IAM"));
            case "aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths", "aws:resourceorgpaths" ->
                new Organizations.Paths();
            case "aws:sourceaccount", "aws:sourceowner", "aws:vpceaccount", "aws:resourceaccount" ->
                numbered(Language.of(Glob.EMPTY.times(CharSet.DIGIT, 12)), "%012d");
            case "aws:sourcevpc" -> numbered(Language.of(Glob.literal("vpc-").some(CharSet.ALPHANUMERIC)), "vpc-%d");
            case "aws:sourcevpce" -> numbered(Language.of(Glob.literal("vpce-").some(CharSet.ALPHANUMERIC)), "vpce-%d");
            case "aws:sourcearn" ->
                Universe.of(Language.of(
                        arn().then(":").some(CharSet.ANY),
                        arn().times(CharSet.DIGIT, 12).then(":").some(CharSet.ANY)));
            default -> base.contains("tag/") || base.startsWith("kms:encryptioncontext:") ? ALL : NON_EMPTY;
        };
    }

    /** Values that numbers can be made into. */
    private static Universe numbered(Language language, String form) {
        return new Universe.Shaped(
                language,
                named -> IntStream.iterate(0, i -> i + 1)
                        .mapToObj(form::formatted)
                        .filter(value -> !named.contains(value))
                        .findFirst());
    }

    private static Glob arn() {
        return Glob.literal("arn:aws")
                .many(CharSet.range('a', 'z').or(CharSet.of('-')))
                .then(":")
                .some(NO_COLON)
                .then(":")
                .many(NO_COLON)
                .then(":");
    }
}
