package io.portcullis.reasoning.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Random spaces with random theories of what is possible, judged by trying every point. */
class TheorySearchTest {

    private static final long PLENTY = 10_000_000;

    /** Points in one of the boxes are impossible, all others possible; counts what it is asked. */
    private static final class Boxes implements Theory {
        private final List<Box> impossible;
        private final Set<List<Integer>> asked = new HashSet<>();

        Boxes(List<Box> impossible) {
            this.impossible = impossible;
        }

        @Override
        public Verdict judge(List<Integer> point) {
            assertThat(asked.add(point)).as("%s is judged twice", point).isTrue();
            return impossible.stream()
                    .filter(box -> BoxSearchTest.in(box, point))
                    .findFirst()
                    .<Verdict>map(Impossible::new)
                    .orElse(new Possible());
        }
    }

    private record World(List<Integer> sizes, List<Box> starts, List<Box> excluded, List<Box> impossible) {
        static World random(Random random) {
            List<Integer> sizes = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(i -> 2 + random.nextInt(3))
                    .toList();
            return new World(
                    sizes,
                    boxes(random, sizes, 1 + random.nextInt(2)),
                    boxes(random, sizes, 2),
                    boxes(random, sizes, 4));
        }

        private static List<Box> boxes(Random random, List<Integer> sizes, int most) {
            return IntStream.range(0, 1 + random.nextInt(most))
                    .mapToObj(i -> BoxSearchTest.randomBox(random, sizes, 0.6))
                    .toList();
        }

        boolean has(Box start, List<Integer> point) {
            return BoxSearchTest.in(start, point)
                    && excluded.stream().noneMatch(box -> BoxSearchTest.in(box, point))
                    && impossible.stream().noneMatch(box -> BoxSearchTest.in(box, point));
        }

        boolean hasAny(Box start) {
            return BoxSearchTest.points(sizes).stream().anyMatch(point -> has(start, point));
        }
    }

    @RepeatedTest(300)
    void findsJustThePointsThatTheTheoryTakesToBePossible(RepetitionInfo repetition) {
        World world = World.random(new Random(repetition.getCurrentRepetition()));
        TheorySearch search = new TheorySearch(new Boxes(world.impossible));
        Box start = world.starts.getFirst();
        switch (search.search(start, world.excluded, new Effort(PLENTY))) {
            case BoxSearch.Found found ->
                assertThat(world.has(start, found.atoms())).isTrue();
            case BoxSearch.Nothing ignored -> assertThat(world.hasAny(start)).isFalse();
            case BoxSearch.GaveUp ignored -> throw new AssertionError("gave up on a tiny space");
        }
    }

    @RepeatedTest(300)
    void findsAPointOfAnyOfSomeBoxes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        World world = World.random(random);
        TheorySearch search = new TheorySearch(new Boxes(world.impossible));
        Box within = BoxSearchTest.randomBox(random, world.sizes, 0.8);
        BoxSearch.Result result = search.searchAny(world.starts, within, world.excluded, new Effort(PLENTY));
        List<Box> inside = world.starts.stream().map(within::and).toList();
        if (result instanceof BoxSearch.Found found) {
            assertThat(inside).anyMatch(box -> world.has(box, found.atoms()));
        } else {
            assertThat(result).isEqualTo(new BoxSearch.Nothing());
            assertThat(inside).noneMatch(world::hasAny);
        }
    }

    @RepeatedTest(200)
    void cellsAreThoseOfPossiblePointsAlone(RepetitionInfo repetition) {
        World world = World.random(new Random(repetition.getCurrentRepetition()));
        List<Cells.LabelKey> keys = IntStream.range(0, world.sizes.size())
                .mapToObj(d -> new Cells.LabelKey(
                        d, List.of(Atoms.all(world.sizes.get(d)), Atoms.only(world.sizes.get(d), 0))))
                .toList();
        List<Box> walls = new ArrayList<>(world.excluded);
        walls.addAll(world.impossible);
        Cells.Answer expected = Cells.enumerate(world.sizes, keys, world.starts, walls);
        Theory theory = point -> world.impossible.stream()
                .filter(box -> BoxSearchTest.in(box, point))
                .findFirst()
                .<Theory.Verdict>map(Theory.Impossible::new)
                .orElse(new Theory.Possible());
        Cells.Answer answer =
                Cells.enumerate(world.sizes, keys, world.starts, world.excluded, new Effort(PLENTY), theory);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.cells()).containsExactlyInAnyOrderElementsOf(expected.cells());
    }

    private static Box only(Box whole, List<Integer> point) {
        Box box = whole;
        for (int i = 0; i < point.size(); i++) {
            box = box.within(i, Atoms.only(whole.side(i).size(), point.get(i)));
        }
        return box;
    }

    @Test
    void ofABoxOfWhichNothingIsKnownOnePointIsJudged() {
        Box whole = Box.whole(List.of(3, 2));
        List<List<Integer>> asked = new ArrayList<>();
        TheorySearch search = new TheorySearch(point -> {
            asked.add(point);
            return new Theory.Unknown(whole);
        });
        assertThat(search.search(whole, List.of(), new Effort(PLENTY))).isEqualTo(new BoxSearch.GaveUp());
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatIsNotKnownOfAPointIsNeverTakenForNothing() {
        Box whole = Box.whole(List.of(3, 2));
        TheorySearch search = new TheorySearch(point -> new Theory.Unknown(only(whole, point)));
        assertThat(search.search(whole, List.of(), new Effort(PLENTY))).isEqualTo(new BoxSearch.GaveUp());
        assertThat(search.searchAny(List.of(whole), whole, List.of(), new Effort(PLENTY)))
                .isEqualTo(new BoxSearch.GaveUp());
        assertThat(search.search(whole, List.of(whole), new Effort(PLENTY))).isEqualTo(new BoxSearch.Nothing());
    }

    @Test
    void aPossiblePointIsFoundBehindOthersOfWhichNothingIsKnown() {
        Box whole = Box.whole(List.of(3, 2));
        TheorySearch search = new TheorySearch(
                point -> point.equals(List.of(2, 1)) ? new Theory.Possible() : new Theory.Unknown(only(whole, point)));
        assertThat(search.search(whole, List.of(), new Effort(PLENTY))).isEqualTo(new BoxSearch.Found(List.of(2, 1)));
        Box first = whole.within(0, Atoms.only(3, 0));
        assertThat(search.searchAny(List.of(first, whole), whole, List.of(), new Effort(PLENTY)))
                .isEqualTo(new BoxSearch.Found(List.of(2, 1)));
    }

    @Test
    void whatWasLearnedIsAskedOnce() {
        Box whole = Box.whole(List.of(3, 3));
        Box left = whole.within(0, Atoms.only(3, 0));
        TheorySearch search = new TheorySearch(new Boxes(List.of(left)));
        assertThat(search.search(left, List.of(), new Effort(PLENTY))).isEqualTo(new BoxSearch.Nothing());
        // Judging a point of it again would fail.
        assertThat(search.search(left, List.of(), new Effort(PLENTY))).isEqualTo(new BoxSearch.Nothing());
    }

    @Test
    void searchesGiveUpWhenTheirEffortIsSpentAndTakeItFromEachOther() {
        List<Integer> sizes = List.of(3, 3, 3);
        Box whole = Box.whole(sizes);
        List<Box> walls = BoxSearchTest.points(sizes).stream()
                .map(point ->
                        new Box(point.stream().map(atom -> Atoms.only(3, atom)).toList()))
                .toList();
        assertThat(BoxSearch.search(whole, walls, new Effort(10))).isEqualTo(new BoxSearch.GaveUp());
        assertThat(BoxSearch.search(whole, walls, new Effort(walls.size()))).isEqualTo(new BoxSearch.GaveUp());
        assertThat(BoxSearch.search(whole, walls, new Effort(PLENTY))).isEqualTo(new BoxSearch.Nothing());
        Effort effort = new Effort(2L * walls.size());
        BoxSearch.search(whole, walls, effort);
        assertThat(BoxSearch.search(whole, walls.subList(0, 1), effort)).isEqualTo(new BoxSearch.GaveUp());
        List<Cells.LabelKey> keys = List.of(new Cells.LabelKey(0, List.of(Atoms.all(3))));
        assertThat(Cells.enumerate(sizes, keys, List.of(whole), walls, new Effort(10)))
                .isEqualTo(new Cells.Answer(List.of(), List.of(), false));
    }
}
