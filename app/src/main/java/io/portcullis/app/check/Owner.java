package io.portcullis.app.check;

import io.portcullis.analyzer.NamedResource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose resource a policy is of, as far as its own words tell in passing. Nobody changes a key policy from another account, so
 * the account that the policy lets change it is the owner. Source: KMS API reference, PutKeyPolicy, "Cross-account use: No".
 *
 * @param account the account
 * @param why what tells it, said of the account
 */
record Owner(String account, String why) {

    private static final String CHANGE = "kms:putkeypolicy";

    /** The owner, where neither the account nor the resource is given; empty when an ARN in the policy names the resource. */
    static Optional<Owner> of(ResourceType type, Policy policy) {
        Set<String> candidates = type == ResourceType.KMS_KEY ? candidates(policy) : Set.of();
        if (candidates.size() == 1) {
            return candidates.stream()
                    .findFirst()
                    .map(account -> new Owner(account, "which alone may change the policy"));
        }
        return NamedResource.in(policy, type).isPresent()
                ? Optional.empty()
                : NamedResource.account(policy, type)
                        .map(account -> new Owner(account, "which its Resource elements name"));
    }

    /** The accounts that the policy lets change it. */
    private static Set<String> candidates(Policy policy) {
        Set<String> accounts = new HashSet<>();
        for (Statement statement : policy.statements()) {
            if (statement.effect() == Effect.ALLOW && matchesChange(statement.actions())) {
                statement.principals().stream()
                        .filter(clause -> !clause.negated())
                        .map(PrincipalClause::principals)
                        .flatMap(principals -> principals.stream().flatMap(named -> account(named).stream()))
                        .forEach(accounts::add);
            }
        }
        return accounts;
    }

    private static boolean matchesChange(MatchClause actions) {
        Stream<String> patterns = actions.values().texts().stream().map(text -> text.toLowerCase(Locale.ROOT));
        return actions.negated()
                != patterns.anyMatch(
                        pattern -> Template.parse(pattern, true, false).matches(CHANGE));
    }

    private static Optional<String> account(Principal principal) {
        return switch (principal) {
            case Principal.Account account -> Optional.of(account.account());
            case Principal.User user -> Optional.of(user.account());
            case Principal.Role role -> Optional.of(role.account());
            case Principal.RoleSession session -> Optional.of(session.account());
            case Principal.FederatedUser user -> Optional.of(user.account());
            case Principal.Everyone ignored -> Optional.empty();
            case Principal.UniqueId ignored -> Optional.empty();
            case Principal.Federated ignored -> Optional.empty();
            case Principal.Service ignored -> Optional.empty();
            case Principal.CanonicalUser ignored -> Optional.empty();
            case Principal.Unrecognised ignored -> Optional.empty();
        };
    }
}
