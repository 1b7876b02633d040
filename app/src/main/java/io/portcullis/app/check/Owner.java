package io.portcullis.app.check;

import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Template;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whose key a policy is of, as far as its own words tell. Nobody changes a key policy from another account, so the account
 * that the policy lets change it is the owner. Source: KMS API reference, PutKeyPolicy, "Cross-account use: No".
 */
final class Owner {

    private static final String CHANGE = "kms:putkeypolicy";

    private Owner() {}

    /**
     * The accounts that the policy lets change it.
     *
     * @param policy the document; one that cannot be read names nobody
     */
    static NavigableSet<String> candidates(String policy) {
        NavigableSet<String> accounts = new TreeSet<>();
        Policy read;
        try {
            read = new PolicyReader().read(policy);
        } catch (PolicyException unreadable) {
            return accounts;
        }
        for (Statement statement : read.statements()) {
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
