package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharSetTest {

    @ParameterizedTest
    @CsvSource({
        "i, iIıİ",
        "I, iIıİ",
        "ı, iIıİ",
        "k, kK\u212a",
        "\u212a, kK\u212a",
        "s, sSſ",
        "ß, ßẞ",
        "Σ, σΣς",
        "a, aA",
        "1, 1",
        "😀, 😀",
        "𐐀, 𐐀𐐨"
    })
    void aLetterWithoutCaseIsAllThatCompareEqualToIt(String letter, String equal) {
        assertThat(CharSet.ignoringCase(letter.codePointAt(0))).isEqualTo(CharSet.anyOf(equal));
    }

    @Test
    void noLetterOfUnicodeIsLeftOutOfItsCases() {
        Map<Integer, String> cases = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .boxed()
                .collect(Collectors.groupingBy(
                        letter -> Character.toLowerCase(Character.toUpperCase(letter)),
                        TreeMap::new,
                        Collectors.mapping(Character::toString, Collectors.joining())));
        cases.values().stream()
                .filter(equal -> equal.codePointCount(0, equal.length()) > 1)
                .forEach(equal -> assertThat(equal.codePoints())
                        .allSatisfy(letter ->
                                assertThat(CharSet.ignoringCase(letter)).isEqualTo(CharSet.anyOf(equal))));
    }

    @Test
    void rangesThatTouchOrOverlapAreOne() {
        assertThat(CharSet.range('a', 'c').or(CharSet.range('d', 'f')).bounds()).containsExactly('a', 'f');
        assertThat(CharSet.range('a', 'f').or(CharSet.range('b', 'c')).bounds()).containsExactly('a', 'f');
        assertThat(CharSet.range('e', 'f').or(CharSet.range('a', 'c')).bounds()).containsExactly('a', 'c', 'e', 'f');
        assertThat(CharSet.NONE.or(CharSet.DIGIT)).isEqualTo(CharSet.DIGIT);
    }

    @Test
    void complementHasJustWhatTheSetHasNot() {
        assertThat(CharSet.range('b', 'c').complement().bounds())
                .containsExactly(0, 'a', 'd', Character.MAX_CODE_POINT);
        assertThat(CharSet.range(0, 'a').complement().bounds()).containsExactly('b', Character.MAX_CODE_POINT);
        assertThat(CharSet.range('b', Character.MAX_CODE_POINT).complement().bounds())
                .containsExactly(0, 'a');
        assertThat(CharSet.of(Character.MAX_CODE_POINT).complement().contains(Character.MAX_CODE_POINT))
                .isFalse();
        assertThat(CharSet.ANY.complement()).isEqualTo(CharSet.NONE);
        assertThat(CharSet.NONE.complement()).isEqualTo(CharSet.ANY);
    }

    @Test
    void bothEndsOfARangeAreInIt() {
        CharSet set = CharSet.range('b', 'd').or(CharSet.of('x'));
        assertThat(IntStream.rangeClosed('a', 'z').filter(set::contains).toArray())
                .containsExactly('b', 'c', 'd', 'x');
        assertThat(set.containsAll("bdx")).isTrue();
        assertThat(set.containsAll("bad")).isFalse();
        assertThat(set.containsAll("ab", 1)).isTrue();
        assertThat(CharSet.anyOf("😀").containsAll("😀😀")).isTrue();
    }

    @Test
    void setsMeetWhereTheyShareACodePoint() {
        CharSet letters = CharSet.range('a', 'c');
        assertThat(letters.meets(CharSet.range('c', 'e'))).isTrue();
        assertThat(CharSet.range('c', 'e').meets(letters)).isTrue();
        assertThat(letters.meets(CharSet.range('d', 'e'))).isFalse();
        assertThat(CharSet.range('d', 'e').meets(letters)).isFalse();
        assertThat(CharSet.anyOf("xz").meets(CharSet.anyOf("yz"))).isTrue();
        assertThat(letters.meets(CharSet.NONE)).isFalse();
    }

    @Test
    void equalSetsAreEqualHoweverTheyWereMade() {
        assertThat(CharSet.anyOf("cab")).isEqualTo(CharSet.range('a', 'c')).hasSameHashCodeAs(CharSet.range('a', 'c'));
        assertThat(CharSet.of('a')).isNotEqualTo(CharSet.of('b')).isNotEqualTo("a");
        assertThat(CharSet.of('a').hashCode()).isNotEqualTo(CharSet.of('b').hashCode());
    }

    @Test
    void rangesAreWrittenAsPeopleWriteThem() {
        assertThat(CharSet.range('a', 'c').or(CharSet.of('x'))).hasToString("[a-cx]");
    }
}
