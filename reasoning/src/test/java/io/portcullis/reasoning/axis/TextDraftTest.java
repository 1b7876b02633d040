package io.portcullis.reasoning.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A cut axis of texts has an atom for each way in which texts pass its tests, judged text by text. */
class TextDraftTest {

    private static final List<String> TEXTS = texts();

    private static final List<Universe> UNIVERSES = List.of(
            Universe.of(Language.ALL),
            Universe.of(Language.NON_EMPTY),
            Universe.of(Language.of(Glob.literal("a"), Glob.literal("ab"))),
            Universe.of(Language.of(Glob.literal("b"), Glob.prefix("ab"))),
            Universe.of(Language.of(Glob.literal("a").many(CharSet.ANY).then("b"))));

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int i = 0; texts.size() < 364; i++) {
            for (String letter : List.of("a", "b", "z")) {
                texts.add(texts.get(i) + letter);
            }
        }
        return texts;
    }

    /** A test of the first so many kinds: patterns, the last, need the automaton. */
    private static Texts test(Random random, int kinds) {
        String text = random.ints(random.nextInt(3), 'a', 'c')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return switch (random.nextInt(kinds)) {
            case 0 -> new Texts.One(text);
            case 1 -> new Texts.Starting(text);
            case 2 -> Texts.any(List.of(new Texts.One(text), new Texts.Starting(text + "b")));
            case 3 -> random.nextBoolean() ? Texts.ALL : Texts.NONE;
            default -> Language.of(Glob.EMPTY.many(CharSet.ANY).then(text));
        };
    }

    private static Budget plenty() {
        return new Budget(1_000_000);
    }

    private static BitSet signature(List<Texts> tests, String text) {
        BitSet signature = new BitSet();
        IntStream.range(0, tests.size()).filter(i -> tests.get(i).has(text)).forEach(signature::set);
        return signature;
    }

    private static BitSet signature(Axis axis, int atom) {
        BitSet signature = new BitSet();
        IntStream.range(0, axis.holds().size())
                .filter(i -> axis.holds().get(i).has(atom))
                .forEach(signature::set);
        return signature;
    }

    @RepeatedTest(300)
    void theAtomsAreWhatAllTextsShow(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        Universe universe = UNIVERSES.get(random.nextInt(UNIVERSES.size()));
        boolean optional = random.nextBoolean();
        TextDraft draft = new TextDraft("k", optional, universe);
        // Many tests are looked up, few are asked one by one.
        boolean many = random.nextInt(3) == 0;
        List<Texts> tests = Stream.generate(() -> test(random, many ? 4 : 5))
                .limit(many ? 40 : random.nextInt(4))
                .distinct()
                .toList();
        for (int i = 0; i < tests.size(); i++) {
            assertThat(draft.test(tests.get(i))).isEqualTo(i);
            assertThat(draft.test(tests.get(i))).isEqualTo(i);
        }

        Axis axis = draft.cut(plenty());

        Set<BitSet> shown = TEXTS.stream()
                .filter(universe::has)
                .map(text -> signature(tests, text))
                .collect(Collectors.toSet());
        int first = optional ? 1 : 0;
        assertThat(IntStream.range(first, axis.size()).mapToObj(atom -> signature(axis, atom)))
                .as("%s in %s", tests, universe)
                .containsExactlyInAnyOrderElementsOf(shown);
        for (int atom = first; atom < axis.size(); atom++) {
            String example = axis.values().get(atom).getFirst();
            assertThat(universe.has(example)).isTrue();
            assertThat(signature(tests, example)).isEqualTo(signature(axis, atom));
        }
        assertThat(axis.absent().count()).isEqualTo(first);
        assertThat(draft.tests()).isEqualTo(tests);
    }

    @Test
    void thePreferredTextIsTheExampleOfItsClassAlone() throws TooComplex {
        TextDraft draft = new TextDraft("k", false, Universe.of(Language.NON_EMPTY));
        draft.test(new Texts.Starting("a"));
        draft.prefer("");
        draft.prefer("apple");
        assertThat(draft.cut(plenty()).values()).contains(List.of("apple")).hasSize(2);
        assertThat(draft.uncut(plenty()).values()).containsExactly(List.of("apple"));
        TextDraft other = new TextDraft("k", true, Universe.of(Language.NON_EMPTY));
        assertThat(other.uncut(plenty()).values()).hasSize(2).startsWith(List.<String>of());
        assertThat(other.uncut(plenty()).values().getLast().getFirst()).isNotEmpty();
        assertThat(other.key()).isEqualTo("k");
    }

    @Test
    void moreTestsThanThereIsMemoryForAreRefused() {
        TextDraft draft = new TextDraft("k", false, Universe.of(Language.ALL));
        IntStream.rangeClosed(0, TextClasses.LANGUAGE_BUDGET).forEach(i -> draft.test(new Texts.One("t" + i)));
        assertThatThrownBy(() -> draft.cut(plenty())).isInstanceOf(TooComplex.class);
    }

    private static Choice choice(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 -> new Choice.Everything();
            case 1 -> new Choice.Present();
            case 2 -> new Choice.Test(random.nextInt(3));
            case 3 -> choice(random, depth - 1).not();
            case 4 -> choice(random, depth - 1).and(choice(random, depth - 1));
            default -> choice(random, depth - 1).or(choice(random, depth - 1));
        };
    }

    @RepeatedTest(200)
    void aChoiceSaysTheSameOfAnAtomAndOfAValueInIt(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Atoms> holds = Stream.generate(() -> {
                    int bits = random.nextInt(16);
                    return Atoms.where(5, atom -> atom > 0 && (bits >> atom - 1 & 1) == 1);
                })
                .limit(3)
                .toList();
        ListDraft draft =
                new ListDraft("k", List.of(List.of(), List.of("a"), List.of("b"), List.of("c"), List.of("d")));
        for (int i = 0; i < 3; i++) {
            assertThat(draft.test(holds.get(i))).isEqualTo(i);
        }
        Axis axis = draft.cut(plenty());
        assertThat(axis.key()).isEqualTo(draft.key()).isEqualTo("k");
        Choice choice = choice(random, 3);
        for (int atom = 0; atom < axis.size(); atom++) {
            int one = atom;
            assertThat(choice.apply(axis).has(atom))
                    .as("%s of atom %d", choice, atom)
                    .isEqualTo(choice.has(atom > 0, i -> holds.get(i).has(one)));
        }
    }

    @Test
    void aChoiceKnowsTheTestsThatTellIt() {
        Set<Integer> tests = new HashSet<>();
        new Choice.Test(1)
                .and(new Choice.Test(4).not())
                .or(new Choice.Everything().and(new Choice.Present()))
                .tests(tests);
        assertThat(tests).containsExactlyInAnyOrder(1, 4);
    }
}
