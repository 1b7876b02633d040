package io.portcullis.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Key policies that nobody would write: a few statements that each test a few keys with any operator. For one thread. */
final class RandomPolicies {

    private static final List<String> PRINCIPALS = List.of(
            "\"*\"",
            "{\"AWS\":\"*\"}",
            "{\"AWS\":\"111122223333\"}",
            "{\"AWS\":[\"222222222222\",\"111122223333\"]}",
            "{\"AWS\":\"arn:aws:iam::222222222222:role/ci\"}",
            "{\"AWS\":\"arn:aws:iam::222222222222:user/u\"}");

    private static final List<String> ACTIONS =
            List.of("kms:*", "kms:Decrypt", "*", "kms:?ncrypt", "kms:*crypt", "kms:CreateGrant");

    private static final List<String> TEXT_OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIgnoreCase",
            "StringEqualsIfExists",
            "StringNotLikeIfExists",
            "ArnLike",
            "ArnNotLike");

    private static final List<String> TEXT_KEYS = List.of(
            "aws:PrincipalAccount",
            "aws:PrincipalOrgID",
            "aws:PrincipalArn",
            "aws:SourceVpc",
            "aws:SourceVpce",
            "aws:SourceArn",
            "aws:userid",
            "kms:ViaService");

    private static final List<String> TEXTS = List.of(
            "111122223333",
            "222222222222",
            "2*",
            "*2",
            "o-own1234567",
            "o-*",
            "arn:aws:iam::222222222222:role/ci",
            "arn:aws:iam::*:role/ci",
            "arn:aws:iam::22*",
            "vpc-1",
            "vpc-?",
            "arn:aws:sns:us-east-1:222222222222:t",
            "AROAX:*",
            "*:s1",
            "s3.us-east-1.amazonaws.com",
            "a*b?c*",
            "*");

    private static final List<String> OTHERS = List.of(
            "\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"203.0.113.0/24\"]}",
            "\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.7\"}",
            "\"Bool\":{\"aws:SecureTransport\":\"true\"}",
            "\"Null\":{\"aws:SourceVpce\":\"true\"}",
            "\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}",
            "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2030-01-01T00:00:00Z\"}");

    private final Random random;

    RandomPolicies(long seed) {
        this.random = new Random(seed);
    }

    /** A policy of one to five statements. */
    String next() {
        return IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(i -> statement())
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
    }

    private String statement() {
        String blocks = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> random.nextInt(4) == 0 ? one(OTHERS) : textBlock())
                // One block an operator: a name may stand once in an object.
                .collect(Collectors.toMap(block -> block.substring(0, block.indexOf(':')), block -> block, (a, b) -> a))
                .values()
                .stream()
                .sorted()
                .collect(Collectors.joining(","));
        return "{\"Effect\":\"%s\",\"Principal\":%s,\"Action\":\"%s\",\"Resource\":\"*\",\"Condition\":{%s}}"
                .formatted(random.nextInt(3) == 0 ? "Deny" : "Allow", one(PRINCIPALS), one(ACTIONS), blocks);
    }

    private String textBlock() {
        return "\"%s\":{\"%s\":[\"%s\",\"%s\"]}".formatted(one(TEXT_OPERATORS), one(TEXT_KEYS), one(TEXTS), one(TEXTS));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
