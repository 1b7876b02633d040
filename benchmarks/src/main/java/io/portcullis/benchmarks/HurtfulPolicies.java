package io.portcullis.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Key policies made to break engines: each makes some way of deciding take exponential time or memory. */
final class HurtfulPolicies {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private HurtfulPolicies() {}

    /** What each tries, and the policy. */
    static Map<String, String> byName() {
        Map<String, String> policies = new LinkedHashMap<>();
        IntFunction<String> floating = i -> "\"*" + LETTERS.charAt(i) + LETTERS.charAt(i) + "*\"";
        policies.put("20 floating globs allowed", document(allow(like("StringLike", list(20, floating)))));
        policies.put(
                "20 floating globs, a Deny each",
                document(allow(""), denies(20, i -> like("StringLike", floating.apply(i)))));
        policies.put(
                "20 floating globs, all demanded",
                document(allow(""), denies(20, i -> like("StringNotLike", floating.apply(i)))));
        policies.put("*a and 24 times ?", document(allow(like("StringLike", "\"*a" + "?".repeat(24) + "\""))));
        policies.put(
                "100 overlapping a*d",
                document(allow(like(
                        "StringLike", list(100, i -> "\"" + "ab".repeat(i) + "*" + "ba".repeat(100 - i) + "\"")))));
        policies.put(
                "shortest common superstring",
                document(
                        allow(like("StringLike", "\"" + "?".repeat(12) + "\"")),
                        denies(12, i -> like("StringNotLike", "\"*" + gadget(i) + "*\""))));
        policies.put("3-SAT at the hard ratio, 20 KB", document(allow(""), clauses(28, 120)));
        policies.put("3-SAT at the hard ratio, 32 KB", document(allow(""), clauses(45, 193)));
        policies.put("pigeons in holes", document(allow(""), pigeons(6)));
        policies.put("a chain of exclusive ors", document(allow(""), chain(24)));
        policies.put("4 keys of 20 values", document(allow(keys(20))));
        policies.put("10 nested ranges by 10 nested prefixes", document(nested()));
        policies.put("1,000 principals, but not one", document(principals(1_000)));
        policies.put("everything for everybody", document(allow("")));
        List<String> keys = List.of(
                "aws:PrincipalTag/a", "aws:username", "aws:PrincipalAccount", "aws:userid", "aws:PrincipalOrgID");
        policies.put(
                "a variable in every Allow, 32 KB",
                document(many(
                        175, i -> allow(like("StringLike", "\"" + i + "${" + keys.get(i % keys.size()) + "}*\"")))));
        policies.put(
                "a variable in every Resource, 32 KB",
                document(many(
                        240,
                        i -> allow("")
                                .replace(
                                        "\"Resource\":\"*\"",
                                        "\"Resource\":\"arn:aws:kms:*:*:key/" + i + "${" + keys.get(i % keys.size())
                                                + "}*\""))));
        policies.put(
                "a variable that every Deny demands, 32 KB",
                document(
                        allow(""),
                        denies(
                                170,
                                i -> like("StringNotLike", "\"*" + i + "${" + keys.get(i % keys.size()) + "}*\""))));
        policies.put(
                "a megabyte of tests of sets",
                document(
                        allow(""),
                        denies(
                                5_500,
                                i -> condition(
                                        "ForAnyValue:StringLike", "\"kms:EncryptionContextKeys\":\"*a" + i + "*\""))));
        policies.put(
                "a megabyte of addresses",
                document(
                        allow(""),
                        denies(
                                6_500,
                                i -> condition(
                                        "IpAddress", "\"aws:SourceIp\":\"44." + i % 256 + "." + i / 256 + ".0/24\""))));
        policies.put(
                "a megabyte of values",
                document(allow(like("StringEquals", list(40_000, i -> "\"value-" + i + "\"")))));
        policies.put(
                "a megabyte of patterns of thousands of stars",
                document(many(
                        60,
                        i -> allow(condition(
                                "StringLike",
                                "\"aws:PrincipalArn\":\"" + ("*" + letter(i) + "?").repeat(5_000) + "\"")))));
        policies.put(
                "700 KB of three keys, a Deny for each Allow",
                document(many(1_400, i -> statement("Allow", threeKeys(i)) + "," + statement("Deny", threeKeys(-i)))));
        return policies;
    }

    private static char letter(int i) {
        return (char) ('a' + i % 26);
    }

    private static String threeKeys(int seed) {
        Random random = new Random(seed);
        String range = "44." + random.nextInt(256) + ".0.0/" + (8 + random.nextInt(9));
        return ",\"Condition\":{\"StringLike\":{\"kms:EncryptionContext:a\":\"" + random.nextInt(1_000_000)
                + "*\",\"kms:EncryptionContext:b\":\"*" + random.nextInt(1_000_000)
                + "\"},\"IpAddress\":{\"aws:SourceIp\":\"" + range + "\"},\"Bool\":{\"aws:SecureTransport\":\"true\"}}";
    }

    private static String gadget(int i) {
        Random random = new Random(i);
        return random.ints(3, 0, 2).mapToObj(bit -> bit == 0 ? "a" : "b").collect(Collectors.joining());
    }

    /** Random clauses of three tags, each a Deny of the one assignment that breaks it. */
    private static String clauses(int variables, int count) {
        Random random = new Random(variables);
        return denies(
                        count,
                        i -> condition(
                                "StringEquals",
                                random.ints(0, variables)
                                        .distinct()
                                        .limit(3)
                                        .mapToObj(tag ->
                                                "\"aws:PrincipalTag/v" + tag + "\":\"" + random.nextInt(2) + "\"")
                                        .collect(Collectors.joining(","))))
                + ","
                + denies(variables, i -> condition("StringNotEquals", "\"aws:PrincipalTag/v" + i + "\":[\"0\",\"1\"]"));
    }

    /** Each of n + 1 pigeons has one of n holes, and no hole has two. */
    private static String pigeons(int holes) {
        List<String> conditions = new ArrayList<>();
        for (int pigeon = 0; pigeon <= holes; pigeon++) {
            conditions.add(condition(
                    "StringNotEquals",
                    "\"aws:PrincipalTag/p" + pigeon + "\":" + list(holes, hole -> "\"" + hole + "\"")));
            for (int other = 0; other < pigeon; other++) {
                for (int hole = 0; hole < holes; hole++) {
                    conditions.add(condition(
                            "StringEquals",
                            "\"aws:PrincipalTag/p" + pigeon + "\":\"" + hole + "\",\"aws:PrincipalTag/p" + other
                                    + "\":\"" + hole + "\""));
                }
            }
        }
        return denies(conditions.size(), conditions::get);
    }

    /** Neighbours differ all along a ring of odd length. */
    private static String chain(int even) {
        int length = even + 1;
        return denies(
                        2 * length,
                        i -> condition(
                                "StringEquals",
                                "\"aws:PrincipalTag/x" + i / 2 + "\":\"" + i % 2 + "\",\"aws:PrincipalTag/x"
                                        + (i / 2 + 1) % length + "\":\"" + i % 2 + "\""))
                + ","
                + denies(length, i -> condition("StringNotEquals", "\"aws:PrincipalTag/x" + i + "\":[\"0\",\"1\"]"));
    }

    private static String keys(int values) {
        return condition(
                "StringEquals",
                "\"aws:SourceVpc\":" + list(values, i -> "\"vpc-" + i + "\"")
                        + ",\"aws:SourceVpce\":" + list(values, i -> "\"vpce-" + i + "\"")
                        + ",\"kms:ViaService\":" + list(values, i -> "\"s3.region-" + i + ".amazonaws.com\"")
                        + ",\"aws:PrincipalOrgID\":" + list(values, i -> "\"o-abcdefgh" + (10 + i) + "\""));
    }

    private static String nested() {
        return IntStream.range(0, 10)
                .mapToObj(i -> allow(",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"44.0.0.0/" + (8 + i) + "\"},"
                        + "\"StringLike\":{\"aws:PrincipalTag/team\":\"" + "a".repeat(10 - i) + "*\"}}"))
                .collect(Collectors.joining(","));
    }

    private static String principals(int count) {
        String all = list(count, i -> "\"arn:aws:iam::" + (222_222_222_222L + i) + ":role/r" + i + "\"");
        return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":" + all + "},\"Action\":\"kms:*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::222222222222:role/r0\"},"
                + "\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String allow(String condition) {
        return statement("Allow", condition);
    }

    private static String denies(int count, IntFunction<String> condition) {
        return many(count, i -> statement("Deny", condition.apply(i)));
    }

    private static String many(int count, IntFunction<String> statement) {
        return IntStream.range(0, count).mapToObj(statement).collect(Collectors.joining(","));
    }

    private static String statement(String effect, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"kms:*\",\"Resource\":\"*\""
                + condition + "}";
    }

    private static String like(String operator, String values) {
        return condition(operator, "\"aws:PrincipalTag/team\":" + values);
    }

    private static String condition(String operator, String keys) {
        return ",\"Condition\":{\"" + operator + "\":{" + keys + "}}";
    }

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }
}
