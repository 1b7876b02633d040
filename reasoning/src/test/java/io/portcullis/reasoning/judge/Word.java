package io.portcullis.reasoning.judge;

import java.util.List;

/**
 * A context key that random policies test.
 *
 * @param key its documented spelling
 * @param sort what its values are
 * @param group keys of one group constrain each other
 * @param restricts whether it says who or whence, so that findings show it
 * @param values what policies compare it to
 */
record Word(String key, Sort sort, Group group, boolean restricts, List<String> values) {

    enum Sort {
        TEXT,
        ARN,
        BOOL,
        NUMBER,
        DATE,
        ADDRESS,
        SET
    }

    enum Group {
        IDENTITY,
        ORGANIZATION,
        NETWORK,
        SOURCE,
        SOURCE_ORGANIZATION,
        CLOCK,
        RESOURCE,
        FREE
    }

    /** Globs that meet in pairs and not together are among them: {@code a*}, {@code *b}, {@code ??} and {@code ?c*}. */
    static final List<String> LETTERS =
            List.of("a", "A", "a*", "*b", "??", "?c*", "*", "?*", "b", "", "${*}", "${aws:ResourceAccount}");

    private static final List<String> ACCOUNTS = List.of(
            "111111111111", "222222222222", "2*", "*2", "22222222222?", "*", "${aws:ResourceAccount}", "anonymous");

    private static final List<String> ORGANIZATIONS =
            List.of("o-own1234567", "o-other12345", "O-OTHER12345", "o-*", "*5", "o-other?2345");

    private static final List<String> PATHS = List.of(
            "o-other12345/r-ab12/", "o-other12345/r-ab12/*", "o-own1234567/*", "o-*/r-ab12/*", "o-other12345/*");

    private static final List<String> DATES = List.of(
            "2020-01-01T00:00:00Z", "2026-06-01T00:00:00Z", "2030-01-01", "1893456000", "2030-01-01T01:00:00+01:00");

    /** Whether its values are numbers, times or addresses. */
    boolean isOfALine() {
        return switch (sort) {
            case NUMBER, DATE, ADDRESS -> true;
            case TEXT, ARN, BOOL, SET -> false;
        };
    }

    /** What values of the clock, numbers and addresses are compared with as texts. */
    List<String> texts() {
        return switch (sort) {
            case DATE ->
                List.of("2026-*", "2026-06-*", "2026-0?-01T*", "2030-*", "*", "2026-06-01T00:00:00Z", "1780272000");
            case NUMBER -> List.of("5", "1*", "*");
            case ADDRESS ->
                key.equals("aws:VpcSourceIp")
                        ? List.of("10.*", "10.0.0.?", "10.0.0.1", "*", "*.1", "2600:*")
                        : List.of(
                                "203.0.113.*",
                                "203.0.*",
                                "203.0.113.?",
                                "203.0.113.7",
                                "*",
                                "*.7",
                                "2001:db8:*",
                                "2600::1");
            case TEXT, ARN, BOOL, SET -> values;
        };
    }

    /** Every key that random policies speak of. */
    static final List<Word> ALL = List.of(
            new Word("aws:PrincipalAccount", Sort.TEXT, Group.IDENTITY, true, ACCOUNTS),
            new Word("kms:CallerAccount", Sort.TEXT, Group.IDENTITY, true, ACCOUNTS),
            new Word(
                    "aws:PrincipalArn",
                    Sort.ARN,
                    Group.IDENTITY,
                    true,
                    List.of(
                            "arn:aws:iam::222222222222:role/ci",
                            "arn:aws:iam::222222222222:*",
                            "arn:aws:iam::*:role/ci",
                            "arn:aws:iam::22*",
                            "arn:*:role/*",
                            "arn:aws:iam::222222222222:user/?",
                            "arn:aws:iam::111111111111:role/ci",
                            "*")),
            new Word(
                    "aws:userid",
                    Sort.TEXT,
                    Group.IDENTITY,
                    true,
                    List.of(
                            "AROAXEXAMPLE:*",
                            "AROAXEXAMPLE:s1",
                            "*:s1",
                            "AIDA*",
                            "222222222222",
                            "222222222222:*",
                            "*:u",
                            "anonymous")),
            new Word(
                    "aws:PrincipalType",
                    Sort.TEXT,
                    Group.IDENTITY,
                    false,
                    List.of("User", "AssumedRole", "Account", "FederatedUser", "*User", "user", "Anonymous")),
            new Word("aws:username", Sort.TEXT, Group.IDENTITY, false, List.of("u", "v", "?", "u*", "U")),
            new Word("aws:PrincipalOrgID", Sort.TEXT, Group.ORGANIZATION, true, ORGANIZATIONS),
            new Word("aws:PrincipalOrgPaths", Sort.TEXT, Group.ORGANIZATION, true, PATHS),
            new Word(
                    "aws:SourceVpc",
                    Sort.TEXT,
                    Group.NETWORK,
                    true,
                    List.of("vpc-1", "vpc-1*", "vpc-?", "*2", "vpc-2", "*")),
            new Word("aws:SourceVpce", Sort.TEXT, Group.NETWORK, true, List.of("vpce-1", "vpce-1*", "vpce-2", "*")),
            new Word(
                    "aws:SourceIp",
                    Sort.ADDRESS,
                    Group.NETWORK,
                    true,
                    List.of(
                            "203.0.113.0/24",
                            "203.0.113.7",
                            "203.0.113.7/25",
                            "0.0.0.0/1",
                            "128.0.0.0/1",
                            "203.0.0.0/8",
                            "10.0.0.0/8",
                            "2001:db8::/32",
                            "2000::/3",
                            "::/0",
                            "0.0.0.0/0")),
            new Word(
                    "aws:VpcSourceIp",
                    Sort.ADDRESS,
                    Group.NETWORK,
                    true,
                    List.of("10.0.0.0/8", "10.0.0.1", "0.0.0.0/0", "::/0", "172.16.0.0/12")),
            new Word(
                    "aws:SourceArn",
                    Sort.ARN,
                    Group.SOURCE,
                    true,
                    List.of(
                            "arn:aws:sns:us-east-1:222222222222:t",
                            "arn:aws:sns:*:222222222222:*",
                            "arn:aws:lambda:*:222222222222:*",
                            "arn:aws:sns:us-east-1:111111111111:t",
                            "arn:aws:s3:::b",
                            "arn:aws:s3:::*",
                            "arn:aws:*",
                            "arn:aws:sns:*:*:t")),
            new Word("aws:SourceAccount", Sort.TEXT, Group.SOURCE, true, ACCOUNTS),
            new Word("aws:SourceOwner", Sort.TEXT, Group.SOURCE, true, ACCOUNTS),
            new Word("aws:SourceOrgID", Sort.TEXT, Group.SOURCE_ORGANIZATION, true, ORGANIZATIONS),
            new Word("aws:SourceOrgPaths", Sort.TEXT, Group.SOURCE_ORGANIZATION, true, PATHS),
            new Word("aws:CurrentTime", Sort.DATE, Group.CLOCK, false, DATES),
            new Word("aws:EpochTime", Sort.DATE, Group.CLOCK, false, DATES),
            new Word("aws:ResourceAccount", Sort.TEXT, Group.RESOURCE, false, ACCOUNTS),
            new Word("aws:ResourceOrgID", Sort.TEXT, Group.RESOURCE, false, ORGANIZATIONS),
            new Word("aws:ResourceOrgPaths", Sort.TEXT, Group.RESOURCE, false, PATHS),
            new Word(
                    "aws:PrincipalIsAWSService",
                    Sort.BOOL,
                    Group.FREE,
                    true,
                    List.of("true", "false", "False", "f*", "*e", "t*")),
            new Word("aws:SecureTransport", Sort.BOOL, Group.FREE, false, List.of("true", "false", "TRUE")),
            new Word("aws:MultiFactorAuthPresent", Sort.BOOL, Group.FREE, false, List.of("true", "false")),
            new Word(
                    "aws:MultiFactorAuthAge",
                    Sort.NUMBER,
                    Group.FREE,
                    false,
                    List.of("5", "5.0", "0.5e1", "10", "-1", "6")),
            new Word("aws:PrincipalTag/team", Sort.TEXT, Group.FREE, false, LETTERS),
            new Word("kms:EncryptionContext:x", Sort.TEXT, Group.FREE, false, LETTERS),
            new Word("kms:ViaService", Sort.TEXT, Group.FREE, false, LETTERS),
            new Word("login.example.com:aud", Sort.TEXT, Group.FREE, true, LETTERS),
            new Word("kms:EncryptionContextKeys", Sort.SET, Group.FREE, false, LETTERS),
            new Word("aws:TagKeys", Sort.SET, Group.FREE, false, LETTERS));

    /** The word for a key in any case. */
    static Word of(String key) {
        return ALL.stream()
                .filter(word -> word.key.equalsIgnoreCase(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " is no key of random policies"));
    }
}
