package io.portcullis.reasoning.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Questions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Writes out every request that a policy can tell apart, and has the concrete evaluator decide each. */
class EnumerationTest {

    private static final int LARGEST_WORLD = 8_000;

    @Test
    void findingsAreThoseThatAllRequestsTogetherMake() {
        Seeds.of(240).forEach(seed -> judge(seed, 2));
    }

    @Test
    void whatARequestOfManyKeysShowsIsFound() {
        Seeds.of(60).forEach(seed -> judge(seed + 1_000_000, 6));
    }

    private static void judge(long seed, int keys) {
        Questions questions = Questions.of(seed);
        Object tree = new RandomPolicy(seed, keys).tree();
        if (disagreement(questions, tree).isPresent()) {
            Object smallest = Trees.smallest(
                    tree, smaller -> disagreement(questions, smaller).isPresent());
            throw new AssertionError("seed %d, %s: %s%n%s"
                    .formatted(
                            seed,
                            questions,
                            Trees.json(smallest),
                            disagreement(questions, smallest).orElseThrow()));
        }
    }

    /** What engine and enumeration disagree on; nothing where the tree is no policy. */
    private static Optional<String> disagreement(Questions questions, Object tree) {
        Optional<Question> asked = questions.whole(Trees.json(tree));
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Question question = asked.get();
        try {
            return compare(OutsideAccess.of(question), new World(question));
        } catch (RuntimeException e) {
            return Optional.of(Arrays.asList(e.getStackTrace()).subList(0, 4) + " " + e);
        }
    }

    private static Optional<String> compare(Access access, World world) {
        boolean all = world.size() <= LARGEST_WORLD;
        List<World.Point> points = all ? world.allowed() : world.allowed(new Random(1), 2_000);
        Optional<World.Point> missed = points.stream()
                .filter(point -> access.cells().isEmpty() && !access.more())
                .findFirst();
        if (missed.isPresent()) {
            return Optional.of("clean, yet it allows " + missed.get().request());
        }
        boolean isPublic = access.morePublic() || access.cells().stream().anyMatch(Access.Cell::isPublic);
        Optional<World.Point> stranger =
                points.stream().filter(point -> point.strange() && !isPublic).findFirst();
        if (stranger.isPresent()) {
            return Optional.of(
                    "not public, yet it allows the stranger " + stranger.get().request());
        }
        for (Access.Cell cell : access.cells()) {
            List<String> objections = world.objections(cell);
            if (!objections.isEmpty()) {
                return Optional.of("the proof of " + cell + " is none: " + objections);
            }
        }
        boolean isExact = all && !world.hasSets() && !world.hasTextsOfNoOneForm();
        if (!isExact || access.more() || access.morePublic()) {
            return Optional.empty();
        }
        Set<Findings.Finding> expected = new Findings(world).of(points);
        Set<Findings.Finding> found =
                access.cells().stream().map(Findings.Finding::of).collect(Collectors.toSet());
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of("found    %s%nexpected %s%nwitnesses %s"
                        .formatted(
                                minus(found, expected),
                                minus(expected, found),
                                access.cells().stream()
                                        .map(Access.Cell::witness)
                                        .toList()));
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> some) {
        Set<T> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @Test
    void theGeneratorReachesOutsideAccessAndItsAbsence() {
        long open = LongStream.range(0, 200)
                .filter(seed -> !Questions.ofAccount()
                        .ask(Trees.json(new RandomPolicy(seed, 2).tree()))
                        .cells()
                        .isEmpty())
                .count();
        assertThat(open).isBetween(40L, 160L);
    }
}
