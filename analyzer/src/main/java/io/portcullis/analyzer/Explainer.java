package io.portcullis.analyzer;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.Barrier;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Reasons;
import io.portcullis.reasoning.concrete.Element;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.concrete.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts the reasons behind an answer into words and places. One use. */
final class Explainer {

    private static final String NO_EFFECT = "has no Principal or no Resource, and so no effect";

    private static final String NO_ACCESS = "gives outsiders only what is no access by itself";

    private final Question question;
    private final IntFunction<Cause> causes;
    private final Optional<Reasons> reasons;
    private final Evaluator evaluator;

    /** Of a question whose rules have these causes; {@code reasons} are empty where they cannot be told. */
    Explainer(Question question, IntFunction<Cause> causes, Optional<Reasons> reasons) {
        this.question = question;
        this.causes = causes;
        this.reasons = reasons;
        this.evaluator = new Evaluator(
                question.rules(),
                question.anonymousCallers(),
                question.zone().partition(),
                question.zone().accounts());
    }

    /** Why a finding stands. */
    Explanation.Grounds grounds(Finding finding, Access.Cell cell) {
        List<Integer> cuts = reasons.map(known -> known.cuts(cell)).orElse(List.of());
        return new Explanation.Grounds(
                finding,
                cell.rules().stream().map(rule -> letsIn(rule, cell.witness())).toList(),
                rules(Effect.DENY).stream()
                        .map(rule -> misses(rule, cell.witness(), cuts.contains(rule)))
                        .toList());
    }

    /** What keeps outsiders out at each Allow, and the Denies that do, behind a verdict without findings. */
    List<Reason> closed(Verdict verdict) {
        if (reasons.isEmpty()) {
            return List.of();
        }
        List<Reason> all = new ArrayList<>();
        for (int rule : rules(Effect.ALLOW)) {
            switch (reasons.get().barrier(rule)) {
                case Barrier.Words words -> all.add(shutByItself(rule, words.elements()));
                case Barrier.Denies denies -> {
                    all.add(shutByOthers(rule, denies.rules()));
                    denies.rules().stream().map(this::keepsOut).forEach(all::add);
                }
                case Barrier.Unknown ignored ->
                    all.add(reason(rule, "lets outsiders in or not: what would keep them out is not known", List.of()));
                case Barrier.Nothing ignored ->
                    all.add(reason(rule, verdict == Verdict.NONE ? NO_ACCESS : "lets outsiders in", List.of()));
            }
        }
        return all.stream().distinct().toList();
    }

    private Reason letsIn(int rule, Request proof) {
        Statement statement = statement(rule);
        Optional<Element> unmet = evaluator.unmet(question.rules().get(rule), proof);
        if (unmet.isPresent()) {
            return reason(rule, "lets in other requests of the finding", List.of(miss(rule, unmet.get(), proof)));
        }
        List<Reason.Mark> marks = new ArrayList<>(naming(rule, proof));
        for (int i = 0; i < statement.conditions().size(); i++) {
            marks.add(new Places(statement).test(i, false, tested("met", rule, i, proof)));
        }
        return reason(
                rule, statement.conditions().isEmpty() ? "lets it in; no Condition narrows it" : "lets it in", marks);
    }

    private List<Reason.Mark> naming(int rule, Request proof) {
        Statement statement = statement(rule);
        Places places = new Places(statement);
        Wording wording = evaluator.wording(question.rules().get(rule), proof);
        boolean everyone = wording.principal().map(Scalar::text).orElse("*").equals("*");
        String all = question.anonymousCallers() ? "everyone, signed in or not" : "everyone, in any account";
        String caller = everyone ? all : "names the caller";
        Reason.Mark principal = isNegated(statement.principals())
                ? places.principals(true, "everyone but these")
                : wording.principal()
                        .map(value -> Places.mark(value.at(), true, caller))
                        .orElse(places.principals(true, caller));
        String action = "gives " + proof.action();
        return List.of(
                principal,
                wording.action()
                        .map(value -> Places.mark(value.at(), false, action))
                        .orElse(places.actions(false, "gives all but these, and so " + proof.action())));
    }

    private Reason misses(int rule, Request proof, boolean cuts) {
        String note = cuts ? "denies part of the finding, but not the proof" : "denies nothing of the finding";
        Optional<Element> unmet = evaluator.unmet(question.rules().get(rule), proof);
        return reason(
                rule,
                note,
                unmet.stream().map(element -> miss(rule, element, proof)).toList());
    }

    private Reason.Mark miss(int rule, Element unmet, Request proof) {
        Statement statement = statement(rule);
        Places places = new Places(statement);
        return switch (unmet) {
            case Element.Principals ignored ->
                places.principals(
                        true,
                        leavesOut(isNegated(statement.principals()))
                                + proof.identity().name());
            case Element.Actions ignored ->
                places.actions(true, leavesOut(statement.actions().negated()) + proof.action());
            case Element.Resources ignored ->
                places.resources(
                        true,
                        leavesOut(statement
                                        .resources()
                                        .map(MatchClause::negated)
                                        .orElse(false))
                                + proof.resource());
            case Element.Test test -> places.test(test.index(), true, tested("not met", rule, test.index(), proof));
            case Element.Missing ignored -> places.statement(true, NO_EFFECT);
        };
    }

    private static String leavesOut(boolean negated) {
        return negated ? "spares " : "does not name ";
    }

    private static boolean isNegated(Optional<PrincipalClause> principals) {
        return principals.map(PrincipalClause::negated).orElse(false);
    }

    private String tested(String outcome, int rule, int index, Request proof) {
        Condition condition = statement(rule).conditions().get(index);
        return evaluator
                .doubt(question.rules().get(rule), index, proof)
                .map(doubt -> "taken to be " + outcome + ": compares " + condition.key() + doubt.words())
                .orElseGet(() -> outcome + ": " + found(condition, proof));
    }

    private static String found(Condition condition, Request proof) {
        List<String> values = proof.values(condition.key());
        return values.isEmpty()
                ? "the proof has no " + condition.key()
                : "in the proof it is "
                        + values.stream()
                                .map(value -> value.isEmpty() ? "empty" : value)
                                .collect(Collectors.joining(", "));
    }

    private Reason shutByItself(int rule, List<Element> elements) {
        return reason(
                rule,
                "lets no outsider in",
                elements.stream()
                        .map(element -> shut(rule, element, elements.size() > 1))
                        .toList());
    }

    private Reason.Mark shut(int rule, Element element, boolean together) {
        String whole = "no outsider has this and what else is marked";
        Statement statement = statement(rule);
        Places places = new Places(statement);
        return switch (element) {
            case Element.Principals ignored -> {
                String alone = isNegated(statement.principals()) ? "spares everyone outside" : "names nobody outside";
                yield places.principals(true, together ? whole : alone);
            }
            case Element.Actions ignored -> {
                String alone = statement.actions().negated()
                        ? "spares all actions in question"
                        : "gives none of the actions in question";
                yield places.actions(true, together ? whole : alone);
            }
            case Element.Resources ignored -> {
                boolean negated =
                        statement.resources().map(MatchClause::negated).orElse(false);
                String alone = negated ? "spares this resource" : "is not this resource";
                yield places.resources(true, together ? whole : alone);
            }
            case Element.Test test -> places.test(test.index(), true, together ? whole : "no outsider meets this");
            case Element.Missing ignored -> places.statement(true, NO_EFFECT);
        };
    }

    private Reason shutByOthers(int rule, List<Integer> denies) {
        String names =
                denies.stream().map(deny -> question.rules().get(deny).name()).collect(Collectors.joining(", "));
        String whom = isNegated(statement(rule).principals()) ? "everyone but these, outsiders too" : "outsiders too";
        return reason(
                rule,
                "would let outsiders in, but for " + names,
                List.of(new Places(statement(rule)).principals(false, whom)));
    }

    private Reason keepsOut(int rule) {
        Statement statement = statement(rule);
        Places places = new Places(statement);
        List<Condition> conditions = statement.conditions();
        String more = conditions.size() > 1 ? " and what else is marked" : "";
        // The operator may stand on another line.
        List<Reason.Mark> tests = IntStream.range(0, conditions.size())
                .mapToObj(i -> places.test(
                        i,
                        true,
                        "denies whoever meets this "
                                + conditions.get(i).operator().written() + more))
                .toList();
        String whom = isNegated(statement.principals()) ? "denies everyone but these" : "denies these";
        return reason(rule, "keeps outsiders out", tests.isEmpty() ? List.of(places.principals(true, whom)) : tests);
    }

    private Reason reason(int rule, String note, List<Reason.Mark> marks) {
        Cause cause = causes.apply(rule);
        return new Reason(
                cause,
                note,
                switch (cause) {
                    case Cause.PolicyStatement ignored -> marks;
                    case Cause.KeyGrant ignored -> List.of();
                });
    }

    private Statement statement(int rule) {
        return question.rules().get(rule).statement();
    }

    private List<Integer> rules(Effect effect) {
        List<Rule> all = question.rules();
        return IntStream.range(0, all.size())
                .filter(rule -> all.get(rule).statement().effect() == effect)
                .boxed()
                .toList();
    }
}
