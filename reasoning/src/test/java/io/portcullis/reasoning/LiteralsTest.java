package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Template;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Texts;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "' 10 ', 10",
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
            strings = {"2026", "2026-13-01", "2026-01-01 00:00:00", "01:02-03", "-today", "T00:00:00Z", "tomorrow"})
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
}
