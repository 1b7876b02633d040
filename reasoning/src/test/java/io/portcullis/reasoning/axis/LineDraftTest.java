package io.portcullis.reasoning.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.reasoning.axis.LineDraft.Interval;
import io.portcullis.reasoning.axis.LineDraft.Region;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.TooComplex;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A cut line has an atom for each way in which its points pass the tests: no more, no fewer. */
class LineDraftTest {

    private static final int END = 12;

    @RepeatedTest(300)
    void theAtomsAreWhatAllPointsShow(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        boolean integral = random.nextBoolean();
        boolean optional = random.nextBoolean();
        Region universe = random.nextInt(3) == 0 ? region(random) : Region.of(List.of(interval(1, END)));
        List<Region> tests =
                Stream.generate(() -> region(random)).limit(random.nextInt(4)).toList();
        LineDraft draft = new LineDraft("k", optional, integral, universe, BigDecimal::toPlainString);
        for (int i = 0; i < tests.size(); i++) {
            assertThat(draft.test(tests.get(i))).isEqualTo(i);
        }

        Axis axis = draft.cut(new Budget(1));

        Set<BitSet> shown = IntStream.rangeClosed(0, 4 * END)
                .filter(quarter -> !integral || quarter % 4 == 0)
                .mapToObj(quarter -> new BigDecimal(quarter).divide(new BigDecimal(4)))
                .filter(point -> has(universe, point))
                .map(point -> signature(tests, point))
                .collect(Collectors.toSet());
        List<Integer> present = IntStream.range(0, axis.size())
                .filter(atom -> axis.present().has(atom))
                .boxed()
                .toList();
        assertThat(axis.size() - present.size()).isEqualTo(optional ? 1 : 0);
        assertThat(present.stream().map(atom -> signature(axis, atom)).toList())
                .as("%s in %s", tests, universe)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(shown);
        for (int atom : present) {
            BigDecimal example = new BigDecimal(axis.values().get(atom).getFirst());
            assertThat(has(universe, example)).isTrue();
            assertThat(!integral || example.stripTrailingZeros().scale() <= 0).isTrue();
            assertThat(signature(tests, example)).as(example.toString()).isEqualTo(signature(axis, atom));
        }
        if (optional) {
            assertThat(signature(axis, 0)).isEqualTo(new BitSet());
        }
    }

    @Test
    void whatIsBetweenNeighbouringWholeNumbersIsNoWholeNumber() throws TooComplex {
        for (boolean integral : List.of(true, false)) {
            LineDraft draft =
                    new LineDraft("k", false, integral, Region.of(List.of(interval(1, 2))), BigDecimal::toPlainString);
            draft.test(Region.of(List.of(interval(1, 1))));
            draft.test(Region.of(List.of(interval(2, 2))));
            assertThat(draft.cut(new Budget(1)).values())
                    .isEqualTo(
                            integral
                                    ? List.of(List.of("1"), List.of("2"))
                                    : List.of(List.of("1"), List.of("1.5"), List.of("2")));
        }
    }

    @Test
    void moreTestsThanThereIsMemoryForAreRefused() {
        LineDraft draft = new LineDraft("k", false, true, Region.of(List.of(interval(1, END))), BigDecimal::toString);
        for (int i = 0; i <= TextClasses.LANGUAGE_BUDGET; i++) {
            draft.test(Region.of(List.of(interval(1, 1))));
        }
        assertThatThrownBy(() -> draft.cut(new Budget(1))).isInstanceOf(TooComplex.class);
    }

    private static boolean has(Region region, BigDecimal point) {
        return region.intervals().stream().anyMatch(interval -> interval.has(point))
                && region.without().stream().noneMatch(hole -> hole.compareTo(point) == 0);
    }

    private static BitSet signature(List<Region> tests, BigDecimal point) {
        BitSet signature = new BitSet();
        for (int i = 0; i < tests.size(); i++) {
            signature.set(i, has(tests.get(i), point));
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

    private static Region region(Random random) {
        List<Interval> intervals = Stream.generate(() -> interval(1 + random.nextInt(END), 1 + random.nextInt(END)))
                .limit(1 + random.nextInt(2))
                .toList();
        List<BigDecimal> without = random.ints(random.nextInt(2), 1, END + 1)
                .mapToObj(BigDecimal::new)
                .toList();
        return new Region(intervals, without);
    }

    private static Interval interval(int low, int high) {
        return new Interval(new BigDecimal(low), new BigDecimal(high));
    }
}
