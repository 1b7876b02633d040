package io.portcullis.reasoning.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuperstringTest {

    private static Language language(String pattern) {
        Glob glob = Glob.EMPTY;
        for (String letter : pattern.split("")) {
            glob = switch (letter) {
                case "*" -> glob.many(CharSet.ANY);
                case "?" -> glob.times(CharSet.ANY, 1);
                case "#" -> glob.times(CharSet.DIGIT, 1);
                default -> glob.then(letter);
            };
        }
        return Language.of(glob);
    }

    private static String of(List<Language> wanted, String... others) {
        List<Language> all = new ArrayList<>(wanted);
        Arrays.stream(others).map(SuperstringTest::language).forEach(all::add);
        return Superstring.of(wanted, all);
    }

    @ParameterizedTest
    @CsvSource({
        "ab*, abz",
        "*ab, zab",
        "*ab*, zabz",
        "ab*c*d, abzczd",
        "ab*|abc*, abcz",
        "*c|*bc, zbc",
        "a*x*b|ab*y*cb, abzxzyzcb",
        "*a*|*b*|*c*, zazbzcz",
        "a?*, azz",
        "a#*, a0z",
        "ab, abz",
        "*, z"
    })
    void theLongestBeginningEveryMiddleAndTheLongestEndAreInOneText(String wanted, String expected) {
        List<Language> languages = Arrays.stream(wanted.split("\\|"))
                .map(SuperstringTest::language)
                .toList();
        assertThat(of(languages)).isEqualTo(expected);
    }

    @Test
    void betweenThemStandsALetterThatNoPatternHas() {
        List<Language> wanted = List.of(language("a*b"));
        assertThat(of(wanted, "*z*", "*y")).isEqualTo("axb");
        assertThat(of(wanted, "*zyxwvutsrqponmlkjihgfedcba*")).isEqualTo("aZb");
        assertThat(of(wanted, "*zyxwvutsrqponmlkjihgfedcba*", "ZYXWVUTSRQPONMLKJIHGFEDCBA", "9876543210"))
                .isEqualTo("a_b");
    }

    @Test
    void languagesWithoutTextsAskForNothing() {
        assertThat(of(List.of(Language.NONE, language("a*")))).isEqualTo("az");
        assertThat(of(List.of(
                        Language.of(Glob.literal("a").times(CharSet.NONE, 1).many(CharSet.ANY)))))
                .isEqualTo("az");
    }
}
