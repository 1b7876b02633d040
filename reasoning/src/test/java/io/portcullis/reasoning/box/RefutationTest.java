package io.portcullis.reasoning.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RefutationTest {

    private final RefutationChecker checker = new RefutationChecker();

    private record Instance(Box start, List<Box> excluded) {
        static Instance random(Random random) {
            List<Integer> sizes = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i -> 1 + random.nextInt(4))
                    .toList();
            Box start = BoxSearchTest.randomBox(random, sizes, 0.8);
            List<Box> excluded = IntStream.range(0, random.nextInt(12))
                    .mapToObj(i -> BoxSearchTest.randomBox(random, sizes, 0.85))
                    .toList();
            return new Instance(start, excluded);
        }

        /** So many variables, each true or false; a clause is the box where all its literals are wrong. */
        static Instance satisfiability(Random random, int variables, int clauses) {
            Box whole = Box.whole(IntStream.range(0, variables).mapToObj(i -> 2).toList());
            List<Box> excluded = new ArrayList<>();
            for (int clause = 0; clause < clauses; clause++) {
                Box wrong = whole;
                for (int literal = 0; literal < 3; literal++) {
                    int value = random.nextInt(2);
                    wrong = wrong.within(random.nextInt(variables), Atoms.where(2, atom -> atom == value));
                }
                excluded.add(wrong);
            }
            return new Instance(whole, excluded);
        }

        static Instance pigeonholes(int pigeons) {
            int holes = pigeons - 1;
            Box whole =
                    Box.whole(IntStream.range(0, pigeons).mapToObj(i -> holes).toList());
            List<Box> clashes = new ArrayList<>();
            for (int one = 0; one < pigeons; one++) {
                for (int two = one + 1; two < pigeons; two++) {
                    for (int hole = 0; hole < holes; hole++) {
                        int only = hole;
                        Atoms same = Atoms.where(holes, atom -> atom == only);
                        clashes.add(whole.within(one, same).within(two, same));
                    }
                }
            }
            return new Instance(whole, clashes);
        }

        Optional<Refutation> refute() {
            return Refuter.refute(start, excluded);
        }
    }

    private Optional<String> fault(Instance instance, Refutation refutation) {
        return checker.fault(instance.start, instance.excluded, refutation);
    }

    @RepeatedTest(400)
    void everyNoCanBeWrittenOutAndChecksAndNoYesCan(RepetitionInfo repetition) {
        Instance instance = Instance.random(new Random(repetition.getCurrentRepetition()));
        boolean nothing = BoxSearch.search(instance.start, instance.excluded) instanceof BoxSearch.Nothing;
        Optional<Refutation> refutation = instance.refute();
        assertThat(refutation.isPresent()).isEqualTo(nothing);
        refutation.ifPresent(tree -> assertThat(fault(instance, tree)).isEmpty());
    }

    @RepeatedTest(15)
    void hardSatisfiabilityIsRefutedStepByStep(RepetitionInfo repetition) {
        Instance instance = Instance.satisfiability(new Random(repetition.getCurrentRepetition()), 20, 100);
        boolean nothing = BoxSearch.search(instance.start, instance.excluded) instanceof BoxSearch.Nothing;
        Optional<Refutation> refutation = instance.refute();
        assertThat(refutation.isPresent()).isEqualTo(nothing);
        refutation.ifPresent(tree -> assertThat(fault(instance, tree)).isEmpty());
    }

    @Test
    void sevenPigeonsDoNotFitInSixHoles() {
        Instance instance = Instance.pigeonholes(7);
        assertThat(fault(instance, instance.refute().orElseThrow())).isEmpty();
    }

    @Test
    void aTreeThatWouldBeTooLargeIsNotWritten() {
        assertThat(Instance.pigeonholes(12).refute()).isEmpty();
    }

    @Test
    void aChainOfManySingleStepsIsWrittenAndChecked() {
        int atoms = 20_000;
        Box whole = Box.whole(List.of(atoms, 2));
        List<Box> excluded = Stream.iterate(0, atom -> atom + 400)
                .limit(50)
                .map(from -> whole.within(0, Atoms.where(atoms, atom -> atom >= from && atom < from + 400)))
                .toList();
        Instance instance = new Instance(whole, excluded);
        assertThat(fault(instance, instance.refute().orElseThrow())).isEmpty();
    }

    @RepeatedTest(400)
    void aRefutationWithoutOneOfTheExcludedBoxesItNamesIsFoundWrong(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Instance instance = Instance.random(random);
        instance.refute().ifPresent(tree -> {
            List<Integer> named = leaves(tree);
            if (!named.isEmpty()) {
                int gone = named.get(random.nextInt(named.size()));
                List<Box> fewer = new ArrayList<>(instance.excluded);
                fewer.set(
                        gone,
                        instance.start.within(
                                0, Atoms.none(instance.start.sides().getFirst().size())));
                assertThat(checker.fault(instance.start, fewer, tree)).isPresent();
            }
        });
    }

    @RepeatedTest(400)
    void whateverIsDoneToARefutationItProvesNothingThatIsFalse(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Instance instance = Instance.random(random);
        List<Box> fewer = instance.excluded.subList(0, random.nextInt(instance.excluded.size() + 1));
        instance.refute().ifPresent(tree -> {
            Refutation changed = tampered(tree, random, instance.excluded.size());
            if (checker.fault(instance.start, fewer, changed).isEmpty()) {
                List<Integer> sizes =
                        instance.start.sides().stream().map(Atoms::size).toList();
                assertThat(BoxSearchTest.points(sizes))
                        .noneMatch(point -> BoxSearchTest.in(instance.start, point)
                                && fewer.stream().noneMatch(box -> BoxSearchTest.in(box, point)));
            }
        });
    }

    @Test
    void eachWrongStepIsNamed() {
        Box whole = Box.whole(List.of(2, 2));
        Atoms zero = Atoms.where(2, atom -> atom == 0);
        List<Box> excluded = List.of(whole.within(0, zero), whole.within(0, zero.complement()));
        Instance instance = new Instance(whole, excluded);
        Refutation right = new Refutation.Split(0, zero, new Refutation.Covered(0), new Refutation.Covered(1));
        assertThat(fault(instance, right)).isEmpty();
        assertThat(fault(instance, new Refutation.Split(0, zero, new Refutation.Covered(0), new Refutation.Covered(0))))
                .contains("excluded box 0 is said to cover a part whose side 0 goes beyond it by the atoms {1}");
        assertThat(fault(instance, new Refutation.Split(1, zero, new Refutation.Covered(0), new Refutation.Covered(1))))
                .isPresent();
        assertThat(fault(instance, new Refutation.Split(0, Atoms.none(2), new Refutation.Empty(0), right)))
                .isEmpty();
        Box narrow = whole.within(1, zero);
        assertThat(checker.fault(whole, List.of(narrow), new Refutation.Covered(0)))
                .contains("excluded box 0 is said to cover a part whose side 1 goes beyond it by the atoms {1}");
        assertThat(fault(instance, new Refutation.Empty(1)))
                .contains("side 1 is said to be empty and has the atoms {0, 1}");
        assertThat(fault(instance, new Refutation.Empty(2))).contains("there is no dimension 2");
        assertThat(fault(instance, new Refutation.Split(-1, zero, right, right)))
                .contains("there is no dimension -1");
        assertThat(fault(instance, new Refutation.Covered(2))).contains("there is no excluded box 2");
    }

    private static List<Integer> leaves(Refutation tree) {
        return switch (tree) {
            case Refutation.Empty ignored -> List.of();
            case Refutation.Covered covered -> List.of(covered.excluded());
            case Refutation.Split split ->
                Stream.concat(leaves(split.inside()).stream(), leaves(split.outside()).stream())
                        .toList();
        };
    }

    private static Refutation tampered(Refutation tree, Random random, int boxes) {
        return switch (tree) {
            case Refutation.Empty empty -> new Refutation.Empty(empty.dimension() + random.nextInt(2));
            case Refutation.Covered ignored -> new Refutation.Covered(random.nextInt(Math.max(1, boxes)));
            case Refutation.Split split ->
                random.nextBoolean()
                        ? new Refutation.Split(
                                split.dimension(),
                                split.part().complement(),
                                split.inside(),
                                tampered(split.outside(), random, boxes))
                        : new Refutation.Split(
                                split.dimension(),
                                split.part(),
                                tampered(split.inside(), random, boxes),
                                split.outside());
        };
    }
}
