package io.portcullis.reasoning;

import io.portcullis.policy.Principal;

/**
 * Names and paths that IAM takes. Source: IAM user guide, "IAM and AWS STS quotas", name requirements. Roles that AWS makes for
 * its services have a prefix besides; source: KMS developer guide, "Log entries: Amazon EC2 example two".
 */
final class IamNames {

    private static final String OF_AWS = "aws:";

    private IamNames() {}

    /** Whether a principal is one that can be: IAM's names are of few characters. */
    static boolean hasDocumentedForm(Principal principal) {
        return switch (principal) {
            case Principal.User user -> isPathAndName(user.pathAndName());
            case Principal.Role role -> isPathAndRole(role.pathAndName());
            case Principal.RoleSession session -> isRole(session.role()) && isName(session.session());
            case Principal.FederatedUser user -> isName(user.name());
            case Principal.Everyone ignored -> true;
            case Principal.Account ignored -> true;
            case Principal.UniqueId ignored -> true;
            case Principal.Federated ignored -> true;
            case Principal.Service ignored -> true;
            case Principal.CanonicalUser ignored -> true;
            case Principal.Unrecognised ignored -> false;
        };
    }

    /** Whether a text is a name behind a path, which may be empty. */
    static boolean isPathAndName(String text) {
        return isName(text.substring(text.lastIndexOf('/') + 1)) && Principals.PATH.containsAll(text);
    }

    /** Whether a text is a role's name behind a path, which may be empty. */
    static boolean isPathAndRole(String text) {
        return isRole(text.substring(text.lastIndexOf('/') + 1)) && Principals.PATH.containsAll(text);
    }

    private static boolean isRole(String text) {
        return isName(text.startsWith(OF_AWS) ? text.substring(OF_AWS.length()) : text);
    }

    /** Whether a text ends as names do; those that are not empty. */
    static boolean endsInName(String text) {
        return Principals.NAME.containsAll(text, text.length() - 1);
    }

    /** Whether a text is a name. */
    static boolean isName(String text) {
        return !text.isEmpty() && Principals.NAME.containsAll(text);
    }
}
