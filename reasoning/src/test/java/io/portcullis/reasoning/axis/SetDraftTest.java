package io.portcullis.reasoning.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.reasoning.axis.SetDraft.SetTest;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A cut set has an atom for each way in which its non-empty sets pass the tests, and one for the empty set. */
class SetDraftTest {

    private static final List<String> ELEMENTS = List.of("a", "b", "ab", "ba", "c");

    @RepeatedTest(300)
    void theAtomsAreWhatAllSetsShow(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        List<SetTest> tests =
                Stream.generate(() -> test(random)).limit(random.nextInt(4)).toList();
        SetDraft draft = new SetDraft("k", new Universe.Listed(ELEMENTS));
        for (int i = 0; i < tests.size(); i++) {
            assertThat(draft.test(tests.get(i))).isEqualTo(i);
        }

        Axis axis = draft.cut(new Budget(100_000));

        assertThat(axis.values().getFirst()).isEmpty();
        assertThat(axis.absent().has(0)).isTrue();
        assertThat(signature(axis, 0)).isEqualTo(new BitSet());
        Set<BitSet> shown = sets().stream().map(set -> signature(tests, set)).collect(Collectors.toSet());
        assertThat(IntStream.range(1, axis.size()).mapToObj(atom -> signature(axis, atom)))
                .as("%s", tests)
                .containsExactlyInAnyOrderElementsOf(shown);
        for (int atom = 1; atom < axis.size(); atom++) {
            List<String> example = axis.values().get(atom);
            assertThat(example).isNotEmpty().isSubsetOf(ELEMENTS).doesNotHaveDuplicates();
            assertThat(signature(tests, example)).as("%s %s", tests, example).isEqualTo(signature(axis, atom));
        }
    }

    @RepeatedTest(100)
    void setsOfOneElementAreToldApart(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        List<SetTest> tests =
                Stream.generate(() -> test(random)).limit(random.nextInt(4)).toList();
        SetDraft draft = new SetDraft("k", new Universe.Listed(ELEMENTS));
        int single = draft.single();
        tests.forEach(draft::test);
        assertThat(draft.single()).isEqualTo(single).isZero();

        Axis axis = draft.cut(new Budget(100_000));

        Set<BitSet> ofOne = new HashSet<>();
        for (int atom = 1; atom < axis.size(); atom++) {
            List<String> example = axis.values().get(atom);
            BitSet signs = signature(axis, atom).get(1, 1 + tests.size());
            assertThat(signature(tests, example)).as("%s %s", tests, example).isEqualTo(signs);
            if (axis.holds().get(single).has(atom)) {
                assertThat(example).hasSize(1);
                ofOne.add(signs);
            }
        }
        assertThat(ofOne)
                .isEqualTo(ELEMENTS.stream()
                        .map(element -> signature(tests, List.of(element)))
                        .collect(Collectors.toSet()));
    }

    @Test
    void testsThatCombineInTooManyWaysAreRefused() {
        SetDraft draft = new SetDraft("k", Universe.of(Language.NON_EMPTY));
        for (int i = 0; i < 13; i++) {
            draft.test(new SetTest(false, new Texts.One("e" + i), false));
        }
        assertThatThrownBy(() -> draft.cut(new Budget(1_000_000)))
                .isInstanceOf(TooComplex.class)
                .hasMessageContaining("more than 4096 ways");
    }

    @Test
    void asManyWaysAsAreAllowedAreAllFound() throws TooComplex {
        SetDraft draft = new SetDraft("k", Universe.of(Language.NON_EMPTY));
        for (int i = 0; i < 12; i++) {
            draft.test(new SetTest(false, new Texts.One("e" + i), false));
        }
        assertThat(draft.cut(new Budget(1_000_000)).size()).isEqualTo(1 + 4_096);
    }

    /** All sets of the elements but the empty one. */
    private static List<List<String>> sets() {
        List<List<String>> sets = new ArrayList<>();
        for (int bits = 1; bits < 1 << ELEMENTS.size(); bits++) {
            int chosen = bits;
            sets.add(IntStream.range(0, ELEMENTS.size())
                    .filter(i -> (chosen >> i & 1) == 1)
                    .mapToObj(ELEMENTS::get)
                    .toList());
        }
        return sets;
    }

    private static BitSet signature(List<SetTest> tests, List<String> set) {
        BitSet signature = new BitSet();
        for (int i = 0; i < tests.size(); i++) {
            SetTest test = tests.get(i);
            Predicate<String> passes = element -> test.elements().has(element) != test.negated();
            signature.set(
                    i,
                    test.every() ? set.stream().allMatch(passes) : set.stream().anyMatch(passes));
        }
        return signature;
    }

    private static BitSet signature(Axis axis, int atom) {
        BitSet signature = new BitSet();
        for (int i = 0; i < axis.holds().size(); i++) {
            signature.set(i, axis.holds().get(i).has(atom));
        }
        return signature;
    }

    private static SetTest test(Random random) {
        Texts elements = switch (random.nextInt(5)) {
            case 0 -> new Texts.One(ELEMENTS.get(random.nextInt(ELEMENTS.size())));
            case 1 -> new Texts.Starting("a");
            case 2 -> Language.of(Glob.EMPTY.many(CharSet.ANY).then("b"));
            case 3 -> Texts.any(List.of(new Texts.One("c"), new Texts.One("ab")));
            default -> random.nextBoolean() ? Texts.ALL : Texts.NONE;
        };
        return new SetTest(random.nextBoolean(), elements, random.nextBoolean());
    }
}
