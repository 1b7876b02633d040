package io.portcullis.app.check;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a policy is a policy of, as far as its own words tell. */
final class GuessedType {

    private static final String LAYER_ACTION = "lambda:getlayerversion";

    private GuessedType() {}

    /** The type whose ARNs the Resource elements name, else the one that all actions are of. */
    static Optional<ResourceType> of(Policy policy) {
        Set<ResourceType> named = EnumSet.noneOf(ResourceType.class);
        policy.statements().stream()
                .flatMap(statement -> statement.resources().stream())
                .flatMap(clause -> clause.values().texts().stream())
                .flatMap(text -> ResourceType.ofArn(text).stream())
                .forEach(named::add);
        return named.isEmpty() ? byActions(policy) : only(named);
    }

    /**
     * Whether a policy can be one of this type: it has principals, and every statement speaks of what the type's policies
     * speak of. An answer for another type would only say that nobody may do with the resource what cannot be done with it.
     */
    static boolean mayBe(ResourceType type, Policy policy) {
        List<Statement> statements = policy.statements();
        return statements.isEmpty()
                || (statements.stream()
                                .anyMatch(statement -> statement.principals().isPresent())
                        && statements.stream().allMatch(type::isSpokenOfBy));
    }

    private static Optional<ResourceType> byActions(Policy policy) {
        Set<ResourceType> acted = EnumSet.noneOf(ResourceType.class);
        for (Statement statement : policy.statements()) {
            MatchClause actions = statement.actions();
            for (String action : actions.values().texts()) {
                Optional<ResourceType> type = ofAction(action.toLowerCase(Locale.ROOT));
                if (type.isEmpty() || actions.negated()) {
                    return Optional.empty();
                }
                acted.add(type.get());
            }
        }
        return only(acted);
    }

    private static Optional<ResourceType> ofAction(String action) {
        if (action.equals(LAYER_ACTION)) {
            return Optional.of(ResourceType.LAMBDA_LAYER_VERSION);
        }
        return Arrays.stream(ResourceType.values())
                .filter(type -> action.startsWith(type.actionPrefix() + ":"))
                .findFirst();
    }

    private static Optional<ResourceType> only(Set<ResourceType> types) {
        return types.size() == 1 ? types.stream().findFirst() : Optional.empty();
    }
}
