package io.portcullis.reasoning;

import io.portcullis.reasoning.ContextKey.ValueType;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The values that keys may have, where AWS says of what form they are. Source: IAM user guide, "Global condition keys". */
final class KeyValues {

    private static final CharSet NO_COLON = CharSet.of(':').complement();
    private static final Universe ALL = Universe.of(Language.ALL);
    private static final Universe NON_EMPTY = Universe.of(Language.NON_EMPTY);
    private static final Universe ACCOUNTS =
            numbered(Language.of(Glob.EMPTY.times(CharSet.DIGIT, 12)), KeyValues::account);
    private static final Universe VPCS =
            numbered(Language.of(Glob.literal("vpc-").some(CharSet.ALPHANUMERIC)), number -> "vpc-" + number);
    private static final Universe ENDPOINTS =
            numbered(Language.of(Glob.literal("vpce-").some(CharSet.ALPHANUMERIC)), number -> "vpce-" + number);
    private static final Universe ARNS = Universe.of(Language.of(
            arn().then(":").some(CharSet.ANY),
            arn().times(CharSet.DIGIT, 12).then(":").some(CharSet.ANY)));

    /**
     * ARNs of what runs with a role of its account. Source: service authorization reference, "Resource types defined by" Lambda,
     * EC2, Systems Manager, CodeBuild and S3.
     */
    private static final Universe FUNCTIONS = Universe.of(Language.of(
            owned().then("function:").some(NO_COLON),
            owned().then("function:").some(NO_COLON).then(":").some(NO_COLON)));

    private static final Universe INSTANCES = Universe.of(Language.of(owned().some(NO_COLON)));

    private static final Universe BUILDS = Universe.of(
            Language.of(owned().then("build/").some(NO_COLON).then(":").some(NO_COLON)));

    /** Names of sessions, and of those for whom they are. Source: STS API reference, AssumeRole; its bounds of length are not here. */
    private static final Universe SESSION_NAMES =
            numbered(Language.of(Glob.EMPTY.some(Principals.NAME)), number -> "session" + number);

    /** Source: STS API reference, AssumeRole. */
    private static final Universe EXTERNAL_IDS = numbered(
            Language.of(Glob.EMPTY.some(Principals.NAME.or(CharSet.anyOf(":/")))), number -> "external" + number);

    /** Source: AWS account management reference, "AWS Regions". */
    private static final Universe REGIONS = numbered(
            Language.of(
                    Glob.EMPTY.some(CharSet.DIGIT.or(CharSet.range('a', 'z')).or(CharSet.of('-')))),
            number -> number == 0 ? "us-east-1" : "eu-west-" + number);

    private KeyValues() {}

    private static Glob owned() {
        return arn().times(CharSet.DIGIT, 12).then(":");
    }

    /** The texts that a base key may have as its value. */
    static Universe of(String base) {
        if (base.equals("aws:principalisawsservice")) {
            return new Universe.Listed(List.of("false"));
        }
        ContextKey key = ContextKey.named(base);
        return switch (base) {
            // Most requests are nobody's on behalf of another.
            case "aws:viaawsservice" -> new Universe.Listed(List.of("false", "true"));
            case "lambda:functionurlauthtype" -> new Universe.Listed(List.of("NONE", "AWS_IAM"));
            case "aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths", "aws:resourceorgpaths" ->
                new Organizations.Paths();
            case "aws:sourceaccount", "aws:sourceowner", "aws:vpceaccount", "aws:resourceaccount" -> ACCOUNTS;
            case "aws:sourcevpc" -> VPCS;
            case "aws:sourcevpce" -> ENDPOINTS;
            case "aws:sourcearn" -> ARNS;
            case "sts:rolesessionname", "sts:sourceidentity", "aws:sourceidentity" -> SESSION_NAMES;
            case "sts:externalid" -> EXTERNAL_IDS;
            case "aws:requestedregion" -> REGIONS;
            case "lambda:sourcefunctionarn" -> FUNCTIONS;
            case "ec2:sourceinstancearn",
                    "ssm:sourceinstancearn",
                    "codebuild:projectarn",
                    "s3:accessgrantsinstancearn" -> INSTANCES;
            case "codebuild:buildarn" -> BUILDS;
            default ->
                key.type() == ValueType.BOOL
                        ? new Universe.Listed(List.of("true", "false"))
                        : base.contains("tag/") || mayBeEmpty(key) ? ALL : NON_EMPTY;
        };
    }

    /**
     * Whether a request may give the empty text: what callers choose they may leave empty, as {@code s3:prefix} is to be
     * for a list of a whole bucket; through which service they come they choose among services. Source: S3 user guide,
     * "Controlling access to a bucket with user policies".
     */
    private static boolean mayBeEmpty(ContextKey key) {
        return key.type() == ValueType.STRING
                && !key.kind().restricts()
                && !key.normalized().equals("kms:viaservice");
    }

    /** The texts that an element of a base key's list may be: of a key that is not known, the empty one too. */
    static Universe ofElement(String base) {
        return ContextKey.named(base).kind() == ContextKey.Kind.UNKNOWN ? ALL : NON_EMPTY;
    }

    /** The id of an account that is this number. */
    static String account(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(12 - digits.length()) + digits;
    }

    /** Values that numbers can be made into. */
    private static Universe numbered(Language language, IntFunction<String> form) {
        return new Universe.Shaped(
                language,
                named -> IntStream.iterate(0, i -> i + 1)
                        .mapToObj(form)
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
