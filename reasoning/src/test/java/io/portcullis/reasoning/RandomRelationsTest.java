package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.judge.Seeds;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random policies with variables and equal keys, and the concrete evaluator as judge of requests of few short values. */
class RandomRelationsTest {

    private static final List<String> KEYS = List.of(
            "aws:PrincipalTag/a",
            "aws:PrincipalTag/b",
            "aws:RequestTag/c",
            "aws:username",
            "aws:PrincipalAccount",
            "aws:SourceAccount",
            "aws:SourceArn",
            "aws:PrincipalOrgID",
            "aws:PrincipalArn");

    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIfExists",
            "StringNotLikeIfExists",
            "StringEqualsIgnoreCase",
            "ArnLike",
            "ArnNotLike");

    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "*",
            "?",
            "",
            "222222222222",
            "anonymous",
            "${aws:PrincipalTag/a}",
            "${aws:PrincipalTag/b}",
            "${aws:RequestTag/c}",
            "${aws:username}",
            "${aws:PrincipalAccount}",
            "${aws:SourceAccount}",
            "${aws:PrincipalTag/b, 'b'}",
            "${aws:PrincipalOrgID}",
            "${aws:PrincipalIsAWSService}",
            "${aws:PrincipalType}",
            "${aws:userid}",
            "arn:aws:sns:us-east-1:${aws:PrincipalAccount}:a",
            "arn:aws:iam::${aws:PrincipalAccount}:user/${aws:PrincipalTag/a}");

    private static final List<String> RESOURCES = List.of(
            "*",
            "*",
            "*",
            Questions.KEY,
            "arn:aws:kms:us-east-1:111111111111:key/${aws:PrincipalTag/a}*",
            "arn:aws:kms:us-east-1:111111111111:key/*${aws:username}",
            "arn:aws:kms:*:${aws:SourceAccount}:key/*");

    private static final List<String> TEXTS =
            List.of("", "a", "b", "ab", "A", "u", "1", "222222222222", "false", "User", "anonymous", "Anonymous");

    /** Keeps out whoever signs, or the policy would mostly be public to them already. */
    private static final String UNSIGNED_ONLY = Questions.statement("Deny", "{'Null':{'aws:PrincipalArn':'false'}}");

    private static String statements(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> statement(random))
                .collect(Collectors.joining(","));
    }

    private static String statement(Random random) {
        String conditions = IntStream.rangeClosed(0, random.nextInt(2))
                .boxed()
                .collect(Collectors.toMap(
                        i -> pick(random, OPERATORS),
                        i -> "{\"" + pick(random, KEYS) + "\":[\"" + value(random) + "\",\"" + value(random) + "\"]}",
                        (one, two) -> one))
                .entrySet()
                .stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(","));
        return "{\"Effect\":\"" + (random.nextInt(5) < 3 ? "Allow" : "Deny")
                + "\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"" + pick(random, RESOURCES)
                + "\",\"Condition\":{" + conditions + "}}";
    }

    private static String value(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> pick(random, PIECES))
                .collect(Collectors.joining());
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static Request signed(Random random) {
        String account = pick(random, List.of("222222222222", "333333333333"));
        String name = pick(random, List.of("a", "b", "u", "ab"));
        Identity.Aws identity = pick(
                random,
                List.of(
                        new Identity.Aws("arn:aws:iam::" + account + ":root", account),
                        new Identity.Aws("arn:aws:iam::" + account + ":user/" + name, "AIDAU"),
                        new Identity.Aws("arn:aws:iam::" + account + ":role/" + name, "AROAX:a")));
        SortedMap<String, List<String>> context = surroundings(random);
        context.put("aws:PrincipalArn", List.of(identity.principalArn()));
        context.put("aws:PrincipalAccount", List.of(account));
        context.put("aws:userid", List.of(identity.userId()));
        context.put("aws:PrincipalType", List.of(identity.type()));
        context.put("aws:PrincipalIsAWSService", List.of("false"));
        if (identity.type().equals("User")) {
            context.put("aws:username", List.of(name));
        }
        for (String key : List.of("aws:PrincipalTag/a", "aws:PrincipalTag/b")) {
            if (random.nextBoolean() && !identity.type().equals("Account")) {
                context.put(key, List.of(pick(random, TEXTS)));
            }
        }
        if (random.nextBoolean()) {
            context.put("aws:PrincipalOrgID", List.of(pick(random, List.of("o-a", "o-b"))));
        }
        return new Request(identity, "kms:Decrypt", Questions.KEY, context);
    }

    private static Request unsigned(Random random) {
        SortedMap<String, List<String>> context = surroundings(random);
        context.put("aws:PrincipalAccount", List.of(Identity.Anonymous.ID));
        context.put("aws:userid", List.of(Identity.Anonymous.ID));
        context.put("aws:PrincipalType", List.of(Identity.Anonymous.TYPE));
        return new Request(new Identity.Anonymous(), "kms:Decrypt", Questions.KEY, context);
    }

    /** What a request has whoever makes it. */
    private static SortedMap<String, List<String>> surroundings(Random random) {
        SortedMap<String, List<String>> context = new TreeMap<>();
        context.put("aws:ResourceAccount", List.of("111111111111"));
        if (random.nextBoolean()) {
            context.put("aws:RequestTag/c", List.of(pick(random, TEXTS)));
        }
        if (random.nextBoolean()) {
            String source = pick(random, List.of("222222222222", "333333333333"));
            context.put("aws:SourceAccount", List.of(source));
            context.put("aws:SourceArn", List.of("arn:aws:sns:us-east-1:" + source + ":a"));
        }
        return context;
    }

    private static LongStream signedSeeds() {
        return Seeds.of(30);
    }

    private static LongStream unsignedSeeds() {
        return Seeds.of(60);
    }

    @ParameterizedTest
    @MethodSource("signedSeeds")
    void whatTheEvaluatorAllowsIsNotCalledClean(long seed) {
        Random random = new Random(seed);
        hold(seed, Questions.ofAccount(), statements(random), () -> signed(random));
    }

    @ParameterizedTest
    @MethodSource("unsignedSeeds")
    void whatTheEvaluatorAllowsUnsignedIsNotCalledClean(long seed) {
        Random random = new Random(20_000_000 + seed);
        Questions questions = Questions.ofAccount().withAnonymousCallers();
        hold(seed, questions, statements(random) + "," + UNSIGNED_ONLY, () -> unsigned(random));
    }

    private static void hold(long seed, Questions questions, String statements, Supplier<Request> requests) {
        String policy = Questions.policy(statements);
        Question question = questions.question(policy);
        Access access = OutsideAccess.of(question);
        assertThat(access.doubts()).as(policy).noneMatch(doubt -> doubt.contains("disagree"));
        Evaluator evaluator = new Evaluator(question.rules(), questions.anonymousCallers(), "aws");
        boolean isPublic = access.morePublic() || access.cells().stream().anyMatch(Access.Cell::isPublic);
        for (int i = 0; i < 300; i++) {
            Request request = requests.get();
            if (evaluator.allows(request)) {
                assertThat(access.more() || !access.cells().isEmpty())
                        .as("seed %d: %s%n allows %s", seed, policy, request)
                        .isTrue();
                boolean named =
                        policy.contains("222222222222") && request.toString().contains("222222222222");
                assertThat(isPublic || named)
                        .as("seed %d: %s%n allows the stranger %s", seed, policy, request)
                        .isTrue();
            }
        }
        access.cells()
                .forEach(cell ->
                        assertThat(evaluator.allows(cell.witness())).as(policy).isTrue());
    }
}
