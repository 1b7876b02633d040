package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.allow;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.undecided;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.ArnReading;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.judge.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether a wildcard in a Resource element runs over colons is not known, but it does so everywhere or nowhere: what is so
 * either way is so.
 */
class ResourceReadingsTest {

    private static final String ALL = allow("*", "*");

    private static String statement(String effect, String element, String resource) {
        return "{'Effect':'%s','Action':'*','%s':'%s'}".formatted(effect, element, resource);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::*:role/A/B, arn:aws:iam::*:role/A/*",
        "arn:aws:iam::*:role/A*, arn:aws:iam::*:role/*",
        "arn:aws:iam::*:role/A, arn:aws:iam::*:*",
        "arn:aws:ec2:*:*:instance/i-1, arn:aws:ec2:*:*:instance/*",
        "arn:aws:ec2:us-east-1:*:instance/i-1, arn:aws:ec2:*:*:instance/*",
        "arn:aws:dynamodb:*:*:table/a/index/*, arn:aws:dynamodb:*:*:table/a/*",
        "arn:aws:dynamodb:*:111111111111:table/a, arn:aws:dynamodb:*:*:table/a",
        "arn:aws:sqs:*:*:q?, arn:aws:sqs:*:*:q*",
        "arn:*:s3:::b/*, arn:*:s3:::*",
        "arn:aws:sns:*:${aws:PrincipalAccount}:t/a, arn:aws:sns:*:${aws:PrincipalAccount}:t/*"
    })
    void aPatternWithinAnotherIsNoNewAccessHoweverBothAreRead(String narrow, String wide) {
        no(IDENTITY.compare(allow("*", narrow), allow("*", wide)));
        no(IDENTITY.compare(
                rules(ALL, statement("Deny", "Resource", wide)), rules(ALL, statement("Deny", "Resource", narrow))));
        no(IDENTITY.compare(statement("Allow", "NotResource", wide), statement("Allow", "NotResource", narrow)));
        no(IDENTITY.compare(
                rules(ALL, statement("Deny", "NotResource", narrow)),
                rules(ALL, statement("Deny", "NotResource", wide))));
        yes(IDENTITY.compare(allow("*", wide), allow("*", narrow)));
    }

    @Test
    void statementsThatDoNotMeetByEitherReadingDoNotMeet() {
        List<Rule> some =
                rules(allow("sqs:*", "arn:aws:sqs:*:*:a*"), statement("Deny", "Resource", "arn:aws:sqs:*:*:ab*"));
        no(IDENTITY.compare(rules(allow("sqs:*", "arn:aws:sqs:*:*:ac")), some));
        yes(IDENTITY.compare(rules(allow("sqs:*", "arn:aws:sqs:*:*:abc")), some));
    }

    @Test
    void whereTheReadingsDifferItIsNotKnown() {
        // A path of IAM may have colons: role/C/:role/A/B.
        undecided(IDENTITY.compare(
                rules(allow("iam:PassRole", "arn:aws:iam::*:role/A/B")),
                rules(
                        allow("iam:PassRole", "arn:aws:iam::*:role/*"),
                        statement("Deny", "Resource", "arn:aws:iam::*:role/C/*"))));
        undecided(IDENTITY.compare(
                allow("sns:Publish", "arn:aws:sns:us-east-1:111111111111:t"), allow("sns:*", "arn:aws:sns:*:t")));
        undecided(IDENTITY.compare(
                rules(allow("sns:*", "arn:aws:sns:us-east-1:111111111111:a:t")),
                rules(allow("sns:*", "arn:aws:sns:us-east-1:*"), statement("Deny", "Resource", "arn:aws:sns:*:a:t"))));
    }

    /** One request is new if wildcards run over colons, another if they do not. */
    @Test
    void whatIsNewByEachReadingInItsOwnWayIsNewAndIsShownByOneOfThem() {
        String topic = "arn:aws:sns:us-east-1:111111111111:a:1:t";
        String queue = "arn:aws:ses:us-east-1:111111111111:a:1:q";
        List<Rule> policy = rules(allow("*", topic), allow("*", "arn:aws:ses:*:1:q"));
        List<Rule> reference = rules(
                allow("*", "arn:aws:sns:*:1:t"), allow("*", "arn:aws:ses:*:1:q"), statement("Deny", "Resource", queue));
        Answer.Yes answer = yes(IDENTITY.compare(policy, reference));
        assertThat(answer.request().resource()).isEqualTo(topic);
        assertThat(answer.allowing()).containsExactly(0);
        assertThat(isNew(policy, reference, answer.request(), ArnReading.BY_SEGMENT))
                .isTrue();
        assertThat(isNew(policy, reference, answer.request(), ArnReading.BY_CHARACTER))
                .isFalse();
    }

    @Test
    void whetherAResourceIsGrantedIsDecidedByTheReadingsOfThePolicyAlone() {
        no(IDENTITY.grants(
                rules(allow("*", "arn:aws:iam::*:role/A/B"), statement("Deny", "Resource", "arn:aws:iam::*:role/A/*")),
                List.of("iam:PassRole"),
                List.of()));
        yes(IDENTITY.grants(
                rules(allow("*", "arn:aws:iam::*:role/A/B")), List.of("iam:PassRole"), List.of("arn:aws:iam::*:*")));
    }

    private static final List<String> HEADS = List.of(
            "arn:aws:sns:*:",
            "arn:aws:sns:*:*:",
            "arn:aws:sns:r:*:",
            "arn:aws:s?s:*:1*:",
            "arn:*:",
            "arn:aws:sns:r:1:");

    private static final List<String> NAMES = List.of("a", "a*", "*", "b:a", "*:a", "a?b", "1:a", "b:*");

    private static final List<String> RESOURCES = Stream.of("sns", "sqs")
            .flatMap(service -> Stream.of(":r:1:", ":r:2:", "::1:", ":r::", ":b:1:")
                    .flatMap(middle -> Stream.of("a", "b:a", "1:a", "a:b", "axb", "r:1:a", "b", "1:1:b:a")
                            .map(name -> "arn:aws:" + service + middle + name)))
            .toList();

    static LongStream seeds() {
        return Seeds.of(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnswerIsTheOneOfBothReadings(long seed) {
        Random random = new Random(seed);
        List<Rule> policy = random(random);
        List<Rule> reference = random(random);
        Answer answer = IDENTITY.compare(policy, reference);
        List<List<Request>> found = Arrays.stream(ArnReading.values())
                .map(reading -> RESOURCES.stream()
                        .map(ResourceReadingsTest::request)
                        .filter(request -> isNew(policy, reference, request, reading))
                        .toList())
                .toList();
        String pair = policy + " against " + reference;
        switch (answer) {
            case Answer.Yes yes ->
                assertThat(ArnReading.values())
                        .as(pair)
                        .anyMatch(reading -> isNew(policy, reference, yes.request(), reading));
            case Answer.No ignored -> assertThat(found).as(pair).containsOnly(List.of());
            case Answer.Undecided ignored ->
                // Few resources show it all: new by one of the readings and not by the other.
                assertThat(found.stream().filter(List::isEmpty).count())
                        .as(pair)
                        .isNotZero();
        }
    }

    private static List<Rule> random(Random random) {
        return rules(IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> statement(
                        i > 0 && random.nextInt(3) == 0 ? "Deny" : "Allow",
                        random.nextInt(6) == 0 ? "NotResource" : "Resource",
                        HEADS.get(random.nextInt(HEADS.size())) + NAMES.get(random.nextInt(NAMES.size()))))
                .toArray(String[]::new));
    }

    private static Request request(String resource) {
        return new Request(
                new Identity.Aws("arn:aws:iam::111111111111:user/a", "AIDAEXAMPLE"),
                "sns:Publish",
                resource,
                new TreeMap<>());
    }

    private static boolean isNew(List<Rule> policy, List<Rule> reference, Request request, ArnReading reading) {
        return evaluator(policy, reading).allows(request)
                && !evaluator(reference, reading).allows(request);
    }

    private static Evaluator evaluator(List<Rule> rules, ArnReading reading) {
        return new Evaluator(Attachment.complete(rules, IDENTITY.kind()), false, "aws").reading(reading);
    }
}
