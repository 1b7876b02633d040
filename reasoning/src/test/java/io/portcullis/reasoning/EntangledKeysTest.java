package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose patterns overlap in more ways than can be listed. */
class EntangledKeysTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static String letters(int index) {
        return Character.toString('a' + index).repeat(2);
    }

    private static String values(int count, IntFunction<String> value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + value.apply(i) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String statement(String effect, String operator, String key, String values) {
        return """
                {"Effect":"%s","Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*",
                 "Condition":{"%s":{"%s":%s}}}""".formatted(effect, operator, key, values);
    }

    private static String tag(String effect, String operator, String values) {
        return statement(effect, operator, "aws:PrincipalTag/x", values);
    }

    private static String verdict(String... statements) {
        Access access = ACCOUNT.ask(Questions.policy(String.join(",", statements)));
        if (access.cells().stream().anyMatch(Access.Cell::isPublic)) {
            return "public";
        }
        if (access.morePublic() || (access.more() && access.cells().isEmpty())) {
            return "undecided " + access.doubts();
        }
        return access.cells().isEmpty() ? "clean" : "external";
    }

    /** The same pattern in so many statements of their own, so that each is a test of its own. */
    private static String[] each(String first, int count, IntFunction<String> statement) {
        List<String> all = new ArrayList<>(List.of(first));
        IntStream.range(0, count).mapToObj(statement).forEach(all::add);
        return all.toArray(String[]::new);
    }

    @Test
    void manyFloatingPatternsAsDenies() {
        assertThat(verdict(each(
                        tag("Allow", "StringLike", "\"*\""),
                        20,
                        i -> tag("Deny", "StringLike", "\"*" + letters(i) + "*\""))))
                .isEqualTo("public");
    }

    @Test
    void manyFloatingPatternsAsAllows() {
        assertThat(verdict(each(
                        tag("Deny", "StringLike", "\"*zz*\""),
                        20,
                        i -> tag("Allow", "StringLike", "\"*" + letters(i) + "*\""))))
                .isEqualTo("public");
    }

    @Test
    void manyFloatingPatternsThatAllMustStandInTheValue() {
        assertThat(verdict(each(
                        tag("Allow", "StringLike", "\"*\""),
                        20,
                        i -> tag("Deny", "StringNotLike", "\"*" + letters(i) + "*\""))))
                .isEqualTo("public");
    }

    @Test
    void manyFloatingPatternsThatAllMustStandInAValueThatHasNone() {
        assertThat(verdict(each(
                        tag("Allow", "StringLike", "[\"b*\",\"c*\"]"),
                        20,
                        i -> i == 7
                                ? tag("Deny", "StringLikeIfExists", "[\"b*\",\"c?*\"]")
                                : i == 8
                                        ? tag("Deny", "StringEquals", "\"c\"")
                                        : tag("Deny", "StringNotLike", "\"*" + letters(i) + "*\""))))
                .isEqualTo("clean");
    }

    @Test
    void aFloatingLetterWithManyAfterIt() {
        String pattern = "\"*a" + "?".repeat(24) + "\"";
        assertThat(verdict(tag("Allow", "StringLike", pattern))).isEqualTo("public");
        assertThat(verdict(tag("Allow", "StringLike", "\"*\""), tag("Deny", "StringNotLike", pattern)))
                .isEqualTo("public");
        assertThat(verdict(
                        tag("Allow", "StringLike", pattern), tag("Deny", "StringLike", "\"*" + "?".repeat(25) + "\"")))
                .isEqualTo("clean");
    }

    @Test
    void manyPatternsThatOverlapInBeginningAndEnd() {
        assertThat(verdict(each(
                        tag("Allow", "StringLike", "\"p*s\""),
                        100,
                        i -> tag(
                                "Deny",
                                "StringLike",
                                "\"p" + "a".repeat(i % 10 + 1) + "*" + "b".repeat(i / 10 + 1) + "s\""))))
                .isEqualTo("public");
        assertThat(verdict(each(
                        tag("Allow", "StringLike", "\"pa*bs\""),
                        100,
                        i -> tag(
                                "Deny",
                                "StringLike",
                                "\"p" + "a".repeat(i % 10 + 1) + "*" + "b".repeat(i / 10 + 1) + "s\""))))
                .isEqualTo("clean");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void aShortestCommonSuperstringIsAsLongAsItIs(int length) {
        // abc, bcd, cde, def: abcdef is the shortest text with all four.
        String[] denies = each(
                tag("Allow", "StringLike", "\"" + "?".repeat(length) + "\""),
                4,
                i -> tag("Deny", "StringNotLike", "\"*" + "abcdef".substring(i, i + 3) + "*\""));
        assertThat(verdict(denies)).isEqualTo(length < 6 ? "clean" : "public");
    }

    @Test
    void triplesThatArePairwiseCompatibleAndJointlyEmpty() {
        assertThat(verdict(
                        tag("Allow", "StringLike", "\"a*\""),
                        tag("Deny", "StringNotLike", "\"*b\""),
                        tag("Deny", "StringNotLike", "\"??c\"")))
                .isEqualTo("clean");
        assertThat(verdict(each(
                        tag("Allow", "StringLike", "\"ab*\""),
                        24,
                        i -> i == 0
                                ? tag("Deny", "StringNotLike", "\"*ba\"")
                                : i == 1
                                        ? tag("Deny", "StringNotLike", "\"????\"")
                                        : i == 2
                                                ? tag("Deny", "StringLike", "\"abba\"")
                                                : tag("Deny", "StringLike", "\"*" + letters(i) + "*\""))))
                .isEqualTo("clean");
    }

    @Test
    void anEntangledKeyThatPinsItsCallersIsNotPublic() {
        String arns = values(20, i -> "arn:aws:iam::222222222222:role/*" + letters(i) + "*");
        assertThat(verdict(each(
                        statement("Allow", "ArnLike", "aws:PrincipalArn", arns),
                        20,
                        i -> statement(
                                "Deny",
                                "StringLike",
                                "aws:PrincipalArn",
                                "\"*" + letters(i) + "?" + letters(i) + "*\""))))
                .isEqualTo("external");
    }

    private static Set<Object> findings(Question question) {
        return OutsideAccess.of(question).cells().stream()
                .map(cell -> List.of(cell.principal(), cell.condition(), cell.actions(), cell.isPublic()))
                .collect(Collectors.toSet());
    }

    /** Denies of values with a q change none of the findings of patterns without one. */
    @RepeatedTest(30)
    void anEntangledKeyHasTheFindingsThatItHasWhenItIsNot(RepetitionInfo repetition) throws Tangled {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] some = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> statement(
                        random.nextInt(4) == 0 ? "Deny" : "Allow",
                        random.nextInt(5) == 0 ? "StringNotLike" : "StringLike",
                        random.nextInt(5) == 0 ? "aws:userid" : "aws:SourceVpce",
                        values(
                                1 + random.nextInt(3),
                                j -> "vpce-"
                                        + random.ints(random.nextInt(4), 0, 4)
                                                .mapToObj(letter -> "ab**".substring(letter, letter + 1))
                                                .collect(Collectors.joining()))))
                .toArray(String[]::new);
        Question question = ACCOUNT.question(Questions.policy(String.join(",", some)));
        Question entangled = ACCOUNT.question(Questions.policy(Stream.concat(
                        Stream.of(some),
                        IntStream.range(0, 14)
                                .mapToObj(i ->
                                        statement("Deny", "StringLike", "aws:SourceVpce", "\"*q" + letters(i) + "*\"")))
                .collect(Collectors.joining(","))));
        assertThat(Model.of(entangled).space().isUncut("aws:sourcevpce")).isTrue();
        assertThat(findings(entangled)).as(String.join(",", some)).isEqualTo(findings(question));
    }

    @Test
    void aPatternOfManyInAnyAccountIsAFindingEach() {
        Access access = ACCOUNT.ask(Questions.policy(statement(
                "Allow", "StringLike", "aws:PrincipalArn", values(30, i -> "arn:aws:iam::*:role/team" + i + "*"))));
        // Those of team1* hold those of team10* and so on.
        assertThat(access.cells())
                .extracting(cell -> String.join(" or ", cell.condition().getOrDefault("aws:PrincipalArn", List.of())))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10)
                        .mapToObj(i -> "arn:aws:iam::*:role/team" + i + "*")
                        .toList());
        assertThat(access.more()).isFalse();
    }

    @Test
    void aKeyThatFindingsLeaveOutIsNamed() {
        Access access = ACCOUNT.ask(Questions.policy(statement(
                "Allow", "StringLike", "aws:SourceVpce", values(70, i -> "vpce-*" + letters(i % 26) + i + "*"))));
        assertThat(access.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.condition()).isEmpty());
        assertThat(access.notes()).singleElement().asString().contains("aws:SourceVpce", "overlap");
        assertThat(access.more()).isFalse();
    }

    @Test
    void whatIsTooMuchIsUndecidedAndTheKeyIsNamed() {
        // Every text of 40 letters with a certain letter 30 before its end, and with many pieces somewhere.
        String[] statements = each(
                tag("Allow", "StringLike", "\"" + "?".repeat(40) + "\""),
                24,
                i -> tag("Deny", "StringNotLike", "\"*" + letters(i) + "?" + letters(23 - i) + "*\""));
        assertThat(verdict(statements))
                .startsWith("undecided")
                .contains("aws:principaltag/x (statement 1, StringLike; statement 2, StringNotLike;", "and 22 more)");
    }
}
