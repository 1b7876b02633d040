package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TextClassesTest {

    @RepeatedTest(300)
    void findsEveryClassThatShortTextsShowAndOnlyTrueOnes(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        // Every other time languages are unions, and there are not all texts.
        int most = 1 + 2 * (repetition.getCurrentRepetition() % 2);
        List<List<String>> languages = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> randomPatterns(random, most))
                .toList();
        List<String> universe = most > 1 && random.nextBoolean() ? randomPatterns(random, most) : List.of("*");

        List<TextClasses.TextClass> classes =
                TextClasses.cut(languages.stream().map(TextClassesTest::union).toList(), union(universe));

        Set<BitSet> found =
                classes.stream().map(TextClasses.TextClass::signature).collect(Collectors.toSet());
        assertThat(found).hasSameSizeAs(classes);
        List<Pattern> judges = languages.stream().map(TextClassesTest::regex).toList();
        Pattern all = regex(universe);
        for (TextClasses.TextClass each : classes) {
            assertThat(signature(judges, each.example()))
                    .as(languages + " " + each)
                    .isEqualTo(each.signature());
            assertThat(all.matcher(each.example()).matches()).isTrue();
        }
        for (String text : texts(6)) {
            if (all.matcher(text).matches()) {
                assertThat(found).as(languages + " on " + text).contains(signature(judges, text));
            }
        }
    }

    @Test
    void aLanguageOfManyFloatingGlobsIsFollowedAsOne() throws TooComplex {
        Language many = IntStream.range(0, 24)
                .mapToObj(i -> language("*" + (char) ('a' + i) + (char) ('a' + i) + "*"))
                .reduce(Language.NONE, Language::or);
        assertThat(TextClasses.cut(List.of(many, language("*1*")), Language.ALL))
                .extracting(TextClasses.TextClass::signature)
                .containsExactlyInAnyOrder(
                        new BitSet(),
                        BitSet.valueOf(new long[] {1}),
                        BitSet.valueOf(new long[] {2}),
                        BitSet.valueOf(new long[] {3}));
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

    @Test
    void examplesAreOfTheCharactersThatPeopleReadBest() throws TooComplex {
        CharSet letters = CharSet.range('a', 'z').or(CharSet.range('A', 'Z'));
        assertThat(examples(CharSet.ANY)).containsExactly("a");
        assertThat(examples(CharSet.range('^', 'a'))).containsExactly("a");
        assertThat(examples(CharSet.range('!', '9').or(letters))).containsExactly("a");
        assertThat(examples(CharSet.range('!', '9'))).containsExactly("0");
        assertThat(examples(CharSet.range('\0', '~'))).containsExactly("a");
        assertThat(examples(CharSet.range('\0', '/'))).containsExactly("!");
        assertThat(examples(CharSet.of('é'))).containsExactly("é");
        assertThat(examples(CharSet.range('y', 'z'), CharSet.of('0'), CharSet.of('~')))
                .containsExactly("y", "0", "~");
    }

    @Test
    void theBestReadableCharacterIsTakenFromAllThatNothingTellsApart() throws TooComplex {
        // What comes second tells characters apart that the first place does not.
        Glob then = Glob.EMPTY.times(CharSet.range('\0', '~'), 1);
        List<Language> second = Stream.of(
                        CharSet.range('\0', '!'), CharSet.range('0', '9'), CharSet.range('b', 'c'), CharSet.of('z'))
                .map(set -> Language.of(then.times(set, 1)))
                .toList();
        assertThat(TextClasses.cut(second, Language.of(then.times(CharSet.ANY, 1))))
                .extracting(each -> each.example().charAt(0))
                .containsOnly('a');
        assertThat(TextClasses.cut(
                        List.of(Language.of(Glob.EMPTY.times(CharSet.ANY, 1).times(CharSet.of('5'), 1))),
                        Language.of(
                                Glob.EMPTY.times(CharSet.range('\0', '9'), 1).times(CharSet.ANY, 1))))
                .extracting(each -> each.example().charAt(0))
                .containsOnly('0');
    }

    @Test
    void moreKindsOfCharactersThanAWordHasBitsAreAllToldApart() throws TooComplex {
        List<Language> letters = IntStream.range(0, 150)
                .mapToObj(i -> Language.of(
                        Glob.literal(Character.toString(0x4e00 + 2 * i)).many(CharSet.of(0x5000 + 2 * i))))
                .toList();
        List<TextClasses.TextClass> classes = TextClasses.cut(letters, Language.ALL);
        assertThat(classes).hasSize(151);
        for (TextClasses.TextClass each : classes) {
            assertThat(IntStream.range(0, 150).filter(i -> letters.get(i).has(each.example())))
                    .containsExactlyElementsOf(each.signature().stream().boxed().toList());
        }
    }

    @Test
    void manyStarsInARowAreAllPassedOver() throws TooComplex {
        Glob glob = Glob.literal("a");
        for (int i = 0; i < 30; i++) {
            glob = glob.many(CharSet.of('b')).many(CharSet.of('c'));
        }
        List<Language> languages = List.of(Language.of(glob));
        assertThat(TextClasses.cut(languages, Language.of(Glob.literal("a"))))
                .containsExactly(new TextClasses.TextClass(BitSet.valueOf(new long[] {1}), "a"));
        assertThat(TextClasses.cut(languages, Language.of(Glob.literal("acbcb"), Glob.literal("ad"))))
                .containsExactlyInAnyOrder(
                        new TextClasses.TextClass(BitSet.valueOf(new long[] {1}), "acbcb"),
                        new TextClasses.TextClass(new BitSet(), "ad"));
    }

    @Test
    void theEmptyTextCanBeAllThereIs() throws TooComplex {
        assertThat(TextClasses.cut(List.of(language("*")), Language.of(Glob.EMPTY)))
                .containsExactly(new TextClasses.TextClass(BitSet.valueOf(new long[] {1}), ""));
    }

    @Test
    void tooManyLanguagesOrPositionsAreRefusedBeforeTheyTakeMemory() throws TooComplex {
        Language one = language("a");
        int most = TextClasses.LANGUAGE_BUDGET;
        assertThat(TextClasses.cut(Collections.nCopies(most, one), Language.ALL))
                .hasSize(2);
        assertThatThrownBy(() -> TextClasses.cut(Collections.nCopies(most + 1, one), Language.ALL))
                .isInstanceOf(TooComplex.class)
                .hasMessageContaining("more than 5000 values");
        Language half = Language.of(Glob.literal("a".repeat(TextClasses.POSITION_BUDGET / 2)));
        Language more = Language.of(Glob.literal("a".repeat(TextClasses.POSITION_BUDGET / 2 + 1)));
        assertThatThrownBy(() -> TextClasses.cut(List.of(half, more), Language.of(Glob.EMPTY)))
                .isInstanceOf(TooComplex.class)
                .hasMessageContaining("more than 600000 characters");
        assertThat(TextClasses.cut(List.of(half, half), Language.of(Glob.EMPTY)))
                .hasSize(1);
    }

    private static List<String> examples(CharSet... sets) throws TooComplex {
        Language universe = new Language(
                Stream.of(sets).map(set -> Glob.EMPTY.times(set, 1)).toList());
        List<Language> each =
                universe.globs().stream().map(glob -> Language.of(glob)).toList();
        return TextClasses.cut(each, universe).stream()
                .sorted(Comparator.comparing(TextClasses.TextClass::signature, Comparator.comparingInt(BitSet::length)))
                .map(TextClasses.TextClass::example)
                .toList();
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

    private static Language union(List<String> patterns) {
        return patterns.stream().map(TextClassesTest::language).reduce(Language.NONE, Language::or);
    }

    private static Pattern regex(List<String> patterns) {
        String regex = String.join("|", patterns).replace("*", ".*").replace("?", ".");
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static BitSet signature(List<Pattern> languages, String text) {
        BitSet signature = new BitSet();
        for (int i = 0; i < languages.size(); i++) {
            signature.set(i, languages.get(i).matcher(text).matches());
        }
        return signature;
    }

    private static List<String> randomPatterns(Random random, int most) {
        return Stream.generate(() -> randomPattern(random))
                .limit(1 + random.nextInt(most))
                .toList();
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
