package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.LineDraft;
import io.portcullis.reasoning.concrete.Letters;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Texts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "1e1, 10",
        "-0.5, -0.5",
        "1e29, 1e29",
        "1e-30, 1e-30",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "00000000000000000000000000000000000000000000000007, 7"
    })
    void numbersOfUpToThirtyDigitsAreRead(String text, BigDecimal number) {
        assertThat(Literals.number(text))
                .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ten",
                " 10 ",
                "+10",
                "1e30",
                "1e-31",
                "1234567890123456789012345678901",
                "000000000000000000000000000000000000000000000000007",
                "0x10"
            })
    void whatIsNoNumberOrTooLargeOrTooFineIsNotRead(String text) {
        assertThat(Literals.number(text)).isEmpty();
        assertThat(Literals.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 0",
        "2030-01-01, 1893456000",
        "2030-01, 1893456000",
        "2030-01-01T00:00:00Z, 1893456000",
        "2030-01-01T01:00:00+01:00, 1893456000",
        "2030-01-01T00:00:00.25Z, 1893456000.25",
        "1893456000, 1893456000",
        "-1, -1",
        "02026, 2026"
    })
    void datesAndSecondsAreInstants(String text, BigDecimal seconds) {
        assertThat(Literals.instant(text))
                .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026",
                "2026-13-01",
                "2026-13",
                "2026-1",
                "2026-01-01 00:00:00",
                "01:02-03",
                "-today",
                "T00:00:00Z",
                "tomorrow"
            })
    void whatIsNoDateIsNotReadAndFourDigitsMayBeAYear(String text) {
        assertThat(Literals.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1893456000, 2030-01-01T00:00:00Z",
        "1893456000.25, 2030-01-01T00:00:00.250Z",
        "1893456000.123456789, 2030-01-01T00:00:00.123456789Z",
        "1893456000.1234567891, 1893456000.1234567891",
        "1e25, 10000000000000000000000000"
    })
    void instantsAreShownAsDatesWhereTheyCanBe(BigDecimal seconds, String shown) {
        assertThat(Literals.iso(seconds)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b, arn:aws:s3:::b, true",
        "arn:aws:s3:::b*, arn:aws:s3:::b:c, true",
        "arn:*:b, arn:aws:s3:::b, false",
        "arn:*, arn:aws:s3:::b, true",
        "arn:aws, arn:aws:s3:::b, false",
        "arn:aws:s3:*, arn:aws:s3:::b, true",
        "arn:aws:s3:*:b, arn:aws:s3:::b, false",
        "arn:aws:sns:*:222222222222:t, arn:aws:sns:us-east-1:222222222222:t, true",
        "arn:aws:sns:*:t, arn:aws:sns:us-east-1:222222222222:t, false",
        "arn:aws:sns:us-east-1:222222222222:a:b:*, arn:aws:sns:us-east-1:222222222222:a:b:c:d, true"
    })
    void patternsOfArnsMatchSegmentBySegment(String pattern, String arn, boolean matches) {
        Texts texts = Literals.arns(Template.parse(pattern, true, false), CharSet.ANY);
        assertThat(texts.has(arn)).isEqualTo(matches);
    }

    @Test
    void aShortPatternWithoutWildcardMatchesNothing() {
        assertThat(Literals.arns(Template.parse("arn:aws:s3", true, false), CharSet.ANY))
                .isEqualTo(Texts.NONE);
        assertThat(Optional.of(Literals.arns(Template.parse("arn:aws:s3:::b", true, false), CharSet.ANY)))
                .contains(new Texts.One("arn:aws:s3:::b"));
    }

    private static Optional<Texts> texts(ConditionOperator.Test test, String value) {
        return Questions.knowing(Map.of("aws:resourceaccount", "1:1"), List.of("kms:Decrypt"))
                .fillIn(value, Literals.hasGlobs(test))
                .flatMap(known -> Literals.texts(test, known, CharSet.ANY, Letters.PERHAPS_ALIKE));
    }

    @ParameterizedTest
    @CsvSource({
        "STRING_EQUALS, a*, a*, true",
        "STRING_EQUALS, a*, ab, false",
        "STRING_NOT_EQUALS, a?, ab, false",
        "STRING_LIKE, a*, ab, true",
        "STRING_LIKE, a?, ab, true",
        "STRING_LIKE, a?, abc, false",
        "STRING_NOT_LIKE, a*, ab, true",
        "STRING_EQUALS, aB, Ab, false",
        "STRING_LIKE, aB*, Ab, false",
        "STRING_EQUALS_IGNORE_CASE, aB, Ab, true",
        "STRING_NOT_EQUALS_IGNORE_CASE, aB, Ab, true",
        "STRING_EQUALS_IGNORE_CASE, a*, AB, false",
        "BOOL, true, TRUE, true",
        "BINARY_EQUALS, QQ==, qq==, false",
        "ARN_EQUALS, arn:aws:s3:::b, arn:aws:s3:::b, true",
        "ARN_EQUALS, arn:aws:s3:*:*:b, arn:aws:s3:::b, true",
        "ARN_LIKE, arn:aws:s3:::B, arn:aws:s3:::b, false",
        "ARN_NOT_LIKE, arn:aws, arn:aws, false",
        // Five colons make an ARN; with fewer it matches nothing.
        "ARN_LIKE, :::::, :::::, true",
        "ARN_LIKE, ::::, ::::, false",
        // Known variables, and what is written as a variable for the sake of the character.
        "STRING_EQUALS, x${aws:ResourceAccount}y, x1:1y, true",
        "STRING_EQUALS, ${AWS:resourceaccount}, 1:1, true",
        "STRING_LIKE, ${aws:ResourceAccount}*, 1:12, true",
        "STRING_LIKE, ${*}, x, false",
        "STRING_LIKE, ${*}, *, true",
        "STRING_EQUALS, ${$}, $, true",
    })
    void aValueStandsForWhatItsOperatorMatches(
            ConditionOperator.Test test, String value, String text, boolean matches) {
        assertThat(texts(test, value))
                .hasValueSatisfying(texts -> assertThat(texts.has(text)).isEqualTo(matches));
    }

    @Test
    void aValueWithAnUnknownVariableStandsForNothingKnown() {
        assertThat(texts(ConditionOperator.Test.STRING_LIKE, "a${aws:username}"))
                .isEmpty();
        assertThat(texts(ConditionOperator.Test.ARN_LIKE, "arn:aws:s3:::${aws:username}"))
                .isEmpty();
        assertThat(Literals.texts(
                        ConditionOperator.Test.STRING_EQUALS,
                        Literals.template("a${aws:username}", false, false),
                        CharSet.ANY,
                        Letters.PERHAPS_ALIKE))
                .contains(new Texts.One("a${aws:username}"));
    }

    @Test
    void aColonThatAVariableFillsInEndsASegment() {
        assertThat(texts(ConditionOperator.Test.ARN_LIKE, "arn:aws:sns:${aws:ResourceAccount}:t")
                        .orElseThrow()
                        .has("arn:aws:sns:1:1:t"))
                .isTrue();
    }

    @Test
    void wildcardsStandForTheCharactersThatTheKeyMayHave() {
        Texts like = Literals.texts(
                        ConditionOperator.Test.STRING_LIKE,
                        Literals.template("a*", true, true),
                        CharSet.of('|').complement(),
                        Letters.PERHAPS_ALIKE)
                .orElseThrow();
        assertThat(like.has("a:/")).isTrue();
        assertThat(like.has("a|")).isFalse();
    }

    @Test
    void whatIsPlainIsTakenApartAsOneText() {
        assertThat(Literals.isPlain("a*", false, true)).isTrue();
        assertThat(Literals.isPlain("a*", true, true)).isFalse();
        assertThat(Literals.isPlain("a?", true, true)).isFalse();
        assertThat(Literals.isPlain("?", true, true)).isFalse();
        assertThat(Literals.isPlain("$", true, false)).isTrue();
        assertThat(Literals.isPlain("$", true, true)).isFalse();
        assertThat(Literals.template("", true, true).parts()).isEmpty();
        assertThat(Literals.template("a", true, true).parts()).containsExactly(new Template.Literal("a"));
        assertThat(Literals.template("a*", true, true).parts())
                .containsExactly(new Template.Literal("a"), new Template.AnyText());
        assertThat(Literals.template("a*", false, true).parts()).containsExactly(new Template.Literal("a*"));
    }

    @ParameterizedTest
    @CsvSource({
        "NUMERIC_EQUALS, false, true, false",
        "NUMERIC_NOT_EQUALS, false, true, false",
        "NUMERIC_LESS_THAN, true, false, false",
        "NUMERIC_LESS_THAN_EQUALS, true, true, false",
        "NUMERIC_GREATER_THAN, false, false, true",
        "NUMERIC_GREATER_THAN_EQUALS, false, true, true",
        "DATE_EQUALS, false, true, false",
        "DATE_NOT_EQUALS, false, true, false",
        "DATE_LESS_THAN, true, false, false",
        "DATE_LESS_THAN_EQUALS, true, true, false",
        "DATE_GREATER_THAN, false, false, true",
        "DATE_GREATER_THAN_EQUALS, false, true, true",
    })
    void aComparisonHoldsBelowAtOrAboveItsPoint(ConditionOperator.Test test, boolean below, boolean at, boolean above) {
        BigDecimal seven = BigDecimal.valueOf(7);
        LineDraft.Region region = Literals.region(test, seven);
        assertThat(Stream.of("6.9", "7.0", "7.1")
                        .map(BigDecimal::new)
                        .map(point -> region.intervals().stream().anyMatch(interval -> interval.has(point))
                                && region.without().stream().noneMatch(out -> out.compareTo(point) == 0)))
                .containsExactly(below, at, above);
    }

    @Test
    void textsHaveNoPoints() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Literals.region(ConditionOperator.Test.STRING_LIKE, BigDecimal.ONE))
                .withMessageContaining("StringLike");
    }
}
