package io.portcullis.reasoning;

import io.portcullis.policy.Location;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Optional;

/** What a policy's statements leave out because it follows from what the policy is attached to. */
final class Attachment {

    private Attachment() {}

    /**
     * The statements with the principal and the resource written out: an identity policy is about its identity, and a
     * policy without resources about the role or resource it is attached to, but for a key's, where such a statement has no
     * effect. Source: IAM user guide, "JSON policy elements: Principal" and "Resource"; KMS API reference, PutKeyPolicy.
     */
    static List<Rule> complete(List<Rule> rules, PolicyKind kind) {
        return rules.stream()
                .map(rule -> new Rule(rule.name(), complete(rule.statement(), kind), rule.version()))
                .toList();
    }

    private static Statement complete(Statement statement, PolicyKind kind) {
        Optional<PrincipalClause> principals = statement.principals();
        Optional<MatchClause> resources = statement.resources();
        switch (kind) {
            case IDENTITY ->
                principals = principals.or(
                        () -> Optional.of(new PrincipalClause(false, new PrincipalClause.Star(), Location.NOWHERE)));
            case TRUST, RESOURCE -> resources = resources.or(() -> Optional.of(new MatchClause(false, Values.of("*"))));
            case KEY -> {}
        }
        return new Statement(
                statement.index(),
                statement.sid(),
                statement.effect(),
                principals,
                statement.actions(),
                resources,
                statement.conditions(),
                statement.operatorBlocks(),
                statement.at(),
                statement.endOffset());
    }
}
