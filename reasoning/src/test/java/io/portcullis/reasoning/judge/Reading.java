package io.portcullis.reasoning.judge;

import io.portcullis.policy.Condition;
import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.ConditionOperator.Qualifier;
import io.portcullis.policy.Effect;
import io.portcullis.policy.Location;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What one clause of a statement says of one choice, asked of the concrete evaluator. */
final class Reading {

    private static final Choice FACTS =
            Choice.of("aws:ResourceAccount", "111111111111").and(Choice.of("aws:RequestedRegion", "us-east-1"));

    private static final Identity SOMEBODY = new Identity.Aws("arn:aws:iam::444444444444:root", "444444444444");

    private static PrincipalClause.Group group(PrincipalType type, String... values) {
        return new PrincipalClause.Group(type, Values.of(values));
    }

    /** A clause that has the choice's caller. */
    private static PrincipalClause anybody(Choice choice) {
        return switch (choice.identity().orElse(SOMEBODY)) {
            case Identity.Aws aws -> clause(false, group(PrincipalType.AWS, account(aws)));
            case Identity.Service service -> clause(false, group(PrincipalType.SERVICE, service.principal()));
            case Identity.Federated federated -> clause(false, group(PrincipalType.FEDERATED, federated.provider()));
            case Identity.FederatedSession session -> clause(false, group(PrincipalType.FEDERATED, session.provider()));
            case Identity.Canonical canonical -> clause(false, group(PrincipalType.CANONICAL_USER, canonical.id()));
            case Identity.Anonymous ignored -> new PrincipalClause(false, new PrincipalClause.Star(), Location.NOWHERE);
        };
    }

    private static String account(Identity.Aws aws) {
        return "arn:" + aws.partition() + ":iam::" + aws.account() + ":root";
    }

    private static PrincipalClause clause(boolean negated, PrincipalClause.Group... groups) {
        return new PrincipalClause(negated, new PrincipalClause.ByType(List.of(groups)), Location.NOWHERE);
    }

    /** The request of one choice, all else being nothing special. */
    static Request request(Choice choice, String action, String resource) {
        Map<String, List<String>> context = FACTS.and(choice).context();
        return new Request(choice.identity().orElse(SOMEBODY), action, resource, new TreeMap<>(context));
    }

    private static final MatchClause ALL = new MatchClause(false, Values.of("*"));

    private boolean matches(Rule rule, PrincipalClause principals, List<Condition> conditions, Choice choice) {
        return matches(rule, principals, ALL, conditions, request(choice, "kms:Decrypt", "arn:aws:kms:::key/k"));
    }

    private boolean matches(
            Rule rule, PrincipalClause principals, MatchClause actions, List<Condition> conditions, Request request) {
        Statement statement = new Statement(
                0,
                Optional.empty(),
                rule.statement().effect(),
                Optional.of(principals),
                actions,
                Optional.of(ALL),
                conditions,
                Location.NOWHERE,
                0);
        return new Evaluator(List.of(), true, "aws").matches(new Rule("part", statement, rule.version()), request);
    }

    /** Whether the statement's principals have the choice. */
    Predicate<Choice> principals(Rule rule) {
        return choice -> matches(rule, rule.statement().principals().orElseThrow(), List.of(), choice);
    }

    /** Whether the statement speaks of the action. */
    boolean action(Rule rule, String action) {
        Request request = request(Choice.NOTHING, action, "arn:aws:kms:::key/k");
        return matches(rule, anybody(Choice.NOTHING), rule.statement().actions(), List.of(), request);
    }

    /** Whether a principal that the statement lists names the choice, whether it is listed to be spared or not. */
    Predicate<Choice> principal(Rule rule, Principal principal, PrincipalType type) {
        PrincipalClause alone = clause(false, group(type, principal.written()));
        return choice -> matches(rule, alone, List.of(), choice);
    }

    /** Whether the condition holds. */
    Predicate<Choice> condition(Rule rule, Condition condition) {
        return choice -> matches(rule, anybody(choice), List.of(condition), choice);
    }

    /** Whether the key has the value, whether the operator wants that or not. */
    Predicate<Choice> value(Rule rule, Condition condition, Scalar value) {
        String positive = condition.operator().test().written().replace("Not", "");
        ConditionOperator operator = ConditionOperator.parse(positive).orElseThrow();
        Condition alone = new Condition(operator, condition.key(), new Values(List.of(value), true), Location.NOWHERE);
        if (operator.qualifier() != Qualifier.NONE) {
            throw new IllegalStateException(positive);
        }
        return choice -> isKnown(choice, condition) && matches(rule, anybody(choice), List.of(alone), choice);
    }

    /** Whether it is told what a key says of the choice's caller. */
    private static boolean isKnown(Choice choice, Condition condition) {
        return Told.isTold(choice.identity().orElse(SOMEBODY)) || !Told.tells(condition.key());
    }

    /** Whether the rule is an Allow. */
    static boolean allows(Rule rule) {
        return rule.statement().effect() == Effect.ALLOW;
    }
}
