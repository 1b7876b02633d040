package io.portcullis.reasoning;

import io.portcullis.policy.Principal;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.util.List;
import java.util.stream.Stream;

/**
 * Roles that there are not: a session's ARN has its role's name and not the path, names are one role's in an account, and the
 * roles that principals name are there. So where principals name both a role and a session of it, the session is that role's.
 * Source: IAM user guide, "IAM and AWS STS quotas" ("Names of users, groups, roles, policies … must be unique within the
 * account"); "AWS JSON policy elements: Principal", by which a saved policy names roles that exist.
 */
final class RolesOfOneName {

    private RolesOfOneName() {}

    /** Callers of whom there are none, as sessions of rules name them. */
    static List<Claim> others(Question question, TextDraft callers) {
        List<Principal> named = question.rules().stream()
                .flatMap(rule -> rule.statement().principals().stream())
                .flatMap(clause -> clause.principals().stream())
                .distinct()
                .toList();
        return named.stream()
                .flatMap(principal -> principal instanceof Principal.Role role ? Stream.of(role) : Stream.empty())
                .filter(role -> named.stream().anyMatch(other -> isSessionOf(role, other)))
                .map(role -> others(role, callers))
                .toList();
    }

    private static boolean isSessionOf(Principal.Role role, Principal other) {
        return other instanceof Principal.RoleSession session
                && session.account().equals(role.account())
                && session.partition().equals(role.partition())
                && session.role().equals(name(role));
    }

    private static String name(Principal.Role role) {
        return role.pathAndName().substring(role.pathAndName().lastIndexOf('/') + 1);
    }

    private static Claim others(Principal.Role role, TextDraft callers) {
        Glob before = Glob.literal("arn:" + role.partition() + ":iam::" + role.account() + ":role/");
        Glob tail = Glob.literal(name(role) + "|").then(Principals.REST);
        Language all = Language.of(
                before.then(tail), before.some(Principals.FIELD).then("/").then(tail));
        Choice itself = new Choice.Test(callers.test(new Principals.WithArn(role.written())));
        return new Claim(callers.key(), new Choice.Test(callers.test(all)).and(itself.not()));
    }
}
