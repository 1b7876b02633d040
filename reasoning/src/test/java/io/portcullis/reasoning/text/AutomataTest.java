package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import io.portcullis.reasoning.judge.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Has another library's automata say which classes there are: the intersections of every language or its complement, one after
 * the other, that are not empty.
 */
class AutomataTest {

    /** A language in both libraries' terms. */
    private record Both(Language ours, Automaton theirs) {}

    @Test
    void theClassesAreTheNonEmptyIntersections() {
        Seeds.of(1_000).forEach(seed -> {
            Random random = new Random(seed);
            List<List<String>> written = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> patterns(random))
                    .toList();
            List<Both> languages = written.stream().map(AutomataTest::union).toList();
            String around = random.nextInt(3) == 0 ? pattern(random) : "*";
            Both universe = union(List.of(around));
            assertThat(ours(languages, universe))
                    .as("seed %d: %s within %s", seed, written, around)
                    .isEqualTo(theirs(languages, universe));
        });
    }

    @Test
    void patternsOfABeginningAndAnEndHaveTheSameClasses() {
        Seeds.of(1_000).forEach(seed -> {
            Random random = new Random(seed);
            List<List<String>> written = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(2))
                            .mapToObj(j -> ends(random))
                            .toList())
                    .toList();
            List<Both> languages = written.stream().map(AutomataTest::union).toList();
            List<String> around = random.nextInt(3) == 0 ? patterns(random) : List.of("*");
            Both universe = union(around);
            areTheirs(
                    ends(languages, universe),
                    languages,
                    universe,
                    "seed %d: %s within %s".formatted(seed, written, around));
        });
    }

    @Test
    void fieldsBetweenFixedTextsHaveTheSameClasses() {
        AtomicInteger cut = new AtomicInteger();
        Seeds.of(2_000).forEach(seed -> {
            Random random = new Random(seed);
            List<List<String>> written = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(i -> random.nextInt(3) == 0 ? List.of(form(random)) : patterns(random))
                    .toList();
            List<Both> languages = written.stream().map(AutomataTest::union).toList();
            List<String> around = IntStream.range(0, 1 + random.nextInt(2))
                    .mapToObj(i -> form(random))
                    .toList();
            Both universe = union(around);
            Fields.cut(languages.stream().map(Both::ours).toList(), universe.ours)
                    .ifPresent(classes -> {
                        cut.incrementAndGet();
                        areTheirs(
                                classes, languages, universe, "seed %d: %s within %s".formatted(seed, written, around));
                    });
        });
        assertThat(cut.get()).as("cut by their fields").isGreaterThanOrEqualTo((int)
                (Seeds.of(2_000).count() * 9 / 10));
    }

    /** Fixed texts with fields between them, and a field or none at either end. */
    private static String form(Random random) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            form.append(random.nextInt(4) == 0 ? "" : letters(random, "aabB1:")).append(field(random));
        }
        return form.append(letters(random, "ab1:")).toString();
    }

    private static String field(Random random) {
        return List.of("*", "#", "##", "+", "#+", "?+", "~", "~?", "", "?*").get(random.nextInt(10));
    }

    private static void areTheirs(
            List<TextClasses.TextClass> classes, List<Both> languages, Both universe, String what) {
        assertThat(classes)
                .as(what)
                .allSatisfy(each -> {
                    assertThat(universe.ours.has(each.example())).isTrue();
                    for (int i = 0; i < languages.size(); i++) {
                        assertThat(languages.get(i).ours.has(each.example()))
                                .isEqualTo(each.signature().get(i));
                    }
                })
                .extracting(TextClasses.TextClass::signature)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(theirs(languages, universe));
    }

    private static List<TextClasses.TextClass> ends(List<Both> languages, Both universe) {
        try {
            return Ends.cut(
                    languages.stream().map(Both::ours).toList(),
                    universe.ours,
                    new Budget(TextClasses.COMPARISON_BUDGET));
        } catch (TooComplex e) {
            throw new AssertionError(e);
        }
    }

    /** Few letters, so that beginnings and ends overlap. */
    private static String ends(Random random) {
        String letters = random.nextBoolean() ? "aab" : "ab1";
        String beginning = letters(random, letters);
        return random.nextInt(5) == 0 ? beginning : beginning + "*" + letters(random, letters);
    }

    private static String letters(Random random, String letters) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
                .collect(Collectors.joining());
    }

    @Test
    void aCommonTextIsAShortestOneOfBoth() {
        Seeds.of(1_000).forEach(seed -> {
            Random random = new Random(seed);
            Both one = union(List.of(pattern(random)));
            Both other = union(List.of(pattern(random)));
            Automaton common = one.theirs.intersection(other.theirs);
            Optional<String> found = CommonText.of(
                    one.ours.globs().getFirst(), other.ours.globs().getFirst());
            assertThat(found.map(String::length))
                    .as("seed %d: %s and %s", seed, one.ours, other.ours)
                    .isEqualTo(
                            Optional.ofNullable(common.getShortestExample(true)).map(String::length));
            found.ifPresent(text -> assertThat(one.ours.has(text) && other.ours.has(text))
                    .as("seed %d: %s of %s and %s", seed, text, one.ours, other.ours)
                    .isTrue());
        });
    }

    @Test
    void whatIsSeenToLieInAnotherLanguageDoes() {
        Seeds.of(2_000).forEach(seed -> {
            Random random = new Random(seed);
            Both inner = union(patterns(random));
            Both outer = union(patterns(random));
            if (inner.ours.isSeenWithin(outer.ours)) {
                assertThat(inner.theirs.subsetOf(outer.theirs))
                        .as("seed %d: %s in %s", seed, inner.ours, outer.ours)
                        .isTrue();
            }
        });
        assertThat(union(List.of("ab*b")).ours.isSeenWithin(union(List.of("a*b")).ours))
                .isTrue();
    }

    @Test
    void charactersBeyondTheBasicPlaneAreOneCharacter() {
        List<Both> languages =
                List.of(union(List.of("?")), union(List.of("??")), union(List.of("😀*")), union(List.of("*😀")));
        assertThat(ours(languages, union(List.of("*")))).isEqualTo(theirs(languages, union(List.of("*"))));
    }

    private static Set<BitSet> ours(List<Both> languages, Both universe) {
        try {
            return TextClasses.cut(languages.stream().map(Both::ours).toList(), universe.ours).stream()
                    .map(TextClasses.TextClass::signature)
                    .collect(Collectors.toSet());
        } catch (TooComplex e) {
            throw new AssertionError(e);
        }
    }

    private static Set<BitSet> theirs(List<Both> languages, Both universe) {
        List<BitSet> signatures = new ArrayList<>(List.of(new BitSet()));
        List<Automaton> rests = new ArrayList<>(List.of(universe.theirs));
        for (int i = 0; i < languages.size(); i++) {
            List<BitSet> longer = new ArrayList<>();
            List<Automaton> smaller = new ArrayList<>();
            for (int c = 0; c < rests.size(); c++) {
                BitSet with = (BitSet) signatures.get(c).clone();
                with.set(i);
                keep(rests.get(c).intersection(languages.get(i).theirs), with, smaller, longer);
                keep(rests.get(c).minus(languages.get(i).theirs), signatures.get(c), smaller, longer);
            }
            signatures = longer;
            rests = smaller;
        }
        return rests.getFirst().isEmpty() ? Set.of() : new HashSet<>(signatures);
    }

    private static void keep(Automaton texts, BitSet signature, List<Automaton> into, List<BitSet> signatures) {
        if (!texts.isEmpty()) {
            into.add(texts);
            signatures.add(signature);
        }
    }

    private static List<String> patterns(Random random) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> pattern(random))
                .toList();
    }

    private static String pattern(Random random) {
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> String.valueOf("aabB1:**?#+~".charAt(random.nextInt(12))))
                .collect(Collectors.joining());
    }

    /**
     * Alternatives of letters and classes: {@code ?} is any character, {@code *} any number of them, {@code #} a digit,
     * {@code +} any number of characters but colons, and {@code ~} the letter b in any case.
     */
    private static Both union(List<String> patterns) {
        List<Glob> globs = new ArrayList<>();
        Automaton theirs = BasicAutomata.makeEmpty();
        for (String pattern : patterns) {
            Glob glob = Glob.EMPTY;
            Automaton sequence = BasicAutomata.makeEmptyString();
            for (int letter : pattern.codePoints().toArray()) {
                glob = then(glob, letter);
                sequence = sequence.concatenate(automaton(letter));
            }
            globs.add(glob);
            theirs = theirs.union(sequence);
        }
        return new Both(new Language(globs), theirs);
    }

    private static Glob then(Glob glob, int letter) {
        return switch (letter) {
            case '?' -> glob.times(CharSet.ANY, 1);
            case '*' -> glob.many(CharSet.ANY);
            case '#' -> glob.times(CharSet.DIGIT, 1);
            case '+' -> glob.many(CharSet.of(':').complement());
            case '~' -> glob.thenIgnoringCase("b");
            default -> glob.then(Character.toString(letter));
        };
    }

    /** Well-formed texts only: a character is one unit outside the surrogates, or a pair of them. */
    private static Automaton automaton(int letter) {
        Automaton pair = BasicAutomata.makeCharRange('\uD800', '\uDBFF')
                .concatenate(BasicAutomata.makeCharRange('\uDC00', '\uDFFF'));
        Automaton any = BasicAutomata.makeCharRange('\0', '\uD7FF')
                .union(BasicAutomata.makeCharRange('\uE000', '\uFFFF'))
                .union(pair);
        return switch (letter) {
            case '?' -> any;
            case '*' -> any.repeat();
            case '#' -> BasicAutomata.makeCharRange('0', '9');
            case '+' -> any.minus(BasicAutomata.makeChar(':')).repeat();
            case '~' -> BasicAutomata.makeCharSet("bB");
            default -> BasicAutomata.makeString(Character.toString(letter));
        };
    }
}
