package io.portcullis.reasoning.judge;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import io.portcullis.reasoning.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Has Z3 decide whether an outsider is let in. Z3 starts anew for each question. For many threads.
 *
 * @param patience milliseconds after which Z3 says that it does not know
 */
public record SmtJudge(int patience) {

    /** Why there is no Z3 here; empty when there is. */
    public static Optional<String> missing() {
        try (Context z3 = new Context()) {
            z3.mkTrue();
            return Optional.empty();
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
            return Optional.of("Z3's native library cannot be loaded here: " + e);
        }
    }

    /** Whether the policy lets an outsider in. */
    public Status letsIn(Question policy) {
        return solve(policy, conditions(policy), (smt, request) -> new SmtPolicy(policy, smt, request).passes());
    }

    /** Whether the policy lets a stranger in: an outsider whom none of its values names. */
    public Status letsStrangersIn(Question policy) {
        return solve(policy, conditions(policy), (smt, request) -> {
            SmtPolicy statements = new SmtPolicy(policy, smt, request);
            return smt.and(List.of(statements.passes(), statements.isOfStranger()));
        });
    }

    /** Whether the policy lets an outsider in whom the reference, about the same resource and zone, does not. */
    public Status letsInMore(Question policy, Question reference) {
        if (!canBeTold(reference)) {
            return Status.UNKNOWN;
        }
        return solve(
                policy,
                conditions(policy) + conditions(reference),
                (smt, request) -> smt.and(List.of(
                        new SmtPolicy(policy, smt, request).passes(),
                        smt.z3().mkNot(new SmtPolicy(reference, smt, request).passes()))));
    }

    private static int conditions(Question question) {
        return question.rules().stream()
                .mapToInt(rule -> rule.statement().conditions().size())
                .sum();
    }

    /** Whether Z3 can be told all of it: not how numbers, times and addresses are written. */
    private static boolean canBeTold(Question question) {
        return question.rules().stream()
                .flatMap(rule -> rule.statement().conditions().stream())
                .noneMatch(condition -> switch (condition.operator().test().family()) {
                    case STRING, ARN -> Word.of(condition.key()).isOfALine();
                    case BOOL, BINARY, NUMERIC, DATE, IP, NULL -> false;
                });
    }

    private Status solve(Question question, int conditions, BiFunction<Smt, SmtRequest, BoolExpr> sought) {
        if (!canBeTold(question)) {
            return Status.UNKNOWN;
        }
        try (Context z3 = new Context()) {
            Smt smt = new Smt(z3);
            SmtRequest request =
                    new SmtRequest(smt, question.zone(), question.anonymousCallers(), Math.max(1, conditions));
            Solver solver = z3.mkSolver();
            Params limits = z3.mkParams();
            limits.add("timeout", patience);
            solver.setParameters(limits);
            BoolExpr passes = sought.apply(smt, request);
            List<BoolExpr> all = new ArrayList<>(request.facts());
            all.add(passes);
            solver.add(all.toArray(BoolExpr[]::new));
            return solver.check();
        }
    }
}
