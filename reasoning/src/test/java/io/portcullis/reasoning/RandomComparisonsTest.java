package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.concrete.Unplaced;
import io.portcullis.reasoning.judge.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random pairs of policies, random consistent requests around their constants, and the concrete evaluator as judge: a
 * request that it finds to be new refutes a No, and the request of every Yes must be new to it.
 */
class RandomComparisonsTest {

    private static final List<String> ACTIONS = List.of(
            "'Action':'s3:*'",
            "'Action':'s3:Get*'",
            "'Action':['s3:GetObject','sqs:SendMessage']",
            "'Action':'*'",
            "'Action':'*:?e*'",
            "'NotAction':'s3:*'",
            "'NotAction':['S3:get*','iam:*']");

    private static final List<String> RESOURCES = List.of(
            "'Resource':'*'",
            "'Resource':'*'",
            "'Resource':'arn:aws:s3:::b/*'",
            "'Resource':['arn:aws:s3:::b/a','arn:aws:sqs:us-east-1:111111111111:q']",
            "'Resource':'arn:aws:sqs:*:*:q*'",
            "'Resource':'arn:aws:s3:::?/*a'",
            "'Resource':'arn:aws:s3:::b/${aws:PrincipalTag/t}*'",
            "'Resource':'arn:aws:sqs:*:${aws:PrincipalAccount}:*'",
            "'NotResource':'arn:aws:s3:::b/*'",
            "'NotResource':['arn:aws:sqs:*:111111111111:*','arn:aws:s3:::*']");

    private static final List<String> PRINCIPALS = List.of(
            "'*'",
            "{'AWS':'*'}",
            "{'AWS':'111111111111'}",
            "{'AWS':['222222222222','arn:aws:iam::111111111111:root']}",
            "{'AWS':'arn:aws:iam::222222222222:role/ci'}",
            "{'AWS':'arn:aws:sts::222222222222:assumed-role/ci/s1'}",
            "{'Service':'sns.amazonaws.com'}",
            "{'Service':['sns.amazonaws.com','ec2.amazonaws.com'],'AWS':'222222222222'}",
            "{'Federated':'accounts.google.com'}",
            "{'CanonicalUser':'79a59d'}");

    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIgnoreCase",
            "StringLikeIfExists",
            "StringNotEqualsIfExists",
            "ForAnyValue:StringLike",
            "ForAllValues:StringLike",
            "ForAnyValue:StringNotEquals",
            "ForAllValues:StringNotLike",
            "ArnLike",
            "ArnNotEqualsIfExists");

    private static final List<String> KEYS = List.of(
            "aws:PrincipalTag/t",
            "aws:RequestTag/t",
            "aws:TagKeys",
            "aws:PrincipalArn",
            "aws:PrincipalAccount",
            "aws:PrincipalType",
            "aws:username",
            "aws:PrincipalOrgID",
            "aws:PrincipalIsAWSService",
            "aws:PrincipalServiceName",
            "aws:ResourceAccount",
            "accounts.google.com:sub",
            "login.example.com:sub");

    private static final List<String> VALUES = List.of(
            "a",
            "b*",
            "*",
            "?",
            "111111111111",
            "2*",
            "o-1234567890",
            "true",
            "false",
            "sns.amazonaws.com",
            "User",
            "arn:aws:iam::222222222222:role/ci",
            "arn:aws:iam::*:user/*",
            "${aws:PrincipalTag/t}",
            "${aws:RequestTag/t}*",
            "*${aws:username}",
            "${aws:PrincipalAccount}",
            "${aws:ResourceAccount}",
            "arn:aws:iam::${aws:ResourceAccount}:*");

    private static LongStream seeds() {
        return Seeds.of(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRequestIsNewAfterANoAndTheProofOfAYesIs(long seed) {
        Random random = new Random(seed);
        Policies policies = pick(random, List.of(Policies.IDENTITY, Policies.RESOURCE, Policies.TRUST));
        List<Rule> policy = randomPolicy(random, policies.kind());
        List<Rule> reference = random.nextInt(3) == 0
                ? policy.subList(random.nextInt(policy.size() + 1), policy.size())
                : randomPolicy(random, policies.kind());
        Answer answer = policies.compare(policy, reference);
        Evaluator mine = evaluator(policies, policy);
        Evaluator theirs = evaluator(policies, reference);
        switch (answer) {
            case Answer.Yes yes -> {
                assertThat(mine.allows(yes.request())).isTrue();
                assertThat(theirs.allows(yes.request())).isFalse();
                assertThat(yes.request().identity() instanceof Identity.Federated
                                && yes.request().context().containsKey("login.example.com:sub"))
                        .isFalse();
            }
            case Answer.No ignored -> {
                // Canonical ids and sessions of providers are only where policies name them.
                String named = policy + " " + reference;
                for (int i = 0; i < 500; i++) {
                    Request request = randomRequest(random, policies);
                    if (Unplaced.is(request.identity())
                            && !named.contains(request.identity().name())) {
                        continue;
                    }
                    assertThat(mine.allows(request) && !theirs.allows(request))
                            .as("seed %d: %s%n is new with %s%n against %s", seed, request, policy, reference)
                            .isFalse();
                }
            }
            case Answer.Undecided undecided ->
                // One of the doubts that decide such policies is always among the reasons.
                assertThat(undecided.reasons())
                        .anyMatch(reason -> reason.contains("may have several values")
                                || reason.contains("whether the variable's value can make")
                                || reason.contains("that is not followed")
                                || reason.contains("whose wildcard would have to cross")
                                || reason.contains("names everyone")
                                || reason.contains("canonical user id")
                                || reason.contains("spares principals"));
        }
    }

    private static Evaluator evaluator(Policies policies, List<Rule> rules) {
        return new Evaluator(Attachment.complete(rules, policies.kind()), policies.anonymousCallers(), "aws");
    }

    private static List<Rule> randomPolicy(Random random, PolicyKind kind) {
        return Policies.rules(IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> randomStatement(random, kind))
                .toArray(String[]::new));
    }

    private static String randomStatement(Random random, PolicyKind kind) {
        boolean allow = random.nextInt(10) < 7;
        List<String> elements = new ArrayList<>();
        elements.add("'Effect':'" + (allow ? "Allow" : "Deny") + "'");
        if (kind != PolicyKind.IDENTITY) {
            elements.add("'" + (random.nextInt(8) == 0 ? "Not" : "") + "Principal':" + pick(random, PRINCIPALS));
        }
        elements.add(pick(random, ACTIONS));
        if (kind != PolicyKind.TRUST) {
            elements.add(pick(random, RESOURCES));
        }
        List<String> blocks = new ArrayList<>();
        if (random.nextBoolean()) {
            blocks.add("'%s':{'%s':['%s','%s']}"
                    .formatted(
                            pick(random, OPERATORS), pick(random, KEYS), pick(random, VALUES), pick(random, VALUES)));
        }
        if (random.nextInt(5) == 0) {
            blocks.add("'Null':{'%s':'%s'}".formatted(pick(random, KEYS), random.nextBoolean()));
        }
        if (random.nextInt(5) == 0) {
            blocks.add("'NumericLessThan%s':{'aws:MultiFactorAuthAge':%d}"
                    .formatted(random.nextBoolean() ? "Equals" : "", random.nextInt(3)));
        }
        elements.add("'Condition':{" + String.join(",", blocks) + "}");
        String statement = "{" + String.join(",", elements) + "}";
        // Roles are asked for what STS does.
        return kind == PolicyKind.TRUST ? statement.replace("s3:", "sts:") : statement;
    }

    private static Request randomRequest(Random random, Policies policies) {
        SortedMap<String, List<String>> context = new TreeMap<>();
        Identity identity = randomIdentity(random, policies);
        switch (identity) {
            case Identity.Aws aws -> describe(random, aws, context);
            case Identity.Service service -> {
                context.put("aws:PrincipalIsAWSService", List.of("true"));
                context.put("aws:PrincipalServiceName", List.of(service.principal()));
            }
            case Identity.Federated ignored ->
                context.put("accounts.google.com:sub", List.of(pick(random, List.of("a", "b", "bc"))));
            case Identity.FederatedSession ignored -> describeUnplaced(random, context);
            case Identity.Canonical ignored -> describeUnplaced(random, context);
            case Identity.Anonymous ignored -> {}
        }
        if (!(identity instanceof Identity.Federated)) {
            maybe(random, context, "accounts.google.com:sub", List.of("a", "b", "bc"));
            maybe(random, context, "login.example.com:sub", List.of("a", "b", "bc"));
        }
        maybe(random, context, "aws:RequestTag/t", List.of("a", "b", "bc", ""));
        if (!(identity instanceof Identity.Federated)) {
            maybe(random, context, "aws:MultiFactorAuthAge", List.of("0", "0.5", "1", "2"));
        }
        List<String> tags = new ArrayList<>(List.of("a", "b", "c", "true", "t"));
        tags.removeIf(tag -> random.nextBoolean());
        if (context.containsKey("aws:RequestTag/t") && !tags.contains("t")) {
            tags.add("t");
        }
        if (!tags.isEmpty()) {
            context.put("aws:TagKeys", tags);
        }
        String resource = policies.kind() == PolicyKind.TRUST
                ? "arn:aws:iam::111111111111:role/r"
                : pick(
                        random,
                        List.of(
                                "arn:aws:s3:::b/a",
                                "arn:aws:s3:::b/b",
                                "arn:aws:s3:::c/a",
                                "arn:aws:sqs:us-east-1:111111111111:q",
                                "arn:aws:sqs:us-east-1:222222222222:qq",
                                "arn:aws:sqs:us-east-1:111111111111:r",
                                policies.kind() == PolicyKind.IDENTITY ? "*" : "arn:aws:s3:::c"));
        String account = resource.equals("*") ? "" : resource.split(":", 6)[4];
        context.put(
                "aws:ResourceAccount",
                List.of(account.isEmpty() ? pick(random, List.of("111111111111", "222222222222")) : account));
        String action = policies.kind() == PolicyKind.TRUST
                ? pick(random, List.of("sts:GetObject", "sts:PutObject", "sts:AssumeRole"))
                : pick(
                        random,
                        List.of(
                                "s3:GetObject",
                                "s3:PutObject",
                                "sqs:SendMessage",
                                "iam:PassRole",
                                "events:PutEvents",
                                "new:Action"));
        // One of the few actions whose requests may lack it, and of no other service's resource.
        if (action.startsWith("events:") && resource.equals("*") && random.nextBoolean()) {
            context.remove("aws:ResourceAccount");
        }
        return new Request(identity, action, resource, context);
    }

    private static void describeUnplaced(Random random, SortedMap<String, List<String>> context) {
        context.put("aws:PrincipalIsAWSService", List.of("false"));
        maybe(random, context, "aws:PrincipalTag/t", List.of("a", "b", "bc", ""));
        maybe(random, context, "aws:PrincipalOrgID", List.of("o-1234567890", "o-other12345"));
    }

    private static Identity randomIdentity(Random random, Policies policies) {
        String account = pick(random, List.of("111111111111", "222222222222", "333333333333"));
        List<Identity> identities = new ArrayList<>(List.of(
                new Identity.Aws("arn:aws:iam::" + account + ":user/a", "AIDAA"),
                new Identity.Aws("arn:aws:iam::" + account + ":user/p/b", "AIDAB"),
                new Identity.Aws("arn:aws:sts::" + account + ":federated-user/a", account + ":a"),
                new Identity.Aws("arn:aws:iam::" + account + ":role/ci", "AROAX:s1"),
                new Identity.Aws("arn:aws:iam::" + account + ":role/p/ci", "AROAY:s2")));
        if (policies.kind() != PolicyKind.IDENTITY) {
            identities.add(new Identity.Aws("arn:aws:iam::" + account + ":root", account));
            identities.add(new Identity.Service("sns.amazonaws.com"));
            identities.add(new Identity.Service("ec2.amazonaws.com"));
            identities.add(new Identity.Service("s3.amazonaws.com"));
            identities.add(
                    policies.kind() == PolicyKind.TRUST
                            ? new Identity.Federated("accounts.google.com")
                            : new Identity.FederatedSession("accounts.google.com"));
            identities.add(new Identity.Canonical("79a59d"));
        }
        if (policies.anonymousCallers()) {
            identities.add(new Identity.Anonymous());
        }
        return pick(random, identities);
    }

    private static void describe(Random random, Identity.Aws identity, SortedMap<String, List<String>> context) {
        context.put("aws:PrincipalArn", List.of(identity.principalArn()));
        context.put("aws:PrincipalAccount", List.of(identity.account()));
        context.put("aws:PrincipalType", List.of(identity.type()));
        context.put("aws:PrincipalIsAWSService", List.of("false"));
        if (identity.type().equals("User")) {
            context.put("aws:username", List.of(identity.lastName()));
        }
        if (!identity.type().equals("Account")) {
            maybe(random, context, "aws:PrincipalTag/t", List.of("a", "b", "bc", ""));
        }
        maybe(random, context, "aws:PrincipalOrgID", List.of("o-1234567890", "o-other12345"));
    }

    private static void maybe(Random random, SortedMap<String, List<String>> context, String key, List<String> values) {
        if (random.nextInt(3) > 0) {
            context.put(key, List.of(pick(random, values)));
        }
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
