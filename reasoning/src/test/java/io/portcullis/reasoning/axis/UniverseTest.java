package io.portcullis.reasoning.axis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Samples are as good as the automaton: they show the same classes, no more and no fewer. */
class UniverseTest {

    private static final List<Universe> UNIVERSES = List.of(
            Universe.of(Language.ALL),
            Universe.of(Language.NON_EMPTY),
            Universe.of(Language.of(Glob.literal("ab"), Glob.literal("b"))),
            Universe.of(Language.of(Glob.literal("ab"), Glob.prefix("ab/"), Glob.prefix("b"))),
            new Universe.Shaped(
                    Language.of(Glob.literal("a").some(CharSet.DIGIT)),
                    named -> IntStream.iterate(0, i -> i + 1)
                            .mapToObj(i -> "a" + i)
                            .filter(value -> !named.contains(value))
                            .findFirst()));

    @RepeatedTest(500)
    void samplesShowTheClassesThatTheAutomatonFinds(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        Universe universe = UNIVERSES.get(random.nextInt(UNIVERSES.size()));
        List<Texts> tests = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> test(random, universe instanceof Universe.Shaped))
                .toList();

        List<String> samples = universe.samples(tests).orElseThrow();

        assertThat(samples).allMatch(universe::has).allMatch(universe.language()::has);
        assertThat(signatures(tests, samples)).as(universe + " " + tests).isEqualTo(found(tests, universe));
    }

    @RepeatedTest(200)
    void testsSayTheSameOfATextAsTheirLanguages(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Texts test = test(random, false);
        String text = text(random);
        assertThat(test.has(text))
                .as(test + " on " + text)
                .isEqualTo(test.language().has(text));
    }

    @Test
    void patternsAreLeftToTheAutomaton() {
        Texts floating = Language.of(Glob.EMPTY.many(CharSet.ANY).then("a"));
        assertThat(Universe.of(Language.ALL).samples(List.of(floating))).isEmpty();
        assertThat(UNIVERSES.getLast().samples(List.of(new Texts.Starting("a1"))))
                .isEmpty();
    }

    @Test
    void aUniverseWhoseOtherValuesAreNotEasilyFoundIsLeftToTheAutomaton() {
        Universe universe = new Universe.Shaped(Language.ALL, named -> Optional.empty());
        assertThat(universe.samples(List.of(new Texts.One("a")))).isEmpty();
    }

    private static Set<BitSet> signatures(List<Texts> tests, List<String> samples) {
        return samples.stream()
                .map(sample -> {
                    BitSet signature = new BitSet();
                    IntStream.range(0, tests.size())
                            .filter(i -> tests.get(i).has(sample))
                            .forEach(signature::set);
                    return signature;
                })
                .collect(Collectors.toSet());
    }

    private static Set<BitSet> found(List<Texts> tests, Universe universe) throws TooComplex {
        return TextClasses.cut(tests.stream().map(Texts::language).toList(), universe.language()).stream()
                .map(TextClass::signature)
                .collect(Collectors.toSet());
    }

    private static Texts test(Random random, boolean wholeOnly) {
        return switch (random.nextInt(wholeOnly ? 3 : 4)) {
            case 0 -> new Texts.One(wholeOnly ? "a" + random.nextInt(3) : text(random));
            case 1 -> {
                List<Texts> some = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    some.add(test(random, wholeOnly));
                }
                yield new Texts.Any(some);
            }
            case 2 -> Texts.ALL;
            default -> new Texts.Starting(text(random));
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(4), 0, 4)
                .mapToObj(i -> "ab/𝒳".substring(i < 3 ? i : 3, i < 3 ? i + 1 : 5))
                .collect(Collectors.joining());
    }
}
