package io.portcullis.reasoning.judge;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.CharSort;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.RealSort;
import com.microsoft.z3.SeqSort;
import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.concrete.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What statements say of a request, as formulas for Z3, straight from the IAM user guide's description of each element. */
final class SmtPolicy {

    private final Question question;
    private final Context z3;
    private final Smt smt;
    private final SmtRequest request;
    private final Told told;

    SmtPolicy(Question question, Smt smt, SmtRequest request) {
        this.question = question;
        this.z3 = smt.z3();
        this.smt = smt;
        this.request = request;
        this.told = new Told(question.zone());
    }

    /** That the statements let the request pass: one Allow has it and no Deny. */
    BoolExpr passes() {
        return z3.mkAnd(some(Effect.ALLOW), z3.mkNot(some(Effect.DENY)));
    }

    /** That none of the statements' values names the caller or the place. */
    BoolExpr isOfStranger() {
        return z3.mkNot(smt.or(new Strangers(question.rules())
                .named().stream().map(this::names).toList()));
    }

    private BoolExpr names(Named named) {
        return switch (named) {
            case Named.OfAccount of ->
                z3.mkAnd(
                        request.isAws(),
                        z3.mkOr(z3.mkBool(of.partition().isEmpty()), request.isIn(of.partition())),
                        smt.equal(request.account(), of.account()));
            case Named.ByPrincipal by -> is(by.principal());
            case Named.ByValue by -> {
                SmtRequest.Key key = request.key(Word.of(by.condition().key()).key());
                String value = by.value().text();
                yield z3.mkAnd(
                        present(key),
                        switch (key) {
                            case SmtRequest.Text text -> text(by.rule(), by.condition(), value, text.value());
                            case SmtRequest.Quantity number -> compare(by.condition(), value, number.value());
                            case SmtRequest.Address address -> request.in(address, value);
                            case SmtRequest.Elements elements ->
                                smt.or(elements.all().stream()
                                        .map(each -> z3.mkAnd(
                                                each.present(), text(by.rule(), by.condition(), value, each.value())))
                                        .toList());
                        });
            }
        };
    }

    private BoolExpr some(Effect effect) {
        return smt.or(question.rules().stream()
                .filter(rule -> rule.statement().effect() == effect)
                .map(this::has)
                .toList());
    }

    private BoolExpr has(Rule rule) {
        Statement statement = rule.statement();
        List<BoolExpr> all = new ArrayList<>();
        all.add(principals(statement.principals().orElseThrow(), statement.effect()));
        all.add(actions(statement.actions()));
        all.add(z3.mkBool(
                matches(statement.resources().orElseThrow(), question.exampleResource(), 0, rule.hasVariables())));
        statement.conditions().forEach(condition -> all.add(condition(rule, condition)));
        return smt.and(all);
    }

    private BoolExpr actions(MatchClause clause) {
        List<BoolExpr> any = new ArrayList<>();
        for (int i = 0; i < question.actions().names().size(); i++) {
            if (matches(clause, question.actions().names().get(i), Pattern.CASE_INSENSITIVE, false)) {
                any.add(z3.mkEq(request.action(), z3.mkInt(i)));
            }
        }
        return smt.or(any);
    }

    private static boolean matches(MatchClause clause, String text, int flags, boolean variables) {
        return clause.negated()
                != clause.values().texts().stream()
                        .map(pattern -> variables ? pattern.replace("${aws:ResourceAccount}", "111111111111") : pattern)
                        .map(pattern -> "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E")
                        .anyMatch(regex ->
                                Pattern.compile(regex, flags).matcher(text).matches());
    }

    private BoolExpr principals(PrincipalClause clause, Effect effect) {
        boolean spares = clause.negated() && effect == Effect.DENY;
        BoolExpr listed = smt.or(clause.principals().stream()
                .map(principal -> spares ? z3.mkOr(accountOf(principal), mayBe(principal)) : is(principal))
                .toList());
        return clause.negated() ? z3.mkAnd(everyone(), z3.mkNot(listed)) : listed;
    }

    /** Which account a canonical user id or a provider's session is of is not known, save that it is no trusted one. */
    private BoolExpr mayBe(Principal principal) {
        return z3.mkAnd(request.isUnplaced(), z3.mkBool(told.mayBe(principal)));
    }

    private BoolExpr everyone() {
        return z3.mkOr(
                z3.mkAnd(request.isAws(), request.isIn("aws")),
                isSpokenOf(Principal.CanonicalUser.class, SmtRequest.Kind.CANONICAL),
                isSpokenOf(Principal.Federated.class, SmtRequest.Kind.FEDERATED),
                request.is(SmtRequest.Kind.ANONYMOUS));
    }

    /** Canonical users and sessions of providers are there when a principal names them. */
    private BoolExpr isSpokenOf(Class<? extends Principal> named, SmtRequest.Kind kind) {
        BoolExpr one = smt.or(question.rules().stream()
                .flatMap(rule -> rule.statement().principals().orElseThrow().principals().stream())
                .filter(named::isInstance)
                .map(principal -> smt.equal(request.provider(), principal.written()))
                .toList());
        return z3.mkAnd(request.is(kind), one);
    }

    private BoolExpr inAccount(String partition, String account) {
        return z3.mkAnd(request.isAws(), request.isIn(partition), smt.equal(request.account(), account));
    }

    private BoolExpr hasArn(String arn) {
        return z3.mkAnd(request.isAws(), smt.equal(request.arn(), arn));
    }

    private BoolExpr is(Principal principal) {
        return switch (principal) {
            case Principal.Everyone ignored -> everyone();
            case Principal.Account account -> inAccount(account.partition(), account.account());
            case Principal.User user -> hasArn(user.written());
            case Principal.Role role -> hasArn(role.written());
            case Principal.FederatedUser user -> hasArn(user.written());
            case Principal.RoleSession session ->
                z3.mkAnd(
                        request.is(SmtRequest.Kind.ROLE_SESSION),
                        inAccount(session.partition(), session.account()),
                        z3.mkOr(
                                smt.equal(request.entity(), "role/" + session.role()),
                                z3.mkSuffixOf(smt.text("/" + session.role()), request.entity())),
                        z3.mkSuffixOf(smt.text(":" + session.session()), request.userId()));
            case Principal.UniqueId id ->
                z3.mkAnd(
                        request.isAws(),
                        z3.mkOr(
                                smt.equal(request.userId(), id.written()),
                                z3.mkPrefixOf(smt.text(id.written() + ":"), request.userId())));
            case Principal.Federated federated ->
                z3.mkAnd(request.is(SmtRequest.Kind.FEDERATED), smt.equal(request.provider(), federated.written()));
            case Principal.CanonicalUser user ->
                z3.mkAnd(request.is(SmtRequest.Kind.CANONICAL), smt.equal(request.provider(), user.written()));
            case Principal.Service ignored -> z3.mkFalse();
            case Principal.Unrecognised ignored -> z3.mkFalse();
        };
    }

    private BoolExpr accountOf(Principal principal) {
        return switch (principal) {
            case Principal.User user -> inAccount(user.partition(), user.account());
            case Principal.Role role -> inAccount(role.partition(), role.account());
            case Principal.RoleSession session -> inAccount(session.partition(), session.account());
            case Principal.FederatedUser user -> inAccount(user.partition(), user.account());
            case Principal.Everyone ignored -> is(principal);
            case Principal.Account ignored -> is(principal);
            case Principal.UniqueId ignored -> is(principal);
            case Principal.Federated ignored -> is(principal);
            case Principal.CanonicalUser ignored -> is(principal);
            case Principal.Service ignored -> is(principal);
            case Principal.Unrecognised ignored -> is(principal);
        };
    }

    private BoolExpr condition(Rule rule, Condition condition) {
        BoolExpr known = ofKnown(rule, condition);
        boolean isTold = told.tells(condition, rule.hasVariables());
        if (isTold && !Told.tells(condition.key())) {
            return known;
        }
        boolean allows = rule.statement().effect() == Effect.ALLOW;
        boolean holds = (isTold && isReadable(condition)) ? Told.holds(condition) : allows;
        return (BoolExpr) z3.mkITE(request.isUnplaced(), z3.mkBool(holds), known);
    }

    private static boolean isReadable(Condition condition) {
        return condition.operator().test() != ConditionOperator.Test.NULL
                || condition.operator().qualifier() != ConditionOperator.Qualifier.NONE
                || condition.values().texts().stream().allMatch(text -> text.matches("(?i)true|false"));
    }

    private BoolExpr ofKnown(Rule rule, Condition condition) {
        ConditionOperator operator = condition.operator();
        boolean inDoubt = rule.statement().effect() == Effect.ALLOW;
        SmtRequest.Key key = request.key(Word.of(condition.key()).key());
        BoolExpr present = present(key);
        if (operator.test() == ConditionOperator.Test.NULL) {
            return presence(condition, present, inDoubt);
        }
        boolean compared = operator.test() != ConditionOperator.Test.BINARY_EQUALS
                && (operator.test() != ConditionOperator.Test.BOOL
                        || condition.values().texts().stream()
                                .allMatch(text -> text.matches("(?i)true|false|.*\\$\\{.*")));
        if (condition.values().items().isEmpty() || !compared) {
            return z3.mkBool(inDoubt);
        }
        boolean whenAbsent = operator.ifExists()
                || operator.qualifier() == Qualifier.FOR_ALL_VALUES
                || (operator.qualifier() == Qualifier.NONE && operator.test().negated());
        BoolExpr holds = holds(rule, condition, key, inDoubt);
        return whenAbsent ? z3.mkOr(z3.mkNot(present), holds) : z3.mkAnd(present, holds);
    }

    private static BoolExpr present(SmtRequest.Key key) {
        return switch (key) {
            case SmtRequest.Text text -> text.present();
            case SmtRequest.Quantity number -> number.present();
            case SmtRequest.Address address -> address.present();
            case SmtRequest.Elements elements -> elements.all().getFirst().present();
        };
    }

    private BoolExpr presence(Condition condition, BoolExpr present, boolean inDoubt) {
        List<String> values = condition.values().texts();
        return switch (condition.operator().qualifier()) {
            case FOR_ALL_VALUES -> z3.mkTrue();
            case FOR_ANY_VALUE -> z3.mkFalse();
            case NONE -> {
                if (values.isEmpty() || !List.of("true", "false").containsAll(values)) {
                    yield z3.mkBool(inDoubt);
                }
                yield z3.mkOr(
                        z3.mkAnd(z3.mkBool(values.contains("true")), z3.mkNot(present)),
                        z3.mkAnd(z3.mkBool(values.contains("false")), present));
            }
        };
    }

    /** That a key which is there passes. */
    private BoolExpr holds(Rule rule, Condition condition, SmtRequest.Key key, boolean inDoubt) {
        return switch (key) {
            case SmtRequest.Text text -> passes(condition, value -> text(rule, condition, value, text.value()));
            case SmtRequest.Quantity number -> passes(condition, value -> compare(condition, value, number.value()));
            case SmtRequest.Address address -> passes(condition, value -> request.in(address, value));
            case SmtRequest.Elements elements -> set(rule, condition, elements.all(), inDoubt);
        };
    }

    private BoolExpr passes(Condition condition, Function<String, BoolExpr> matches) {
        BoolExpr any = smt.or(condition.values().texts().stream().map(matches).toList());
        return condition.operator().test().negated() ? z3.mkNot(any) : any;
    }

    private BoolExpr set(Rule rule, Condition condition, List<SmtRequest.Text> elements, boolean inDoubt) {
        List<BoolExpr> some = new ArrayList<>();
        List<BoolExpr> every = new ArrayList<>();
        for (SmtRequest.Text element : elements) {
            BoolExpr passes = passes(condition, value -> text(rule, condition, value, element.value()));
            some.add(z3.mkAnd(element.present(), passes));
            every.add(z3.mkImplies(element.present(), passes));
        }
        return switch (condition.operator().qualifier()) {
            case FOR_ALL_VALUES -> smt.and(every);
            case FOR_ANY_VALUE -> smt.or(some);
            // Several values under a plain operator: not known; an Allow is taken to match and a Deny not to.
            case NONE ->
                inDoubt || elements.size() == 1
                        ? smt.or(some)
                        : z3.mkAnd(some.getFirst(), z3.mkNot(elements.get(1).present()));
        };
    }

    private BoolExpr text(Rule rule, Condition condition, String written, Expr<SeqSort<CharSort>> value) {
        ConditionOperator.Test test = condition.operator().test();
        boolean variables = rule.hasVariables();
        String wanted = variables ? written.replace("${aws:ResourceAccount}", "111111111111") : written;
        if (test.family() == Family.ARN) {
            return smt.in(value, smt.arn(wanted));
        }
        if (test.written().endsWith("Like")) {
            return smt.in(value, smt.glob(wanted, smt.any(), variables));
        }
        String literal = variables ? wanted.replace("${*}", "*") : wanted;
        return test.family() == Family.BOOL || test.written().endsWith("IgnoreCase")
                ? smt.in(value, smt.ignoringCase(literal))
                : smt.equal(value, literal);
    }

    private BoolExpr compare(Condition condition, String written, ArithExpr<RealSort> value) {
        RatNum wanted = z3.mkReal(number(written).toPlainString());
        String order = condition.operator().test().written().replaceFirst("Numeric|Date", "");
        return switch (order) {
            case "LessThan" -> z3.mkLt(value, wanted);
            case "LessThanEquals" -> z3.mkLe(value, wanted);
            case "GreaterThan" -> z3.mkGt(value, wanted);
            case "GreaterThanEquals" -> z3.mkGe(value, wanted);
            case "Equals", "NotEquals" -> z3.mkEq(value, wanted);
            default -> throw new IllegalArgumentException(order);
        };
    }

    private static BigDecimal number(String written) {
        if (written.contains("T")) {
            return BigDecimal.valueOf(OffsetDateTime.parse(written).toEpochSecond());
        }
        return written.indexOf('-') > 0
                ? BigDecimal.valueOf(
                        LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                : new BigDecimal(written);
    }
}
