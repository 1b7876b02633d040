package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Statements that differ in their actions alone, joined: they say what one statement of all these actions does, and there are
 * fewer sets of actions to be told apart.
 *
 * @param rules the statements, in the order in which they first stand
 * @param some which of them are joined of some that were asked for; these are joined with no others
 */
record Alike(List<Rule> rules, Set<Rule> some) {

    /** What statements that are joined have in common: their effect, whether they are asked for, all words but the actions. */
    private record Group(Effect effect, boolean some, Spoken words) {}

    /** Copies the collections. */
    Alike {
        rules = List.copyOf(rules);
        some = Set.copyOf(some);
    }

    /** Joins statements. */
    static Alike of(List<Rule> rules, Predicate<Rule> some) {
        Map<Object, List<Rule>> groups = new LinkedHashMap<>();
        for (Rule rule : rules) {
            // What speaks of all but some actions is joined with nothing.
            Object group = rule.statement().actions().negated() ? List.of(groups.size()) : group(rule, some.test(rule));
            groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(rule);
        }
        List<Rule> joined = new ArrayList<>();
        Set<Rule> asked = new HashSet<>();
        groups.values().forEach(group -> {
            Rule one = one(group);
            joined.add(one);
            if (some.test(group.getFirst())) {
                asked.add(one);
            }
        });
        return new Alike(joined, asked);
    }

    private static Group group(Rule rule, boolean some) {
        return new Group(rule.statement().effect(), some, Spoken.of(rule).ofNoActions());
    }

    private static Rule one(List<Rule> rules) {
        Rule first = rules.getFirst();
        if (rules.size() == 1) {
            return first;
        }
        List<Scalar> actions = rules.stream()
                .flatMap(rule -> rule.statement().actions().values().items().stream())
                .toList();
        Statement statement = first.statement();
        return new Rule(
                first.name(),
                new Statement(
                        statement.index(),
                        statement.sid(),
                        statement.effect(),
                        statement.principals(),
                        new MatchClause(false, new Values(actions, true)),
                        statement.resources(),
                        statement.conditions(),
                        statement.operatorBlocks(),
                        statement.at(),
                        statement.endOffset()),
                first.version());
    }
}
