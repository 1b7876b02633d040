package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Template;
import io.portcullis.reasoning.VariableComparison.Style;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values with variables in them, held against texts: number 0 is the key's, 1 that of tag a, 2 that of tag b. */
class VariableComparisonTest {

    private static final String A = "aws:principaltag/a";
    private static final String B = "aws:principaltag/b";

    private static Template value(String text) {
        return Template.parse(
                text.replace("$A", "${aws:PrincipalTag/a}").replace("$B", "${AWS:principaltag/B}"), true, true);
    }

    private static VariableComparison comparison(String key, Style style, String... values) {
        return new VariableComparison(
                key,
                Stream.of(values).map(VariableComparisonTest::value).toList(),
                style,
                VariableComparison.Of.THE_ONE,
                false);
    }

    private static int number(String axis) {
        return axis.equals(A) ? 1 : axis.equals(B) ? 2 : 0;
    }

    private static boolean matches(Style style, String value, Set<String> present, String text) {
        return comparison("x:key", style, value)
                .relation(present, 0, VariableComparisonTest::number, true)
                .isMetBy(List.of(text, "aa", "b"));
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT, $A, aa, true",
        "EXACT, $A, AA, false",
        "EXACT, $A, aaa, false",
        "ANY_CASE, x$A, XAA, true",
        "ANY_CASE, x$A, XAB, false",
        "EXACT, $A-$B, aa-b, true",
        "EXACT, $A-$B, b-aa, false",
        "EXACT, $A$A, aaaa, true",
        "EXACT, $A$A, aab, false",
        "EXACT, *$B?, xxbx, true",
        "EXACT, *$B?, xxb, false",
        "ARN, arn:aws:sns:*:$B:t, arn:aws:sns:r:b:t, true",
        "ARN, arn:aws:sns:*:$B:t, arn:aws:sns:r:x:b:t, false",
        "ARN, arn:aws:sns:r:$B:t, arn:aws:sns:r:b:t, true",
    })
    void aVariableStandsForItsValue(Style style, String value, String text, boolean matches) {
        assertThat(matches(style, value, Set.of(A, B), text)).isEqualTo(matches);
    }

    @Test
    void aVariableWithoutAValueStandsForItsDefaultOrMakesTheValueMatchNothing() {
        assertThat(matches(Style.EXACT, "x$A", Set.of(B), "x")).isFalse();
        assertThat(matches(Style.EXACT, "x$A", Set.of(B), "xaa")).isFalse();
        String defaulted = "x${aws:PrincipalTag/a, 'd'}$B";
        assertThat(matches(Style.EXACT, defaulted, Set.of(B), "xdb")).isTrue();
        assertThat(matches(Style.EXACT, defaulted, Set.of(B), "xaab")).isFalse();
        assertThat(matches(Style.EXACT, defaulted, Set.of(A, B), "xaab")).isTrue();
    }

    @Test
    void aPrivateCharacterOfTheDocumentsOwnIsNoVariable() {
        String own = Character.toString(0xF0000);
        assertThat(matches(Style.EXACT, own + "$A", Set.of(A), own + "aa")).isTrue();
        assertThat(matches(Style.EXACT, own + "$A", Set.of(A), "aaaa")).isFalse();
        assertThat(matches(Style.EXACT, "${aws:PrincipalTag/a, '" + own + "'}$B", Set.of(B), own + "b"))
                .isTrue();
    }

    @Test
    void anyOfTheValuesMayMatchAndNoneMustWhereItDoesNotHold() {
        VariableComparison either = comparison("x:key", Style.EXACT, "$A", "-$B");
        List<String> first = List.of("aa", "aa", "b");
        List<String> second = List.of("-b", "aa", "b");
        List<String> neither = List.of("b", "aa", "b");
        assertThat(Stream.of(first, second, neither)
                        .map(either.relation(Set.of(A, B), 0, VariableComparisonTest::number, true)::isMetBy))
                .containsExactly(true, true, false);
        assertThat(Stream.of(first, second, neither)
                        .map(either.relation(Set.of(A, B), 0, VariableComparisonTest::number, false)::isMetBy))
                .containsExactly(false, false, true);
    }

    @Test
    void variablesAreNamedInOneCase() {
        assertThat(comparison("x:key", Style.EXACT, "$B$A", "$A*").variables()).containsExactly(B, A);
        assertThat(comparison("x:key", Style.EXACT, "a*").variables()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:r:1:t, false",
        "arn:aws:sns:r:1, true",
        "arn:aws:sns:r:1:t:u, false",
        "'arn:aws:sns:r:${aws:PrincipalTag/a, '':''}', false",
        "*, true",
    })
    void anArnOfFewerThanSixSegmentsIsShort(String value, boolean isShort) {
        assertThat(VariableComparison.isShort(value(value))).isEqualTo(isShort);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:r:$A:t, true",
        "arn:aws:sns:r:1:*, true",
        "arn:aws:sns:r:*:t, false",
        "arn:aws:sns:r:?:t, false",
        "*, false",
    })
    void anArnWithNoWildcardBeforeItsSixthSegmentIsReadOneWay(String value, boolean one) {
        assertThat(VariableComparison.isReadOneWay(value(value))).isEqualTo(one);
    }

    @Test
    void whatIsFilledInIsTextLikeAnyOther() {
        Template value = value("arn:aws:sns:${aws:RequestedRegion}:1:*");
        assertThat(VariableComparison.isReadOneWay(value)).isFalse();
        assertThat(VariableComparison.isReadOneWay(
                        Questions.knowing(Map.of("aws:requestedregion", "us-east-1"), List.of("sns:Publish"))
                                .fillIn("arn:aws:sns:${aws:RequestedRegion}:1:*", true)
                                .orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // Characters are compared with characters, whatever they are.
        "x:key, EXACT, *$A, true",
        // An account has no colon, so segments stay where they are; a tag may have one.
        "aws:sourcearn, ARN, arn:aws:sns:*:${aws:PrincipalAccount}:t, true",
        "aws:sourcearn, ARN, arn:aws:sns:*:$A:t, false",
        "aws:sourcearn, ARN, arn:aws:sns:*:1:$A, true",
        "aws:sourcearn, ARN, arn:aws:sns:*:$A, false",
        // The whole value is compared with an ARN; what is no ARN matches none.
        "aws:sourcearn, ARN, arn:aws:sns:r:$A:t, true",
        "x:key, ARN, arn:aws:sns:r:$A:t, false",
    })
    void patternsAreExactUnlessAValueMayMoveTheSegments(String key, Style style, String value, boolean exact) {
        assertThat(comparison(key, style, value).isExact()).isEqualTo(exact);
        assertThat(comparison(key, style, "arn:aws:sns:*:1:t", value).isExact()).isEqualTo(exact);
    }
}
