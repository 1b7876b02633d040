package io.portcullis.reasoning.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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

class CellsTest {

    /** Has to be asked about every point, so that boxes cannot be taken apart; to it each is possible. */
    private static final Theory CONSENTING = point -> new Theory.Possible();

    @RepeatedTest(400)
    void findsJustTheMaximalIrreducibleCells(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Integer> sizes = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> 2 + random.nextInt(4))
                .toList();
        List<Cells.LabelKey> keys = randomKeys(random, sizes);
        List<Box> allowed = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> BoxSearchTest.randomBox(random, sizes, 0.6))
                .toList();
        List<Box> excluded = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> BoxSearchTest.randomBox(random, sizes, 0.5))
                .toList();

        Cells.Answer answer = Cells.enumerate(sizes, keys, allowed, excluded);

        assertThat(answer.complete()).isTrue();
        assertThat(new HashSet<>(answer.cells())).isEqualTo(byTheDefinition(sizes, keys, allowed, excluded));
        assertThat(answer.cells()).doesNotHaveDuplicates();
        assertThat(answer.products().stream().flatMap(CellsTest::each).collect(Collectors.toSet()))
                .isEqualTo(new HashSet<>(answer.cells()));

        Cells.Answer climbed =
                Cells.enumerate(sizes, keys, allowed, excluded, new Effort(BoxSearch.COMPARISON_BUDGET), CONSENTING);
        assertThat(climbed.complete()).isTrue();
        assertThat(new HashSet<>(climbed.cells())).isEqualTo(new HashSet<>(answer.cells()));
    }

    /** The cells of a product, one by one. */
    private static Stream<List<Integer>> each(Cells.Product product) {
        List<Integer> counts = product.labels().stream().map(List::size).toList();
        return BoxSearchTest.points(counts).stream()
                .map(point -> IntStream.range(0, counts.size())
                        .mapToObj(k -> product.labels().get(k).get(point.get(k)))
                        .toList());
    }

    @Test
    void moreCellsThanCanBeListedAreToldTogether() {
        List<Integer> sizes = List.of(41, 41);
        List<Cells.LabelKey> keys = IntStream.range(0, 2)
                .mapToObj(k -> new Cells.LabelKey(
                        k,
                        Stream.concat(
                                        Stream.of(Atoms.all(41)),
                                        IntStream.range(0, 40).mapToObj(i -> Atoms.only(41, i)))
                                .toList()))
                .toList();
        Atoms named = Atoms.where(41, atom -> atom < 40);
        Atoms low = Atoms.where(41, atom -> atom < 5);
        Cells.Answer answer = Cells.enumerate(
                sizes, keys, List.of(new Box(List.of(named, named))), List.of(new Box(List.of(low, low))));
        assertThat(answer.complete()).isTrue();
        assertThat(answer.cells()).isEmpty();
        assertThat(answer.products()).hasSizeLessThan(5);
        assertThat(answer.products().stream().flatMap(CellsTest::each).distinct())
                .hasSize(40 * 40 - 5 * 5);
    }

    private static List<Cells.LabelKey> randomKeys(Random random, List<Integer> sizes) {
        List<Cells.LabelKey> keys = new ArrayList<>();
        for (int k = 0; k < 1 + random.nextInt(3); k++) {
            int dimension = random.nextInt(sizes.size());
            int size = sizes.get(dimension);
            List<Atoms> labels = new ArrayList<>(List.of(Atoms.all(size)));
            for (int i = 0; i < random.nextInt(4); i++) {
                Atoms label = BoxSearchTest.randomBox(random, List.of(size), 0.5)
                        .sides()
                        .getFirst();
                if (!labels.contains(label)) {
                    labels.add(label);
                }
            }
            keys.add(new Cells.LabelKey(dimension, labels));
        }
        return keys;
    }

    /** Irreducible: some point in every picked label and in no smaller one. Maximal: none such above it. */
    private static Set<List<Integer>> byTheDefinition(
            List<Integer> sizes, List<Cells.LabelKey> keys, List<Box> allowed, List<Box> excluded) {
        List<List<Integer>> points = BoxSearchTest.points(sizes).stream()
                .filter(p -> allowed.stream().anyMatch(box -> BoxSearchTest.in(box, p)))
                .filter(p -> excluded.stream().noneMatch(box -> BoxSearchTest.in(box, p)))
                .toList();
        List<Integer> labelCounts =
                keys.stream().map(key -> key.labels().size()).toList();
        List<List<Integer>> irreducible = BoxSearchTest.points(labelCounts).stream()
                .filter(cell -> points.stream().anyMatch(point -> inCore(keys, cell, point)))
                .toList();
        Set<List<Integer>> maximal = new HashSet<>(irreducible);
        maximal.removeIf(
                cell -> irreducible.stream().anyMatch(other -> !other.equals(cell) && above(keys, other, cell)));
        return maximal;
    }

    private static boolean inCore(List<Cells.LabelKey> keys, List<Integer> cell, List<Integer> point) {
        return IntStream.range(0, keys.size()).allMatch(k -> {
            List<Atoms> labels = keys.get(k).labels();
            int atom = point.get(keys.get(k).dimension());
            Atoms picked = labels.get(cell.get(k));
            return picked.has(atom)
                    && labels.stream()
                            .noneMatch(other -> !other.equals(picked) && other.within(picked) && other.has(atom));
        });
    }

    private static boolean above(List<Cells.LabelKey> keys, List<Integer> upper, List<Integer> lower) {
        return IntStream.range(0, keys.size())
                .allMatch(k -> keys.get(k)
                        .labels()
                        .get(lower.get(k))
                        .within(keys.get(k).labels().get(upper.get(k))));
    }
}
