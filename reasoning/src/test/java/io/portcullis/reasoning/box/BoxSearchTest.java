package io.portcullis.reasoning.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BoxSearchTest {

    @RepeatedTest(400)
    void agreesWithTryingEveryPoint(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Integer> sizes = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> 1 + random.nextInt(4))
                .toList();
        Box start = randomBox(random, sizes, 0.8);
        List<Box> excluded = IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> randomBox(random, sizes, 0.7))
                .toList();
        boolean exists = points(sizes).stream()
                .anyMatch(point -> in(start, point) && excluded.stream().noneMatch(box -> in(box, point)));

        BoxSearch.Result result = BoxSearch.search(start, excluded);

        switch (result) {
            case BoxSearch.Found found -> {
                assertThat(in(start, found.atoms())).isTrue();
                assertThat(excluded).noneMatch(box -> in(box, found.atoms()));
            }
            case BoxSearch.Nothing ignored ->
                assertThat(exists).as("seed " + repetition).isFalse();
            case BoxSearch.GaveUp ignored -> throw new AssertionError("gave up on a tiny space");
        }
    }

    @Test
    void givesUpInsteadOfHangingOnPigeonholes() {
        // Nine pigeons in eight holes: hard for every search without counting.
        int pigeons = 9;
        List<Integer> sizes =
                IntStream.range(0, pigeons).mapToObj(i -> pigeons - 1).toList();
        Box whole = Box.whole(sizes);
        List<Box> clashes = new ArrayList<>();
        for (int one = 0; one < pigeons; one++) {
            for (int two = one + 1; two < pigeons; two++) {
                for (int hole = 0; hole < pigeons - 1; hole++) {
                    int h = hole;
                    Atoms same = Atoms.where(pigeons - 1, a -> a == h);
                    clashes.add(whole.within(one, same).within(two, same));
                }
            }
        }
        assertThat(BoxSearch.search(whole, clashes)).isInstanceOfAny(BoxSearch.Nothing.class, BoxSearch.GaveUp.class);
    }

    static boolean in(Box box, List<Integer> point) {
        return IntStream.range(0, point.size()).allMatch(i -> box.sides().get(i).has(point.get(i)));
    }

    static Box randomBox(Random random, List<Integer> sizes, double density) {
        return new Box(sizes.stream()
                .map(size -> {
                    boolean[] members = new boolean[size];
                    for (int i = 0; i < size; i++) {
                        members[i] = random.nextDouble() < density;
                    }
                    return Atoms.where(size, atom -> members[atom]);
                })
                .toList());
    }

    static List<List<Integer>> points(List<Integer> sizes) {
        List<List<Integer>> points = List.of(List.of());
        for (int size : sizes) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> point : points) {
                for (int atom = 0; atom < size; atom++) {
                    List<Integer> extended = new ArrayList<>(point);
                    extended.add(atom);
                    longer.add(extended);
                }
            }
            points = longer;
        }
        return points;
    }
}
