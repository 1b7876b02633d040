package io.portcullis.policy;

import io.portcullis.policy.PolicyValidator.Fault;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The validator's rules about whom a statement names. Source: IAM user guide, "AWS JSON policy elements: Principal". */
final class PrincipalRules {

    /** CloudFront's origin access identities have an ARN of their own kind. Source: CloudFront developer guide. */
    private static final String ORIGIN_ACCESS_IDENTITY = "arn:aws:iam::cloudfront:user/";

    /** Source: AWS account management reference guide, "Find the canonical user ID for your AWS account". */
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");

    private PrincipalRules() {}

    static Stream<Fault> negated(Policy policy, Statement statement) {
        return statement.principals().filter(PrincipalClause::negated).stream()
                .map(clause -> new Fault(
                        ElementRules.name(statement) + " has NotPrincipal; list those who may assume the role",
                        clause.at()));
    }

    static Stream<Fault> negatedAllow(Policy policy, Statement statement) {
        return negatedAllow(statement, ", anonymous callers too");
    }

    /** KMS takes no unsigned requests. Source: KMS API reference, "Signing requests". */
    static Stream<Fault> negatedAllowOfSigned(Policy policy, Statement statement) {
        return negatedAllow(statement, "");
    }

    private static Stream<Fault> negatedAllow(Statement statement, String andWhom) {
        return statement.principals().filter(PrincipalClause::negated).stream()
                .filter(clause -> statement.effect() == Effect.ALLOW)
                .map(clause -> new Fault(
                        ElementRules.name(statement) + " allows everyone but those listed" + andWhom
                                + "; use Principal with Allow",
                        clause.at()));
    }

    /** Source: IAM user guide, "AWS JSON policy elements: NotPrincipal", key points. */
    static Stream<Fault> sparesWithoutAccount(Policy policy, Statement statement) {
        return statement.principals().filter(PrincipalClause::negated).stream()
                .filter(clause -> statement.effect() == Effect.DENY)
                .flatMap(clause -> firstWithoutAccount(clause).stream()
                        .map(principal -> new Fault(
                                ElementRules.name(statement) + " may deny " + Quoted.of(principal.written())
                                        + " too; list the account as well, or deny \"*\" unless aws:PrincipalArn is one"
                                        + " that is to be spared",
                                clause.at())));
    }

    private static Optional<Principal> firstWithoutAccount(PrincipalClause clause) {
        Set<String> listed = new HashSet<>();
        for (Principal principal : clause.principals()) {
            if (principal instanceof Principal.Account account) {
                listed.add(account.account());
            }
        }
        return clause.principals().stream()
                .filter(principal -> account(principal)
                        .filter(account -> !listed.contains(account))
                        .isPresent())
                .findFirst();
    }

    /** In whose account somebody is. */
    private static Optional<String> account(Principal principal) {
        return switch (principal) {
            case Principal.User user -> Optional.of(user.account());
            case Principal.Role role -> Optional.of(role.account());
            case Principal.RoleSession session -> Optional.of(session.account());
            case Principal.FederatedUser user -> Optional.of(user.account());
            case Principal.Everyone ignored -> Optional.empty();
            case Principal.Account ignored -> Optional.empty();
            case Principal.UniqueId ignored -> Optional.empty();
            case Principal.Federated ignored -> Optional.empty();
            case Principal.CanonicalUser ignored -> Optional.empty();
            case Principal.Service ignored -> Optional.empty();
            case Principal.Unrecognised ignored -> Optional.empty();
        };
    }

    static Stream<Fault> bareStar(Policy policy, Statement statement) {
        return statement.principals().stream()
                .filter(clause -> clause.form() instanceof PrincipalClause.Star)
                .map(clause -> new Fault(
                        ElementRules.name(statement)
                                + " has the bare \"*\"; write {\"AWS\": \"*\"} if everyone is meant",
                        clause.at()));
    }

    static Stream<Fault> wildcard(Policy policy, Statement statement) {
        return values(statement, named -> hasWildcard(named.value().text()))
                .map(named -> new Fault(
                        "The wildcard in principal " + Quoted.of(named.value().text())
                                + " is no pattern; name each, or use the account and a condition on aws:PrincipalArn",
                        named.value().at()));
    }

    static Stream<Fault> unrecognised(Policy policy, Statement statement) {
        return values(statement, PrincipalRules::isUnrecognised)
                .map(named -> new Fault(
                        "The principal " + Quoted.of(named.value().text())
                                + (CANONICAL_ID.matcher(named.value().text()).matches()
                                        ? " is of the form of a canonical user id; write it under \"CanonicalUser\", or"
                                        : " has no known form;")
                                + " write 12 digits, the ARN of an account root, user, role,"
                                + " session or identity provider, or the name of a service",
                        named.value().at()));
    }

    static Stream<Fault> deleted(Policy policy, Statement statement) {
        return values(statement, named -> named.principal() instanceof Principal.UniqueId)
                .map(named -> new Fault(
                        "The principal " + Quoted.of(named.value().text())
                                + " is what remains of a deleted user or role; remove it",
                        named.value().at()));
    }

    static Stream<Fault> nobody(Policy policy, Statement statement) {
        return statement.principals().stream()
                .filter(clause -> !clause.negated() && clause.principals().isEmpty())
                .map(clause -> new Fault(
                        ElementRules.name(statement)
                                + " lists no principal and so matches nobody; remove it or name someone",
                        clause.at()));
    }

    private static boolean isUnrecognised(Named named) {
        return named.principal() instanceof Principal.Unrecognised
                && !hasWildcard(named.value().text())
                && !named.value().text().startsWith(ORIGIN_ACCESS_IDENTITY);
    }

    private static boolean hasWildcard(String text) {
        return !text.equals("*") && (text.contains("*") || text.contains("?"));
    }

    private static Stream<Named> values(Statement statement, Predicate<Named> chosen) {
        return statement.principals().stream()
                .flatMap(clause -> clause.form() instanceof PrincipalClause.ByType byType
                        ? byType.groups().stream()
                        : Stream.empty())
                .flatMap(group -> group.values().items().stream()
                        .map(value -> new Named(Principal.parse(group.type(), value.text()), value)))
                .filter(chosen);
    }

    /** A principal with the place where it is written. */
    private record Named(Principal principal, Scalar value) {}
}
