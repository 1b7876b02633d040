package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TextClassesTest {

    @RepeatedTest(200)
    void findsEveryClassThatShortTextsShowAndOnlyTrueOnes(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> patterns = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> randomPattern(random))
                .toList();

        List<TextClasses.TextClass> classes =
                TextClasses.cut(patterns.stream().map(TextClassesTest::language).toList(), Language.ALL);

        Set<BitSet> found =
                classes.stream().map(TextClasses.TextClass::signature).collect(Collectors.toSet());
        assertThat(found).hasSameSizeAs(classes);
        for (TextClasses.TextClass each : classes) {
            assertThat(signature(patterns, each.example()))
                    .as(patterns + " " + each)
                    .isEqualTo(each.signature());
        }
        for (String text : texts(6)) {
            assertThat(found).as(patterns + " on " + text).contains(signature(patterns, text));
        }
    }

    @Test
    void threeGlobsThatMeetInPairsButNotTogetherHaveNoJointClass() throws TooComplex {
        List<TextClasses.TextClass> classes =
                TextClasses.cut(List.of(language("a*"), language("*b"), language("??"), language("?c*")), Language.ALL);
        assertThat(classes).noneMatch(each -> each.signature().cardinality() == 4);
        assertThat(classes).anyMatch(each -> each.example().equals("ab"));
    }

    @Test
    void aClassOfNoneOfTheLanguagesIsNotForgotten() throws TooComplex {
        assertThat(TextClasses.cut(List.of(Language.of(Glob.literal("a"))), Language.ALL))
                .anyMatch(each -> each.signature().isEmpty());
    }

    @Test
    void textsOutsideTheUniverseDoNotExist() throws TooComplex {
        Language digits = Language.of(Glob.EMPTY.times(CharSet.DIGIT, 2));
        assertThat(TextClasses.cut(List.of(language("a*"), language("1*")), digits))
                .extracting(TextClasses.TextClass::example)
                .allMatch(example -> example.matches("[0-9]{2}"))
                .hasSize(2);
    }

    @Test
    void manyFloatingGlobsAreTooComplexAndDoNotHang() {
        List<Language> languages = IntStream.range(0, 24)
                .mapToObj(i -> language("*" + (char) ('a' + i) + (char) ('a' + i) + "*"))
                .toList();
        assertThatThrownBy(() -> TextClasses.cut(languages, Language.ALL)).isInstanceOf(TooComplex.class);
    }

    @Test
    void questionMarkTakesOneCodePointNotHalfOfOne() throws TooComplex {
        assertThat(language("?").has("😀")).isTrue();
        assertThat(language("??").has("😀")).isFalse();
    }

    private static Language language(String pattern) {
        Glob glob = Glob.EMPTY;
        for (String letter : pattern.split("")) {
            glob = switch (letter) {
                case "*" -> glob.many(CharSet.ANY);
                case "?" -> glob.times(CharSet.ANY, 1);
                default -> glob.then(letter);
            };
        }
        return Language.of(glob);
    }

    private static BitSet signature(List<String> patterns, String text) {
        BitSet signature = new BitSet();
        for (int i = 0; i < patterns.size(); i++) {
            String regex = patterns.get(i).replace("*", ".*").replace("?", ".");
            signature.set(
                    i, Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches());
        }
        return signature;
    }

    private static String randomPattern(Random random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> String.valueOf("ab*?".charAt(random.nextInt(4))))
                .collect(Collectors.joining());
    }

    private static Set<String> texts(int longest) {
        Set<String> texts = new HashSet<>(Set.of(""));
        List<String> last = List.of("");
        for (int length = 1; length <= longest; length++) {
            List<String> longer = new ArrayList<>();
            last.forEach(text -> List.of("a", "b", "c").forEach(letter -> longer.add(text + letter)));
            texts.addAll(longer);
            last = longer;
        }
        return texts;
    }
}
