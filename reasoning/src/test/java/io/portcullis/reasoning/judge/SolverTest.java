package io.portcullis.reasoning.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.z3.Status;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Questions;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Has Z3 decide whether a policy lets an outsider in, and whether a stranger. What it cannot decide in time is counted and reported. */
class SolverTest {

    private static final SmtJudge Z3 = new SmtJudge(1_000);

    @BeforeAll
    static void z3IsThere() {
        Optional<String> missing = SmtJudge.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    @Test
    void whetherAnOutsiderIsLetInIsWhatZ3Says(TestReporter reporter) {
        Map<Status, Integer> answers = new EnumMap<>(Status.class);
        Seeds.of(40).forEach(seed -> judge(seed + 2_000_000, answers));
        reporter.publishEntry("Z3", answers.toString());
        assertThat(answers).containsKeys(Status.SATISFIABLE, Status.UNSATISFIABLE);
    }

    private static void judge(long seed, Map<Status, Integer> answers) {
        Questions questions = Questions.of(seed);
        Object tree = new RandomPolicy(seed, 4).tree();
        Optional<String> disagreement = disagreement(questions, tree, status -> answers.merge(status, 1, Integer::sum));
        if (disagreement.isPresent()) {
            Object smallest = Trees.smallest(
                    tree,
                    smaller -> disagreement(questions, smaller, status -> {}).isPresent());
            throw new AssertionError("seed %d, %s: %s%n%s"
                    .formatted(
                            seed,
                            questions,
                            Trees.json(smallest),
                            disagreement(questions, smallest, status -> {}).orElseThrow()));
        }
    }

    private static Optional<String> disagreement(Questions questions, Object tree, Consumer<Status> count) {
        Optional<Question> question = questions.whole(Trees.json(tree));
        if (question.isEmpty()) {
            return Optional.empty();
        }
        Access access = OutsideAccess.of(question.get());
        Status outsiders = Z3.letsIn(question.get());
        Status strangers = Z3.letsStrangersIn(question.get());
        count.accept(outsiders);
        count.accept(strangers);
        boolean isPublic = access.cells().stream().anyMatch(Access.Cell::isPublic);
        if (disagree(outsiders, !access.cells().isEmpty(), access.more())) {
            return Optional.of("Z3 says " + outsiders + " of outsiders, the engine " + access);
        }
        return disagree(strangers, isPublic, access.morePublic())
                ? Optional.of("Z3 says " + strangers + " of strangers, the engine " + access)
                : Optional.empty();
    }

    private static boolean disagree(Status status, boolean found, boolean perhaps) {
        return switch (status) {
            case SATISFIABLE -> !found && !perhaps;
            case UNSATISFIABLE -> found;
            case UNKNOWN -> false;
        };
    }
}
