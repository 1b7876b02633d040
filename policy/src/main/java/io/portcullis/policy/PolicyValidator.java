package io.portcullis.policy;

import static io.portcullis.policy.PolicyKind.IDENTITY;
import static io.portcullis.policy.PolicyKind.KEY;
import static io.portcullis.policy.PolicyKind.RESOURCE;
import static io.portcullis.policy.PolicyKind.TRUST;
import static io.portcullis.policy.Problem.Severity.ERROR;
import static io.portcullis.policy.Problem.Severity.WARNING;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks policies that read well for what AWS refuses and for what does not mean what it seems to. Pure functions, safe
 * for use by many threads. Sources: IAM user guide, "JSON policy elements"; KMS developer guide, "Key policies".
 */
public final class PolicyValidator {

    /** The longest key policy, in characters of its compact form. Source: KMS API reference, PutKeyPolicy. */
    public static final int LONGEST_KEY_POLICY = 32_768;

    private static final Set<PolicyKind> ALL = EnumSet.allOf(PolicyKind.class);
    private static final Set<PolicyKind> WITH_PRINCIPALS = EnumSet.of(RESOURCE, KEY, TRUST);

    private static final List<Rule> RULES = List.of(
            new Rule("missing-principal", ERROR, WITH_PRINCIPALS, ElementRules::missingPrincipal),
            new Rule("unexpected-principal", ERROR, EnumSet.of(IDENTITY), ElementRules::unexpectedPrincipal),
            new Rule("missing-resource", ERROR, EnumSet.of(RESOURCE, IDENTITY), ElementRules::missingResource),
            new Rule("missing-resource", WARNING, EnumSet.of(KEY), ElementRules::resourceMissingWithoutEffect),
            new Rule("unexpected-resource", ERROR, EnumSet.of(TRUST), ElementRules::unexpectedResource),
            new Rule("action-without-service", ERROR, ALL, ElementRules::actionWithoutService),
            new Rule("variable-in-action", ERROR, ALL, ElementRules::variableInAction),
            new Rule("variable-in-old-version", WARNING, ALL, ElementRules::variableInOldVersion),
            new Rule("not-principal-in-trust", ERROR, EnumSet.of(TRUST), PrincipalRules::negated),
            new Rule("not-principal-with-allow", WARNING, EnumSet.of(RESOURCE), PrincipalRules::negatedAllow),
            new Rule("not-principal-with-allow", WARNING, EnumSet.of(KEY), PrincipalRules::negatedAllowOfSigned),
            new Rule(
                    "not-principal-without-account",
                    WARNING,
                    EnumSet.of(RESOURCE, KEY),
                    PrincipalRules::sparesWithoutAccount),
            new Rule("bare-star-in-trust", ERROR, EnumSet.of(TRUST), PrincipalRules::bareStar),
            new Rule("wildcard-in-principal", ERROR, ALL, PrincipalRules::wildcard),
            new Rule("unrecognised-principal", ERROR, ALL, PrincipalRules::unrecognised),
            new Rule("deleted-principal", WARNING, WITH_PRINCIPALS, PrincipalRules::deleted),
            new Rule("no-principals", WARNING, WITH_PRINCIPALS, PrincipalRules::nobody),
            new Rule("bad-value", ERROR, ALL, ConditionRules::badValues),
            new Rule("literal-wildcard", WARNING, ALL, ConditionRules::literalWildcard),
            new Rule("passes-when-absent", WARNING, ALL, ConditionRules::passesWhenAbsent));

    /**
     * Checks a policy.
     *
     * @param policy the policy
     * @param kind what it is attached to
     * @return the problems in document order; empty when there is none
     */
    public List<Problem> validate(Policy policy, PolicyKind kind) {
        List<Problem> problems = new ArrayList<>(tooLong(policy, kind));
        problems.addAll(duplicateSids(policy));
        for (Statement statement : policy.statements()) {
            RULES.stream()
                    .filter(rule -> rule.kinds().contains(kind))
                    .flatMap(rule -> rule.problems(policy, statement))
                    .forEach(problems::add);
        }
        // Stable: problems at one place keep the order of the rules.
        problems.sort(Comparator.comparingInt(problem -> problem.at().offset()));
        return List.copyOf(problems);
    }

    private static List<Problem> tooLong(Policy policy, PolicyKind kind) {
        int length = kind == KEY ? new PolicyWriter().compact(policy).length() : 0;
        return length <= LONGEST_KEY_POLICY
                ? List.of()
                : List.of(new Problem(
                        "too-long",
                        ERROR,
                        "The key policy has %d characters; KMS takes at most %d".formatted(length, LONGEST_KEY_POLICY),
                        Location.NOWHERE));
    }

    private static List<Problem> duplicateSids(Policy policy) {
        Map<String, Statement> seen = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            statement.sid().filter(sid -> !sid.isEmpty()).ifPresent(sid -> {
                Statement first = seen.putIfAbsent(sid, statement);
                if (first != null) {
                    problems.add(new Problem(
                            "duplicate-sid",
                            ERROR,
                            "Statement %d has the Sid %s of statement %d; give each its own, or none"
                                    .formatted(statement.index() + 1, Quoted.of(sid), first.index() + 1),
                            statement.at()));
                }
            });
        }
        return problems;
    }

    /** A rule over single statements: what it is called, how bad its breach is, where it holds, how it is checked. */
    private record Rule(String id, Problem.Severity severity, Set<PolicyKind> kinds, Check check) {

        private Stream<Problem> problems(Policy policy, Statement statement) {
            return check.faults(policy, statement).map(fault -> new Problem(id, severity, fault.message(), fault.at()));
        }
    }

    /** Finds the breaches of one rule in one statement. */
    interface Check {
        /** The breaches, in document order. */
        Stream<Fault> faults(Policy policy, Statement statement);
    }

    /** One breach: what is wrong with the way out, and where. */
    record Fault(String message, Location at) {}
}
