package io.portcullis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Key policies as people write them, of about a given length, no two alike. Six in ten keep to the account and its
 * organization, three let some outsider in, one lets anybody in. Of the statements of short ones a third have conditions
 * and one in 25 denies; of long ones six in ten and one in ten. For one thread.
 */
final class KeyPolicies {

    /** The account that owns the keys. */
    static final String ACCOUNT = "111122223333";

    /** The organization that the account is in. */
    static final String ORGANIZATION = "o-own1234567";

    private static final List<String> ACTIONS = List.of(
            "\"kms:Decrypt\"",
            "[\"kms:Decrypt\",\"kms:DescribeKey\"]",
            "[\"kms:Encrypt\",\"kms:Decrypt\",\"kms:ReEncrypt*\",\"kms:GenerateDataKey*\",\"kms:DescribeKey\"]",
            "[\"kms:CreateGrant\",\"kms:ListGrants\",\"kms:RevokeGrant\"]",
            "\"kms:GenerateDataKey*\"",
            "[\"kms:Sign\",\"kms:Verify\",\"kms:GetPublicKey\"]",
            "\"kms:*\"");

    private static final List<String> TEAMS =
            List.of("billing", "data-lake", "search", "ledger", "ci", "audit", "web", "stream", "backup", "ml");

    private static final List<String> SERVICES =
            List.of("s3", "ec2", "rds", "secretsmanager", "sqs", "sns", "dynamodb");

    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2");

    private final Random random;
    private int policies;
    private int statements;

    KeyPolicies(long seed) {
        this.random = new Random(seed);
    }

    /** Policies of about so many characters. */
    List<String> many(int count, int length) {
        List<String> policies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            policies.add(next(length));
        }
        return policies;
    }

    /** A policy of about so many characters: at least the account's own statement and another one. */
    String next(int length) {
        statements = 0;
        int kind = random.nextInt(10);
        StringBuilder policy = new StringBuilder("{\"Version\":\"2012-10-17\",\"Id\":\"key-" + policies++
                + "\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::" + ACCOUNT
                + ":root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}");
        policy.append(',').append(kind < 6 ? trusted() : kind < 9 ? external() : open());
        while (policy.length() < length - 150) {
            boolean outsider = kind >= 6 && random.nextInt(4) == 0;
            policy.append(',').append(outsider ? external() : trusted());
        }
        return policy.append("]}").toString();
    }

    private String trusted() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> allow("{\"AWS\":" + roles(ACCOUNT) + "}", "");
            case 3 -> allow("{\"AWS\":\"*\"}", equal("aws:PrincipalOrgID", ORGANIZATION));
            case 4 ->
                allow(
                        "{\"AWS\":\"*\"}",
                        condition(
                                "StringEquals",
                                "\"kms:CallerAccount\":\"" + ACCOUNT + "\",\"kms:ViaService\":" + via()));
            case 5 ->
                allow(
                        "{\"Service\":\"logs." + one(REGIONS) + ".amazonaws.com\"}",
                        condition(
                                "ArnLike",
                                "\"kms:EncryptionContext:aws:logs:arn\":\"arn:aws:logs:*:" + ACCOUNT + ":log-group:/"
                                        + one(TEAMS) + number() + "/*\""));
            case 6 ->
                allow("{\"AWS\":" + roles(ACCOUNT) + "}", condition("StringEquals", "\"kms:ViaService\":" + via()));
            default -> deny();
        };
    }

    private String external() {
        String other = "{\"AWS\":" + roles(account()) + "}";
        return switch (random.nextInt(5)) {
            case 0 -> allow("{\"AWS\":\"arn:aws:iam::" + account() + ":root\"}", "");
            case 1 -> allow(other, condition("StringEquals", "\"kms:ViaService\":" + via()));
            case 2 ->
                allow(
                        "{\"AWS\":\"*\"}",
                        equal("aws:PrincipalOrgID", "o-" + Long.toString(random.nextLong() >>> 8, 36)));
            case 3 -> allow("{\"AWS\":\"*\"}", equal("aws:PrincipalAccount", account()));
            default -> allow(other, "");
        };
    }

    private String open() {
        return switch (random.nextInt(3)) {
            case 0 -> allow("{\"AWS\":\"*\"}", "");
            case 1 -> allow("{\"AWS\":\"*\"}", condition("StringEquals", "\"kms:ViaService\":" + via()));
            default ->
                allow(
                        "{\"AWS\":\"*\"}",
                        condition(
                                "StringLike",
                                "\"aws:PrincipalArn\":\"arn:aws:iam::*:role/" + one(TEAMS) + number() + "\""));
        };
    }

    private String deny() {
        String condition = switch (random.nextInt(4)) {
            case 0 -> condition("StringNotEquals", "\"aws:PrincipalOrgID\":\"" + ORGANIZATION + "\"");
            case 1 -> condition("Bool", "\"aws:SecureTransport\":\"false\"");
            case 2 ->
                condition(
                        "NotIpAddress",
                        "\"aws:SourceIp\":[\"203.0." + random.nextInt(250) + ".0/24\",\"198.51.100.0/24\"]");
            default -> condition("NumericGreaterThan", "\"aws:MultiFactorAuthAge\":\"" + number() + "\"");
        };
        return statement("Deny", "\"*\"", "[\"kms:ScheduleKeyDeletion\",\"kms:Decrypt\"]", condition);
    }

    private String allow(String principal, String condition) {
        return statement("Allow", principal, one(ACTIONS), condition);
    }

    private String statement(String effect, String principal, String actions, String condition) {
        String sid = random.nextBoolean() ? "\"Sid\":\"" + one(TEAMS).replace("-", "") + statements++ + "\"," : "";
        return "{" + sid + "\"Effect\":\"" + effect + "\",\"Principal\":" + principal + ",\"Action\":" + actions
                + ",\"Resource\":\"*\"" + condition + "}";
    }

    private static String condition(String operator, String keys) {
        return ",\"Condition\":{\"" + operator + "\":{" + keys + "}}";
    }

    private static String equal(String key, String value) {
        return condition("StringEquals", "\"" + key + "\":\"" + value + "\"");
    }

    private String via() {
        return "\"" + one(SERVICES) + "." + one(REGIONS) + ".amazonaws.com\"";
    }

    private String roles(String account) {
        List<String> roles = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            roles.add("\"arn:aws:iam::" + account + ":role/" + one(TEAMS) + number() + "\"");
        }
        return roles.size() == 1 ? roles.getFirst() : "[" + String.join(",", roles) + "]";
    }

    private String account() {
        return "4" + (10_000_000_000L + random.nextInt(1_000_000_000));
    }

    private int number() {
        return 1 + random.nextInt(100_000);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
