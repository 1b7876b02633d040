package io.portcullis.reasoning.concrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

    private static final Request REQUEST = new Request(
            new Identity.Aws("arn:aws:iam::222222222222:user/u", "AIDAU"),
            "s3:GetObject",
            "arn:aws:s3:::b/o",
            new TreeMap<>(Map.of(
                    "aws:PrincipalTag/t",
                    List.of("a*"),
                    "aws:TagKeys",
                    List.of("x", "y"),
                    "aws:userid",
                    List.of("i"))));

    private final Wildcards wildcards = new Wildcards(REQUEST);

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "*, '', true",
        "?, '', false",
        "?*, a, true",
        "*?, a, true",
        "**, '', true",
        "?, 😀, true",
        "??, 😀, false",
        "a*b*c, aXbYbc, true",
        "a*b*c, aXcYb, false",
        "*ab, aab, true",
        "ab*, xab, false",
        "a?c*, abcd, true"
    })
    void starIsAnyTextAndQuestionMarkOneCharacter(String pattern, String text, boolean matches) {
        assertThat(wildcards.matches(pattern, true, true, text, Letters.EXACT)).isEqualTo(matches);
    }

    @Test
    void wildcardsAreTextWhereGlobsDoNotLive() {
        assertThat(wildcards.matches("a*", false, true, "a*", Letters.EXACT)).isTrue();
        assertThat(wildcards.matches("a*", false, true, "ab", Letters.EXACT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "${aws:PrincipalTag/t}, a*, true",
        "${aws:PrincipalTag/t}, ab, false",
        "x${aws:PrincipalTag/t}*, xa*yz, true",
        "${*}${?}${$}, *?$, true",
        "${*}, a, false",
        "${aws:PrincipalTag/none}, '', false",
        "'${aws:PrincipalTag/none, ''d''}', d, true",
        "'${aws:TagKeys, ''d''}', d, true",
        "${aws:TagKeys}, x, false"
    })
    void variablesAreFilledInAsLiteralText(String pattern, String text, boolean matches) {
        assertThat(wildcards.matches(pattern, true, true, text, Letters.EXACT)).isEqualTo(matches);
    }

    @Test
    void variablesAreTextInOldVersions() {
        assertThat(wildcards.matches("${aws:userid}", true, false, "${aws:userid}", Letters.EXACT))
                .isTrue();
        assertThat(wildcards.matches("${aws:userid}", true, false, "i", Letters.EXACT))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET, get, true", "get, GET, true", "${aws:userid}, ı, true", "ß, ss, false", "a*, AB, true"})
    void caseIsIgnoredLetterByLetter(String pattern, String text, boolean matches) {
        assertThat(wildcards.matches(pattern, true, true, text, Letters.PERHAPS_ALIKE))
                .isEqualTo(matches);
        assertThat(wildcards.matches(pattern, true, true, text, Letters.EXACT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:us-east-1:111111111111:t, arn:aws:sns:us-east-1:111111111111:t, true",
        "arn:aws:sns:us-east-1:111111111111:t, arn:aws:sns:us-east-1:111111111111:T, false",
        "arn:aws:sns:*:111111111111:t, arn:aws:sns:us-east-1:111111111111:t, true",
        "arn:aws:sns:*:t, arn:aws:sns:us-east-1:111111111111:t, false",
        "arn:aws:s3:::*, arn:aws:s3:::b:c/d, true",
        "arn:aws:s3:::b:?, arn:aws:s3:::b:c, true",
        "*, arn:aws:s3:::b, true",
        "arn:*, arn:aws:s3:::b, true",
        "arn:aws, arn:aws:s3:::b, false",
        "*, no-arn, false",
        "*, a:b:c:d:e, false",
        "arn:aws:sns:us-east-1:${aws:PrincipalTag/none}:t, arn:aws:sns:us-east-1:1:t, false",
        "arn:aws:sns:us-east-1:${aws:userid}:t, arn:aws:sns:us-east-1:i:t, true"
    })
    void starsOfArnPatternsDoNotCrossColons(String pattern, String arn, boolean matches) {
        assertThat(wildcards.matchesArn(pattern, true, arn)).isEqualTo(matches);
    }
}
