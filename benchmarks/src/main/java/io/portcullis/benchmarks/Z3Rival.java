package io.portcullis.benchmarks;

import com.microsoft.z3.Status;
import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Questions;
import io.portcullis.reasoning.judge.RandomPolicy;
import io.portcullis.reasoning.judge.SmtJudge;
import io.portcullis.reasoning.judge.Trees;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Asks the engine and Z3 the same questions about random policies of every construct, from text to answer: who outside is
 * let in, and whether a policy allows what a reference does not. The engine finds every cell with its witness, and new
 * access of anybody; Z3, by formulas written straight from AWS's rules, says whether one outsider is let in.
 */
final class Z3Rival {

    private static final int PATIENCE = 2_000;
    private static final int WARMING_PASSES = 30;
    private static final int PASSES = 7;
    private static final int KEYS = 4;

    private final SmtJudge z3 = new SmtJudge(PATIENCE);
    private final Questions questions = Questions.ofAccount();
    private final int count;

    /** Asks so many questions of each kind. */
    Z3Rival(int count) {
        this.count = count;
    }

    /** What one of the two says. */
    private enum Said {
        YES,
        NO,
        UNDECIDED
    }

    /** A question: how each of the two answers it. */
    private record Asked(Supplier<Said> engine, Supplier<Said> z3) {}

    private record Timed(Said said, double millis) {}

    /**
     * A question that was answered, and the milliseconds that took.
     *
     * @param engine the median of several times
     * @param z3 the better of two times
     */
    private record Answered(Said ours, double engine, Said theirs, double z3) {}

    /** Prints a row for each kind of question. */
    void run(PrintStream out) {
        Optional<String> missing = SmtJudge.missing();
        if (missing.isPresent()) {
            out.println("Not measured: " + missing.get());
            return;
        }
        out.println(
                "| question | asked | engine, ms: median (p10–p90) | Z3, ms | times as fast | engine: yes, no, undecided "
                        + "| Z3: yes, no, unknown in " + PATIENCE / 1000 + " s | the same | ours wider | contrary |");
        out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        row(out, "who is let in?", LongStream.range(0, count).mapToObj(this::letIn));
        row(out, "P ⊑ Q?", LongStream.range(0, count).mapToObj(this::inclusion));
    }

    private void row(PrintStream out, String name, Stream<Optional<Asked>> stream) {
        List<Asked> asked = stream.flatMap(Optional::stream).toList();
        for (int i = 0; i < WARMING_PASSES; i++) {
            asked.forEach(each -> timed(each.engine()));
        }
        List<Answered> answers = asked.stream().map(Z3Rival::answer).toList();
        List<Answered> decided =
                answers.stream().filter(each -> each.theirs != Said.UNDECIDED).toList();
        out.printf(
                "| %s | %d | %s | %s | %s | %s | %s | %d | %d | %d |%n",
                name,
                answers.size(),
                times("%.3f", answers.stream().map(Answered::engine).toList()),
                times("%.1f", answers.stream().map(Answered::z3).toList()),
                times(
                        "%.0f",
                        decided.stream().map(each -> each.z3 / each.engine).toList()),
                tally(answers.stream().map(Answered::ours).toList()),
                tally(answers.stream().map(Answered::theirs).toList()),
                answers.stream().filter(each -> each.ours == each.theirs).count(),
                answers.stream()
                        .filter(each -> each.ours == Said.YES && each.theirs == Said.NO)
                        .count(),
                answers.stream()
                        .filter(each -> each.ours == Said.NO && each.theirs == Said.YES)
                        .count());
    }

    private static Answered answer(Asked asked) {
        List<Timed> engine =
                Stream.generate(() -> timed(asked.engine())).limit(PASSES).toList();
        Timed first = timed(asked.z3());
        // What it does not know in time it does not know a second time.
        Timed better = first.said == Said.UNDECIDED ? first : timed(asked.z3());
        return new Answered(
                engine.getFirst().said,
                Spread.of(engine.stream().map(Timed::millis).toList()).median(),
                first.said,
                Math.min(first.millis, better.millis));
    }

    private static Timed timed(Supplier<Said> question) {
        long begun = System.nanoTime();
        Said said = question.get();
        return new Timed(said, (System.nanoTime() - begun) / 1e6);
    }

    private static String times(String format, Collection<Double> measured) {
        Spread spread = Spread.ofMost(measured);
        return (format + " (" + format + "–" + format + ")").formatted(spread.median(), spread.least(), spread.most());
    }

    private static String tally(List<Said> said) {
        return Stream.of(Said.values())
                .map(each -> String.valueOf(said.stream().filter(each::equals).count()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private Optional<Asked> letIn(long seed) {
        String policy = Trees.json(new RandomPolicy(seed, KEYS).tree());
        return questions
                .whole(policy)
                .map(read -> new Asked(
                        () -> said(OutsideAccess.of(questions.question(policy))),
                        () -> said(z3.letsIn(questions.question(policy)))));
    }

    private Optional<Asked> inclusion(long seed) {
        Map<String, Object> tree = new RandomPolicy(2 * seed, KEYS).tree();
        Map<String, Object> other = new RandomPolicy(2 * seed + 1, KEYS).tree();
        String policy = Trees.json(tree);
        String reference = Trees.json(seed % 2 == 0 ? other : both(tree, other));
        boolean whole = questions.whole(policy).isPresent()
                && questions.whole(reference).isPresent();
        return whole ? Optional.of(inclusion(policy, reference)) : Optional.empty();
    }

    /** A change as people make it: statements are added. */
    private static Map<String, Object> both(Map<String, Object> policy, Map<String, Object> more) {
        List<Object> statements = new ArrayList<>((List<?>) policy.get("Statement"));
        statements.addAll((List<?>) more.get("Statement"));
        return Map.of("Version", policy.get("Version"), "Statement", statements);
    }

    private Asked inclusion(String policy, String reference) {
        return new Asked(
                () -> said(NewAccess.of(comparison(questions.question(policy), questions.question(reference)))),
                () -> said(z3.letsInMore(questions.question(policy), questions.question(reference))));
    }

    private static Comparison comparison(Question policy, Question reference) {
        return new Comparison(policy.rules(), reference.rules(), PolicyKind.RESOURCE, false, policy.now());
    }

    private static Said said(Access access) {
        if (!access.cells().isEmpty()) {
            return Said.YES;
        }
        return access.more() ? Said.UNDECIDED : Said.NO;
    }

    private static Said said(Answer answer) {
        return switch (answer) {
            case Answer.Yes ignored -> Said.YES;
            case Answer.No ignored -> Said.NO;
            case Answer.Undecided ignored -> Said.UNDECIDED;
        };
    }

    private static Said said(Status status) {
        return switch (status) {
            case SATISFIABLE -> Said.YES;
            case UNSATISFIABLE -> Said.NO;
            case UNKNOWN -> Said.UNDECIDED;
        };
    }
}
