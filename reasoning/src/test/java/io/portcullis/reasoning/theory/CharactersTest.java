package io.portcullis.reasoning.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharactersTest {

    @ParameterizedTest
    @CsvSource({
        "32, 122, a", // from the space to z
        "97, 97, a",
        "94, 97, a", // ^ to a
        "122, 300, z",
        "32, 96, 0", // space to the backtick
        "57, 64, 9",
        "58, 96, A",
        "90, 96, Z",
        "32, 47, !",
        "126, 300, ~",
        "233, 300, é"
    })
    void lettersAreShownBeforeDigitsBeforeCapitalsBeforeSigns(int low, int high, String shown) {
        assertThat(Character.toString(Characters.readable(low, high))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"a, aA", "A, aA", "k, kK\u212a", "ß, ßẞ", "1, 1", "é, éÉ", "😀, 😀"})
    void aTextInAnyCaseIsEveryTextThatEqualsIt(String letter, String equal) throws TooComplex {
        CharSet set = CharSet.of(letter.codePointAt(0));
        assertThat(letters(set)).isEqualTo(CharSet.anyOf(equal));
    }

    @ParameterizedTest
    @CsvSource({"a, z", "J, L", "p, t", "!, ~"})
    void aRangeInAnyCaseIsEveryCharacterThatEqualsOneOfIt(String low, String high) throws TooComplex {
        CharSet range = CharSet.range(low.codePointAt(0), high.codePointAt(0));
        CharSet equal = IntStream.rangeClosed(low.codePointAt(0), high.codePointAt(0))
                .mapToObj(CharSet::ignoringCase)
                .reduce(range, CharSet::or);
        assertThat(letters(range)).isEqualTo(equal);
    }

    /** The single characters that are of a set of them in any case. */
    private static CharSet letters(CharSet set) throws TooComplex {
        Language one = Language.of(Glob.EMPTY.times(set, 1));
        Automaton wider = Characters.anyCase(Tests.automaton(List.of(one), List.of(), new Budget(1_000)));
        return wider.edges().getFirst().stream()
                .map(edge -> CharSet.range(edge.low(), edge.high()))
                .reduce(CharSet.NONE, CharSet::or);
    }
}
