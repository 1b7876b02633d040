package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    /** A glob as policies write it; a letter between angle brackets stands in any case, {@code #} is a digit. */
    private static Glob glob(String pattern) {
        Glob glob = Glob.EMPTY;
        for (int i = 0; i < pattern.length(); i++) {
            glob = switch (pattern.charAt(i)) {
                case '*' -> glob.many(CharSet.ANY);
                case '?' -> glob.times(CharSet.ANY, 1);
                case '#' -> glob.times(CharSet.DIGIT, 1);
                case '+' -> glob.some(CharSet.DIGIT);
                case '<' -> {
                    int from = i + 1;
                    i = pattern.indexOf('>', i);
                    yield glob.thenIgnoringCase(pattern.substring(from, i));
                }
                default -> glob.then(pattern.substring(i, i + 1));
            };
        }
        return glob;
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "abc, abc, true",
        "abc, abcd, false",
        "abc, ab, false",
        "ab*, ab, true",
        "ab*, abxyz, true",
        "ab*, a, false",
        "ab*, xab, false",
        "*, '', true",
        "*b, aab, true",
        "*b, aba, false",
        "a*c, abbc, true",
        "a*c, ac, true",
        "a*c, acb, false",
        "a**c, ac, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "?, 😀, true",
        "??, 😀, false",
        "a##, a12, true",
        "a##, a1x, false",
        "+, 7, true",
        "+, 123, true",
        "+, '', false",
        "+, 12a, false",
        "<ab>, Ab, true",
        "<ab>, aBc, false",
        "<ab>, a, false",
        "<ab>, ac, false",
        "<ab>, cb, false",
        "x<ab>*, xAB1, true",
        "x<ab>*, XAB1, false"
    })
    void fitsJustTheTextsOfItsPieces(String pattern, String text, boolean fits) {
        assertThat(glob(pattern).matches(text)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "'', true, false, ''",
        "abc, true, false, abc",
        "abc*, false, true, abc",
        "*, false, true, ''",
        "a*b, false, false, a",
        "a?, false, false, a",
        "?*, false, false, ''",
        "+, false, false, ''",
        "<a>, false, false, ''"
    })
    void literalsAndPrefixesAreKnown(String pattern, boolean literal, boolean prefix, String beginning) {
        assertThat(glob(pattern).isLiteral()).isEqualTo(literal);
        assertThat(glob(pattern).isPrefix()).isEqualTo(prefix);
        assertThat(glob(pattern).beginning()).isEqualTo(beginning);
    }

    @Test
    void globsOfTheSameTextsInARowAreEqual() {
        assertThat(glob("abc"))
                .isEqualTo(Glob.literal("abc"))
                .isEqualTo(Glob.EMPTY.then("ab").then(Glob.literal("c")));
        assertThat(glob("ab*")).isEqualTo(Glob.prefix("ab"));
        assertThat(Glob.prefix("")).isEqualTo(glob("*"));
        assertThat(Glob.literal(""))
                .isEqualTo(Glob.EMPTY.then("").thenIgnoringCase("").then(Glob.EMPTY));
        assertThat(glob("a*").then(glob("b?"))).isEqualTo(glob("a*b?"));
    }

    @Test
    void aCharacterIsFoundWhereverItCanStand() {
        assertThat(glob("a:*:b").splits(':'))
                .containsExactly(
                        new Glob.Split(glob("a"), glob("*:b")),
                        new Glob.Split(glob("a:*"), glob("*:b")),
                        new Glob.Split(glob("a:*"), glob("b")));
        assertThat(glob("a?").splits(':')).containsExactly(new Glob.Split(glob("a"), Glob.EMPTY));
        assertThat(glob("ab#").splits(':')).isEqualTo(List.of());
        assertThat(glob("x<k>").splits('K')).containsExactly(new Glob.Split(glob("x"), Glob.EMPTY));
    }
}
