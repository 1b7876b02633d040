package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.judge.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random policies, random consistent requests, and the concrete evaluator as judge: whatever it allows an outsider must lie
 * in a cell, and whatever it allows an unnamed stranger must make a cell public.
 */
class RandomPoliciesTest {

    private static final List<String> PRINCIPALS = List.of(
            "\"*\"",
            "{\"AWS\":\"*\"}",
            "{\"AWS\":\"111111111111\"}",
            "{\"AWS\":[\"222222222222\",\"111111111111\"]}",
            "{\"AWS\":\"arn:aws:iam::222222222222:role/ci\"}",
            "{\"AWS\":\"arn:aws:sts::333333333333:assumed-role/ci/s1\"}",
            "{\"AWS\":\"arn:aws:iam::222222222222:user/u\"}");

    private static final List<String> ACTIONS =
            List.of("kms:*", "kms:Decrypt", "*", "kms:?ncrypt", "kms:*crypt", "kms:CreateGrant");

    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIgnoreCase",
            "StringEqualsIfExists",
            "StringNotLikeIfExists",
            "ForAnyValue:StringLike",
            "ForAllValues:StringLike",
            "ForAnyValue:StringNotLike",
            "ForAllValues:StringNotEquals",
            "StringNotEqualsIgnoreCase",
            "ForAnyValue:StringEqualsIfExists",
            "ArnLike",
            "ArnNotLike",
            "ArnEqualsIfExists");

    private static final List<String> TEXT_KEYS = List.of(
            "aws:PrincipalAccount",
            "kms:CallerAccount",
            "aws:PrincipalOrgID",
            "aws:PrincipalOrgPaths",
            "aws:PrincipalArn",
            "aws:SourceVpc",
            "AWS:sourcevpce",
            "aws:SourceArn",
            "aws:SourceAccount",
            "aws:PrincipalIsAWSService",
            "aws:ResourceAccount",
            "aws:userid",
            "aws:PrincipalType",
            "aws:username",
            "kms:ViaService",
            "kms:EncryptionContextKeys");

    private static final List<String> VALUES = List.of(
            "111111111111",
            "222222222222",
            "2*",
            "*2",
            "o-own1234567",
            "o-other12345",
            "o-*",
            "o-other12345/r-ab12/*",
            "o-*/r-ab12/",
            "arn:aws:iam::222222222222:role/ci",
            "arn:aws:iam::*:role/ci",
            "arn:aws:iam::22*",
            "vpc-1",
            "vpc-?",
            "vpce-1",
            "arn:aws:sns:us-east-1:222222222222:t",
            "arn:aws:s3:::b*",
            "false",
            "AROAX:*",
            "*:s1",
            "User",
            "Assumed*",
            "u",
            "s3.us-east-1.amazonaws.com",
            "a",
            "b*",
            "*");

    private static LongStream seeds() {
        return Seeds.of(300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverTheEvaluatorAllowsAnOutsiderLiesInACell(long seed) {
        Random random = new Random(seed);
        Questions questions = random.nextBoolean() ? Questions.ofAccount() : Questions.ofOrganization();
        String policy = randomPolicy(random);
        Question question = questions.question(policy);
        Access access = OutsideAccess.of(question);
        // A plain operator on a key of several values is the one doubt that these policies raise.
        assertThat(access.doubts()).as(policy).allMatch(doubt -> doubt.contains("may have several values"));

        Evaluator evaluator = new Evaluator(question.rules(), false, "aws");
        for (int i = 0; i < 400; i++) {
            Request request = randomRequest(random, questions.zone());
            if (evaluator.allows(request)) {
                assertThat(access.more() || access.cells().stream().anyMatch(cell -> holds(cell, request)))
                        .as("seed %d: %s%n allows %s", seed, policy, request)
                        .isTrue();
            }
        }
        for (Access.Cell cell : access.cells()) {
            assertThat(evaluator.allows(cell.witness())).as(policy).isTrue();
            assertThat(holds(cell, cell.witness())).as(policy + cell).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aStrangerWhomNoValueNamesMakesACellPublic(long seed) {
        Random random = new Random(10_000_000 + seed);
        Questions questions = random.nextBoolean() ? Questions.ofAccount() : Questions.ofOrganization();
        String policy = randomPolicy(random);
        Question question = questions.question(policy);
        Access access = OutsideAccess.of(question);
        boolean isPublic = access.morePublic() || access.cells().stream().anyMatch(Access.Cell::isPublic);

        Evaluator evaluator = new Evaluator(question.rules(), false, "aws");
        for (int i = 0; i < 400; i++) {
            Request request = requestOf(
                    random,
                    "AROAZ",
                    List.of("444444444444"),
                    List.of("", "o-fresh67890"),
                    List.of("", "vpc-9"),
                    List.of("198.51.100.1", "2001:db8::1"));
            if (evaluator.allows(request)) {
                assertThat(isPublic)
                        .as("seed %d: %s%n allows the stranger %s", seed, policy, request)
                        .isTrue();
            }
        }
    }

    static String randomPolicy(Random random) {
        return Questions.policy(IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> randomStatement(random))
                .collect(Collectors.joining(",")));
    }

    private static String randomStatement(Random random) {
        boolean allow = random.nextInt(10) < 6;
        String conditions = IntStream.range(0, random.nextInt(3))
                .boxed()
                .collect(Collectors.toMap(i -> pick(random, OPERATORS), i -> randomTest(random), (a, b) -> a))
                .entrySet()
                .stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(","));
        String nulls = random.nextInt(6) == 0
                ? (conditions.isEmpty() ? "" : ",") + "\"Null\":{\"" + pick(random, TEXT_KEYS) + "\":"
                        + random.nextBoolean() + "}"
                : "";
        String address = random.nextInt(6) == 0
                ? (conditions.isEmpty() && nulls.isEmpty() ? "" : ",")
                        + (random.nextBoolean() ? "\"IpAddress\"" : "\"NotIpAddress\"")
                        + ":{\"aws:SourceIp\":\"203.0.113.0/24\"}"
                : "";
        return "{\"Effect\":\"" + (allow ? "Allow" : "Deny") + "\",\"" + (random.nextInt(8) == 0 ? "Not" : "")
                + "Principal\":" + pick(random, allow ? PRINCIPALS : PRINCIPALS.subList(0, 5)) + ",\""
                + (random.nextInt(6) == 0 ? "Not" : "") + "Action\":\"" + pick(random, ACTIONS)
                + "\",\"Resource\":\"*\",\"Condition\":{" + conditions + nulls + address + "}}";
    }

    private static String randomTest(Random random) {
        String values = IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> "\"" + pick(random, VALUES) + "\"")
                .collect(Collectors.joining(","));
        return "{\"" + pick(random, TEXT_KEYS) + "\":[" + values + "]}";
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    static Request randomRequest(Random random, Zone zone) {
        List<String> organizations = zone.organization().isPresent()
                ? List.of("", "o-other12345", "o-fresh67890")
                : List.of("", "o-own1234567", "o-other12345");
        return requestOf(
                random,
                "AROAX",
                List.of("222222222222", "333333333333", "444444444444"),
                organizations,
                List.of("", "vpc-1", "vpc-22"),
                List.of("203.0.113.7", "198.51.100.1", "2001:db8::1"));
    }

    /** A request whose keys agree with each other; empty text stands for an absent key. */
    private static Request requestOf(
            Random random,
            String role,
            List<String> accounts,
            List<String> organizations,
            List<String> vpcs,
            List<String> addresses) {
        String account = pick(random, accounts);
        Identity.Aws identity = pick(
                random,
                List.of(
                        new Identity.Aws("arn:aws:iam::" + account + ":root", account),
                        new Identity.Aws("arn:aws:iam::" + account + ":user/u", "AIDAU"),
                        new Identity.Aws("arn:aws:iam::" + account + ":user/p/v", "AIDAV"),
                        new Identity.Aws("arn:aws:sts::" + account + ":federated-user/u", account + ":u"),
                        new Identity.Aws("arn:aws:iam::" + account + ":role/ci", role + ":s1"),
                        new Identity.Aws("arn:aws:iam::" + account + ":role/other", "AROAY:s2")));
        SortedMap<String, List<String>> context = new TreeMap<>();
        context.put("aws:PrincipalArn", List.of(identity.principalArn()));
        context.put("aws:PrincipalAccount", List.of(account));
        context.put("kms:CallerAccount", List.of(account));
        context.put("aws:userid", List.of(identity.userId()));
        context.put("aws:PrincipalType", List.of(identity.type()));
        if (identity.type().equals("User")) {
            context.put("aws:username", List.of(identity.lastName()));
        }
        String organization = pick(random, organizations);
        if (!organization.isEmpty()) {
            context.put("aws:PrincipalOrgID", List.of(organization));
            context.put(
                    "aws:PrincipalOrgPaths",
                    List.of(organization + pick(random, List.of("/r-ab12/", "/r-ab12/ou-ab12-1/", "/r-cd34/"))));
        }
        String vpc = pick(random, vpcs);
        if (vpc.isEmpty()) {
            context.put("aws:SourceIp", List.of(pick(random, addresses)));
        } else {
            context.put("aws:SourceVpc", List.of(vpc));
            context.put("aws:SourceVpce", List.of(role.equals("AROAX") ? "vpce-1" : "vpce-9"));
            context.put("aws:VpcSourceIp", List.of("10.0.0.1"));
        }
        context.put("aws:PrincipalIsAWSService", List.of("false"));
        context.put("aws:ResourceAccount", List.of("111111111111"));
        if (random.nextInt(3) == 0) {
            boolean bucket = random.nextBoolean();
            String source = pick(random, accounts);
            context.put("aws:SourceAccount", List.of(source));
            context.put(
                    "aws:SourceArn", List.of(bucket ? "arn:aws:s3:::b0" : "arn:aws:sns:us-east-1:" + source + ":t"));
        }
        if (random.nextBoolean()) {
            context.put("kms:ViaService", List.of(pick(random, List.of("s3.us-east-1.amazonaws.com", "a"))));
        }
        List<String> keys = new ArrayList<>(List.of("a", "b", "b1", "c"));
        keys.removeIf(key -> random.nextBoolean());
        if (!keys.isEmpty()) {
            context.put("kms:EncryptionContextKeys", keys);
        }
        String action = pick(random, List.of("kms:Decrypt", "kms:Encrypt", "kms:CreateGrant"));
        return new Request(identity, action, Questions.KEY, context);
    }

    /** Whether a request is in a cell, by the cell's own words. */
    static boolean holds(Access.Cell cell, Request request) {
        String account = request.values("aws:PrincipalAccount").getFirst();
        String arn = request.values("aws:PrincipalArn").getFirst();
        boolean principal = switch (cell.principal()) {
            case "*" -> true;
            case String digits when digits.length() == 12 -> account.equals(digits);
            case String named -> arn.equals(named) || request.identity().name().equals(named);
        };
        return principal
                && cell.actions().contains(request.action())
                && cell.condition().entrySet().stream()
                        .allMatch(each -> request.values(each.getKey()).stream()
                                .anyMatch(value ->
                                        each.getValue().stream().anyMatch(label -> like(each.getKey(), label, value))));
    }

    /** Labels do not say whether their stars were wildcards: either reading will do here. */
    private static boolean like(String key, String pattern, String value) {
        if (key.equals("aws:SourceIp")) {
            return value.startsWith("203.0.113.");
        }
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
        return value.equals(pattern) || value.toLowerCase(java.util.Locale.ROOT).matches("(?i)" + regex);
    }
}
