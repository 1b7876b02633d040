package io.portcullis.reasoning;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Effect;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;

/**
 * Sees at a glance that a statement lets no outsider in, as most statements of most policies do: all its principals are
 * trusted or services, none of its actions can succeed from outside, or one of its conditions holds for trusted callers
 * alone. What it does not see is left to the search.
 */
final class Screen {

    private final List<Rule> rules;
    private final Actions actions;
    private final Zone zone;
    private final Insiders insiders;

    Screen(List<Rule> rules, Actions actions, Zone zone) {
        this.rules = rules;
        this.actions = actions;
        this.zone = zone;
        this.insiders = new Insiders(zone);
    }

    /** Whether no statement can let an outsider in. */
    boolean isClosed() {
        for (int i = 0; i < rules.size(); i++) {
            Statement statement = rules.get(i).statement();
            if (statement.effect() == Effect.ALLOW && !isDead(statement) && !isForInsiders(statement)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an Allow surely lets no outsider in. */
    boolean isDead(Statement statement) {
        return statement.principals().isEmpty()
                || !namesOutsiders(statement.principals().get())
                || actions.matching(statement.actions()).isEmpty();
    }

    /** Whether an Allow surely lets nobody in but those whom its conditions trust. */
    private boolean isForInsiders(Statement statement) {
        List<Condition> conditions = statement.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (insiders.onlyMeet(conditions.get(i))) {
                return statement.principals().isPresent()
                        && areOfOwnPartition(statement.principals().get());
            }
        }
        return false;
    }

    /** An account of another partition is another account, though its number be the same. */
    private boolean areOfOwnPartition(PrincipalClause clause) {
        for (Principal principal : clause.principals()) {
            String partition = Principals.partition(principal);
            if (!partition.isEmpty() && !partition.equals(zone.partition())) {
                return false;
            }
        }
        return !clause.negated();
    }

    private boolean namesOutsiders(PrincipalClause clause) {
        if (clause.negated()) {
            return true;
        }
        List<Principal> principals = clause.principals();
        for (int i = 0; i < principals.size(); i++) {
            if (isOutsider(principals.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOutsider(Principal principal) {
        return switch (principal) {
            case Principal.Account named -> isOutside(named.partition(), named.account());
            case Principal.User named -> isOutside(named.partition(), named.account());
            case Principal.Role named -> isOutside(named.partition(), named.account());
            case Principal.RoleSession named -> isOutside(named.partition(), named.account());
            case Principal.FederatedUser named -> isOutside(named.partition(), named.account());
            case Principal.Service ignored -> false;
            case Principal.Everyone ignored -> true;
            case Principal.UniqueId ignored -> true;
            case Principal.Federated ignored -> true;
            case Principal.CanonicalUser ignored -> true;
            case Principal.Unrecognised ignored -> true;
        };
    }

    private boolean isOutside(String partition, String account) {
        return !zone.accounts().contains(account) || !(partition.isEmpty() || partition.equals(zone.partition()));
    }
}
