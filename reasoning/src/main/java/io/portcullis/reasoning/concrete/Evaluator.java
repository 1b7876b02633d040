package io.portcullis.reasoning.concrete;

import io.portcullis.policy.Effect;
import io.portcullis.policy.MatchClause;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Scalar;
import io.portcullis.policy.Statement;
import io.portcullis.policy.Values;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides requests against statements of a resource's controls: a Deny that matches denies, else an Allow that matches
 * allows, else nothing does. Source: IAM user guide, "Policy evaluation logic". Immutable; safe for many threads.
 */
public final class Evaluator {

    private final List<Rule> rules;
    private final boolean anonymousCallers;
    private final String partition;
    private final Unplaced unplaced;
    private final ArnReading reading;

    /**
     * An evaluator that knows no trusted accounts.
     *
     * @param rules the statements
     * @param anonymousCallers whether {@code *} includes unsigned requests
     * @param partition the resource's partition, in which bare account ids live
     */
    public Evaluator(List<Rule> rules, boolean anonymousCallers, String partition) {
        this(rules, anonymousCallers, partition, Set.of());
    }

    /**
     * An evaluator.
     *
     * @param rules the statements
     * @param anonymousCallers whether {@code *} includes unsigned requests
     * @param partition the resource's partition, in which bare account ids live
     * @param trusted accounts that no canonical user id is taken to be of
     */
    public Evaluator(List<Rule> rules, boolean anonymousCallers, String partition, Set<String> trusted) {
        this(rules, anonymousCallers, partition, new Unplaced(partition, trusted), ArnReading.BY_CHARACTER);
    }

    private Evaluator(
            List<Rule> rules, boolean anonymousCallers, String partition, Unplaced unplaced, ArnReading reading) {
        this.rules = List.copyOf(rules);
        this.anonymousCallers = anonymousCallers;
        this.partition = partition;
        this.unplaced = unplaced;
        this.reading = reading;
    }

    /** The same, reading Resource elements in this way; otherwise they are read {@link ArnReading#BY_CHARACTER}. */
    public Evaluator reading(ArnReading other) {
        return new Evaluator(rules, anonymousCallers, partition, unplaced, other);
    }

    /** Whether the controls let the request pass. */
    public boolean allows(Request request) {
        return !matchesAny(Effect.DENY, request) && matchesAny(Effect.ALLOW, request);
    }

    private boolean matchesAny(Effect effect, Request request) {
        for (Rule rule : rules) {
            if (rule.statement().effect() == effect && matches(rule, request)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the controls let the request pass, and what each statement has to do with it. */
    public Judgement judge(Request request) {
        return new Judgement(
                allows(request),
                rules.stream().map(rule -> unmet(rule, request)).toList());
    }

    /** Whether one statement speaks of the request. A statement without a resource has no effect. */
    public boolean matches(Rule rule, Request request) {
        return unmet(rule, request).isEmpty();
    }

    /** The first element that keeps a statement from speaking of the request; empty when it does speak of it. */
    public Optional<Element> unmet(Rule rule, Request request) {
        Statement statement = rule.statement();
        if (statement.principals().isEmpty() || statement.resources().isEmpty()) {
            return Optional.of(new Element.Missing());
        }
        if (!matchesPrincipal(rule, request.identity())) {
            return Optional.of(new Element.Principals());
        }
        if (!matchesAction(statement.actions(), request)) {
            return Optional.of(new Element.Actions());
        }
        if (!matchesResource(rule, statement.resources().get(), request)) {
            return Optional.of(new Element.Resources());
        }
        OptionalInt condition = new Conditions(request, rule, unplaced).firstUnmet();
        return condition.isPresent() ? Optional.of(new Element.Test(condition.getAsInt())) : Optional.empty();
    }

    /** Why it is not known whether a statement's condition, by its index, holds for the request; empty where AWS says. */
    public Optional<Undocumented> doubt(Rule rule, int condition, Request request) {
        return new Conditions(request, rule, unplaced)
                .doubt(rule.statement().conditions().get(condition));
    }

    /** The values of a statement that speak of the request, where it does. */
    public Wording wording(Rule rule, Request request) {
        Statement statement = rule.statement();
        return new Wording(
                statement.principals().flatMap(clause -> naming(clause, request.identity())),
                naming(statement.actions(), action -> matchesAction(action, request)),
                statement
                        .resources()
                        .flatMap(clause -> naming(clause, resource -> matchesResource(rule, resource, request))));
    }

    private Optional<Scalar> naming(PrincipalClause clause, Identity identity) {
        if (clause.negated() || !(clause.form() instanceof PrincipalClause.ByType byType)) {
            return Optional.empty();
        }
        return byType.groups().stream()
                .flatMap(group -> group.values().items().stream()
                        .filter(value -> names(Principal.parse(group.type(), value.text()), identity)))
                .findFirst();
    }

    private static Optional<Scalar> naming(MatchClause clause, Predicate<MatchClause> matches) {
        return clause.negated()
                ? Optional.empty()
                : clause.values().items().stream()
                        .filter(value -> matches.test(new MatchClause(false, new Values(List.of(value), false))))
                        .findFirst();
    }

    private boolean matchesPrincipal(Rule rule, Identity identity) {
        PrincipalClause clause = rule.statement().principals().orElseThrow();
        // NotPrincipal in a Deny spares every identity of the accounts it lists: how sessions count is not known.
        boolean spares = clause.negated() && rule.statement().effect() == Effect.DENY;
        boolean listed = false;
        for (Principal principal : clause.principals()) {
            listed = listed || (spares ? namesAccountOf(principal, identity) : names(principal, identity));
        }
        return clause.negated() ? !listed && isAmongOthers(identity) : listed;
    }

    /** Whether a NotPrincipal can mean somebody: not those whom providers vouch for, so that a Deny of it denies the fewest. */
    private boolean isAmongOthers(Identity identity) {
        return !(identity instanceof Identity.Federated) && names(new Principal.Everyone("*"), identity);
    }

    private boolean names(Principal principal, Identity identity) {
        return switch (identity) {
            case Identity.Aws aws -> namesAws(principal, aws);
            // Services, and accounts by whichever of their ids, are among everyone. Source: IAM user guide,
            // aws:PrincipalIsAWSService: Denies of everyone must spare services.
            case Identity.Service service ->
                principal instanceof Principal.Everyone
                        || (principal instanceof Principal.Service named
                                && named.written().equals(service.principal()));
            // Source: AWS's data perimeter policy examples, which deny them as everyone.
            case Identity.Federated federated ->
                principal instanceof Principal.Everyone
                        || (principal instanceof Principal.Federated named
                                && named.written().equals(federated.provider()));
            case Identity.FederatedSession session ->
                principal instanceof Principal.Everyone
                        || (principal instanceof Principal.Federated named
                                && named.written().equals(session.provider()));
            case Identity.Canonical canonical ->
                principal instanceof Principal.Everyone
                        || (principal instanceof Principal.CanonicalUser named
                                && named.written().equals(canonical.id()));
            case Identity.Anonymous ignored -> anonymousCallers && principal instanceof Principal.Everyone;
        };
    }

    private boolean namesAws(Principal principal, Identity.Aws aws) {
        return switch (principal) {
            case Principal.Everyone ignored -> aws.partition().equals(partition);
            case Principal.Account account -> inAccount(account.partition(), account.account(), aws);
            case Principal.User user -> aws.principalArn().equals(user.written());
            case Principal.Role role -> aws.principalArn().equals(role.written());
            case Principal.RoleSession session ->
                inAccount(session.partition(), session.account(), aws)
                        && aws.type().equals("AssumedRole")
                        && aws.lastName().equals(session.role())
                        && aws.session().equals(session.session());
            case Principal.FederatedUser user -> aws.principalArn().equals(user.written());
            case Principal.UniqueId id ->
                aws.userId().equals(id.written()) || aws.userId().startsWith(id.written() + ":");
            case Principal.Federated ignored -> false;
            // CloudFront's identities are written like users.
            case Principal.Service service -> aws.principalArn().equals(service.written());
            case Principal.CanonicalUser ignored -> false;
            case Principal.Unrecognised ignored -> false;
        };
    }

    private boolean namesAccountOf(Principal principal, Identity identity) {
        if (Unplaced.is(identity) && unplaced.mayBe(principal)) {
            // Whether it is of the account is not known: a Deny is not taken to hold.
            return true;
        }
        return switch (principal) {
            case Principal.User named -> inAccountOf(named.partition(), named.account(), identity);
            case Principal.Role named -> inAccountOf(named.partition(), named.account(), identity);
            case Principal.RoleSession named -> inAccountOf(named.partition(), named.account(), identity);
            case Principal.FederatedUser named -> inAccountOf(named.partition(), named.account(), identity);
            case Principal.Everyone ignored -> true;
            case Principal.Account ignored -> names(principal, identity);
            case Principal.UniqueId ignored -> names(principal, identity);
            case Principal.Federated ignored -> names(principal, identity);
            case Principal.Service ignored -> names(principal, identity);
            case Principal.CanonicalUser ignored -> names(principal, identity);
            case Principal.Unrecognised ignored -> false;
        };
    }

    private boolean inAccountOf(String part, String account, Identity identity) {
        return identity instanceof Identity.Aws aws && inAccount(part, account, aws);
    }

    private boolean inAccount(String part, String account, Identity.Aws aws) {
        return aws.account().equals(account) && aws.partition().equals(part.isEmpty() ? partition : part);
    }

    /** Actions take no variables and are compared without case. */
    private static boolean matchesAction(MatchClause clause, Request request) {
        Wildcards wildcards = new Wildcards(request);
        return clause.negated()
                != clause.values().texts().stream()
                        .anyMatch(pattern ->
                                wildcards.matches(pattern, true, false, request.action(), Letters.PERHAPS_ALIKE));
    }

    private boolean matchesResource(Rule rule, MatchClause clause, Request request) {
        if (Unplaced.leavesOpen(clause, rule.hasVariables(), request)) {
            return rule.statement().effect() == Effect.ALLOW;
        }
        Wildcards wildcards = new Wildcards(request);
        return clause.negated()
                != clause.values().texts().stream()
                        .anyMatch(pattern -> matches(wildcards, pattern, rule.hasVariables(), request.resource()));
    }

    private boolean matches(Wildcards wildcards, String pattern, boolean variables, String resource) {
        return switch (reading) {
            // A star alone is every resource, such as have no ARN too.
            case BY_SEGMENT ->
                pattern.chars().allMatch(c -> c == '*') || wildcards.matchesArn(pattern, variables, resource);
            case BY_CHARACTER -> wildcards.matches(pattern, true, variables, resource, Letters.EXACT);
        };
    }
}
