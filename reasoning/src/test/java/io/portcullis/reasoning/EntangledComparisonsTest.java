package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons of policies whose patterns overlap in more ways than can be listed, or whose keys variables relate. */
class EntangledComparisonsTest {

    private static final int MANY = 20;
    private static final String IDENTITY = "arn:aws:iam::222222222222:role/ci";

    private static String letters(int index) {
        return Character.toString('a' + index).repeat(2);
    }

    private static String statement(String effect, String key, String operator, String values) {
        return """
                {'Effect':'%s','Principal':{'AWS':'222222222222'},'Action':'s3:*','Resource':'*',
                 'Condition':{'%s':{'%s':%s}}}""".formatted(effect, operator, key, values);
    }

    private static List<Rule> each(String effect, String key, IntFunction<String> pattern) {
        return Policies.rules(IntStream.range(0, MANY)
                .mapToObj(i -> statement(effect, key, "StringLike", "'" + pattern.apply(i) + "'"))
                .toArray(String[]::new));
    }

    private static List<Rule> all(String key, IntFunction<String> pattern) {
        return Policies.rules(statement(
                "Allow",
                key,
                "StringLike",
                IntStream.range(0, MANY)
                        .mapToObj(i -> "'" + pattern.apply(i) + "'")
                        .collect(Collectors.joining(",", "[", "]"))));
    }

    private static List<Rule> both(List<Rule> some, List<Rule> more) {
        List<Rule> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static Answer compare(List<Rule> policy, List<Rule> reference) {
        return Policies.RESOURCE.compare(policy, reference);
    }

    private static void yes(List<Rule> policy, List<Rule> reference) {
        assertThat(compare(policy, reference)).isInstanceOf(Answer.Yes.class);
    }

    private static void no(List<Rule> policy, List<Rule> reference) {
        assertThat(compare(policy, reference)).isInstanceOf(Answer.No.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:PrincipalTag/x", "s3:prefix", "aws:PrincipalArn", "aws:SourceArn", "aws:userid"})
    void aListIsWhatStatementsOfItsValuesAre(String key) {
        IntFunction<String> pattern = i -> "*" + letters(i) + "*";
        no(all(key, pattern), each("Allow", key, pattern));
        no(each("Allow", key, pattern), all(key, pattern));
        List<Rule> fewer = each("Allow", key, pattern).subList(0, MANY - 1);
        no(fewer, all(key, pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:PrincipalTag/x", "s3:prefix", "aws:SourceArn"})
    void aValueMoreIsNew(String key) {
        IntFunction<String> pattern = i -> "*" + letters(i) + "*";
        yes(all(key, pattern), each("Allow", key, pattern).subList(0, MANY - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:PrincipalTag/x", "s3:prefix", "aws:PrincipalArn", "aws:SourceArn"})
    void aDenyMoreTakesAwayAndADenyFewerGives(String key) {
        List<Rule> everything = Policies.rules(statement("Allow", key, "StringLike", "'*'"));
        List<Rule> denies = each("Deny", key, i -> "*" + letters(i) + "*");
        List<Rule> narrow = both(everything, denies);
        List<Rule> reordered = new ArrayList<>(narrow);
        Collections.reverse(reordered);
        no(narrow, both(everything, denies.subList(1, MANY)));
        yes(both(everything, denies.subList(1, MANY)), narrow);
        no(narrow, reordered);
    }

    @Test
    void narrowerPatternsAreInWiderOnes() {
        String key = "aws:PrincipalTag/x";
        List<Rule> endings = each("Allow", key, i -> "*" + letters(i));
        List<Rule> anywhere = each("Allow", key, i -> "*" + letters(i) + "*");
        no(endings, anywhere);
        yes(anywhere, endings);
    }

    @Test
    void entangledResourcesAreCompared() {
        String statement = "{'Effect':'%s','Action':'s3:*','Resource':'arn:aws:s3:::b/%s'}";
        List<Rule> everything = Policies.rules(statement.formatted("Allow", "*"));
        List<Rule> denies = Policies.rules(IntStream.range(0, MANY)
                .mapToObj(i -> statement.formatted("Deny", "*" + letters(i) + "*"))
                .toArray(String[]::new));
        Answer answer = Policies.IDENTITY.compare(both(everything, denies.subList(1, MANY)), both(everything, denies));
        assertThat(answer).isInstanceOf(Answer.Yes.class);
        assertThat(((Answer.Yes) answer).request().resource()).contains(letters(0));
        assertThat(Policies.IDENTITY.compare(both(everything, denies), both(everything, denies.subList(1, MANY))))
                .isInstanceOf(Answer.No.class);
    }

    @Test
    void aResourceOfTheCallersAccountIsComparedWithPatternsOfIt() {
        String own = "{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'kms:*','Resource':"
                + "'arn:aws:kms:*:${aws:ResourceAccount}:key/1234abcd*'}";
        String ofOthers = "{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'kms:*','Resource':'*',"
                + "'Condition':{'StringNotEquals':{'aws:PrincipalAccount':'${aws:ResourceAccount}'}}}";
        Answer answer = Policies.RESOURCE.compare(own, ofOthers);
        assertThat(answer).isInstanceOf(Answer.Yes.class);
        assertThat(((Answer.Yes) answer).request().resource()).contains(":222222222222:key/1234abcd");
        no(Policies.rules(own), both(Policies.rules(ofOthers), Policies.rules(own)));
    }

    @Test
    void whatIsTooMuchToCompareIsUndecidedAndTheKeyIsNamed() {
        String key = "aws:PrincipalTag/x";
        List<Rule> long40 = Policies.rules(statement("Allow", key, "StringLike", "'" + "?".repeat(40) + "'"));
        List<Rule> denies = Policies.rules(IntStream.range(0, 24)
                .mapToObj(
                        i -> statement("Deny", key, "StringNotLike", "'*" + letters(i) + "?" + letters(23 - i) + "*'"))
                .toArray(String[]::new));
        assertThat(compare(both(long40, denies), List.of()))
                .isInstanceOfSatisfying(
                        Answer.Undecided.class,
                        undecided -> assertThat(undecided.reasons())
                                .anyMatch(reason -> reason.contains("aws:principaltag/x")));
    }

    /** Statements of patterns of a few letters in any order, too many to list how they overlap. */
    private static List<Rule> random(Random random) {
        return Policies.rules(IntStream.range(0, 4 + random.nextInt(3))
                .mapToObj(i -> statement(
                        random.nextInt(3) == 0 ? "Deny" : "Allow",
                        "aws:RequestTag/x",
                        List.of("StringLike", "StringNotLike", "StringLikeIfExists")
                                .get(random.nextInt(7) / 3),
                        "['" + pattern(random) + "','" + pattern(random) + "']"))
                .toArray(String[]::new));
    }

    private static String pattern(Random random) {
        return IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(i -> random.nextInt(5) == 0 ? "?" : Character.toString('a' + random.nextInt(5)))
                .collect(Collectors.joining(random.nextBoolean() ? "*" : "", random.nextBoolean() ? "*" : "", "*"));
    }

    @RepeatedTest(12)
    void noRequestIsNewAfterANoAndTheProofOfAYesIs(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Rule> policy = random(random);
        List<Rule> reference = random.nextBoolean() ? both(policy, random(random)) : random(random);
        Evaluator mine = new Evaluator(policy, true, "aws");
        Evaluator theirs = new Evaluator(reference, true, "aws");
        switch (compare(policy, reference)) {
            case Answer.Yes yes -> {
                assertThat(mine.allows(yes.request())).isTrue();
                assertThat(theirs.allows(yes.request())).isFalse();
            }
            case Answer.No ignored -> {
                for (int i = 0; i < 2_000; i++) {
                    Request request = request(random);
                    assertThat(mine.allows(request) && !theirs.allows(request))
                            .as("seed %d: %s is new", repetition.getCurrentRepetition(), request)
                            .isFalse();
                }
            }
            case Answer.Undecided undecided ->
                assertThat(undecided.reasons()).anyMatch(reason -> reason.contains("aws:requesttag/x"));
        }
    }

    private static Request request(Random random) {
        String tag = random.ints(random.nextInt(9), 'a', 'g')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        Map<String, List<String>> context = new TreeMap<>(Map.of(
                "aws:PrincipalArn", List.of(IDENTITY),
                "aws:PrincipalAccount", List.of("222222222222")));
        if (random.nextInt(10) > 0) {
            context.put("aws:RequestTag/x", List.of(tag));
        }
        return new Request(
                new Identity.Aws(IDENTITY, "AROAX:s"), "s3:GetObject", "arn:aws:s3:::b/a", new TreeMap<>(context));
    }
}
