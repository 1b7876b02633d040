package io.portcullis.local.kms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*,kms:putkeypolicy,true",
        "kms:*,kms:putkeypolicy,true",
        "kms:put*policy,kms:putkeypolicy,true",
        "kms:p?tkeypolicy,kms:putkeypolicy,true",
        "kms:putkeypolicy?,kms:putkeypolicy,false",
        "kms:put,kms:putkeypolicy,false",
        "*policy*,kms:putkeypolicy,true",
        "*x*,kms:putkeypolicy,false"
    })
    void starIsAnyTextAndQuestionMarkAnyCharacter(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void hostilePatternsDoNotBlowUp() {
        assertThat(Glob.matches("*a".repeat(10_000) + "b", "a".repeat(2_000))).isFalse();
    }
}
