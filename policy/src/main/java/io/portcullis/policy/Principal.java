package io.portcullis.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One principal as a policy names it. Wildcards exist only as the whole value {@code *}: {@code role/*} is not a
 * pattern.
 *
 * <p>Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
public sealed interface Principal {

    /** The value as written in the document. */
    String written();

    /** {@code *}: everyone; anonymous callers too where the service takes unsigned requests. */
    record Everyone(String written) implements Principal {}

    /**
     * A whole account, as 12 digits or root ARN: every identity in it that its administrators allow.
     *
     * @param written as in the document
     * @param partition {@code aws}, {@code aws-cn}, …; empty for bare digits, which mean the resource's own partition
     * @param account 12 digits
     */
    record Account(String written, String partition, String account) implements Principal {}

    /**
     * An IAM user.
     *
     * @param written the ARN
     * @param partition the ARN's partition
     * @param account 12 digits
     * @param pathAndName what follows {@code user/}
     */
    record User(String written, String partition, String account, String pathAndName) implements Principal {}

    /**
     * An IAM role, and with it every session of the role.
     *
     * @param written the ARN
     * @param partition the ARN's partition
     * @param account 12 digits
     * @param pathAndName what follows {@code role/}
     */
    record Role(String written, String partition, String account, String pathAndName) implements Principal {}

    /**
     * One session of a role; the ARN carries the role's name without its path.
     *
     * @param written the ARN
     * @param partition the ARN's partition
     * @param account 12 digits
     * @param role the role's name
     * @param session the session's name
     */
    record RoleSession(String written, String partition, String account, String role, String session)
            implements Principal {}

    /**
     * A federated user session (GetFederationToken).
     *
     * @param written the ARN
     * @param partition the ARN's partition
     * @param account 12 digits
     * @param name the federated user's name
     */
    record FederatedUser(String written, String partition, String account, String name) implements Principal {}

    /** A unique id ({@code AIDA…}, {@code AROA…}), which is what remains of a deleted user or role. */
    record UniqueId(String written) implements Principal {}

    /** An identity provider: a SAML or OIDC provider ARN, or a built-in domain. */
    record Federated(String written) implements Principal {}

    /** An AWS service, or an identity that CloudFront acts as: AWS's own, in nobody's account. */
    record Service(String written) implements Principal {}

    /** An S3 canonical user id. */
    record CanonicalUser(String written) implements Principal {}

    /** A value under {@code AWS} of no form that AWS documents; nothing is known of whom it matches. */
    record Unrecognised(String written) implements Principal {}

    /** Parses one value of a Principal element. Never fails: what has no known form is {@link Unrecognised}. */
    static Principal parse(PrincipalType type, String text) {
        return switch (type) {
            case AWS -> parseAws(text);
            case SERVICE -> new Service(text);
            case FEDERATED -> new Federated(text);
            case CANONICAL_USER -> new CanonicalUser(text);
        };
    }

    /** Parses a value under {@code AWS}, which is also the form grantees of KMS grants have. */
    static Principal parseAws(String text) {
        if (text.equals("*")) {
            return new Everyone(text);
        }
        if (Forms.ACCOUNT.matcher(text).matches()) {
            return new Account(text, "", text);
        }
        if (Forms.UNIQUE_ID.matcher(text).matches()) {
            return new UniqueId(text);
        }
        if (Forms.ORIGIN_ACCESS_IDENTITY.matcher(text).matches()) {
            return new Service(text);
        }
        Matcher arn = Forms.ARN.matcher(text);
        return arn.matches()
                ? parseArn(text, arn.group(1), arn.group(2), arn.group(3), arn.group(4))
                : new Unrecognised(text);
    }

    private static Principal parseArn(String text, String partition, String service, String account, String resource) {
        if (service.equals("iam") && resource.equals("root")) {
            return new Account(text, partition, account);
        }
        int slash = resource.indexOf('/');
        String kind = slash < 0 ? "" : service + ":" + resource.substring(0, slash);
        String name = resource.substring(slash + 1);
        if (name.isEmpty() || name.startsWith("/") || name.endsWith("/")) {
            return new Unrecognised(text);
        }
        return switch (kind) {
            case "iam:user" -> new User(text, partition, account, name);
            case "iam:role" -> new Role(text, partition, account, name);
            case "sts:federated-user" -> new FederatedUser(text, partition, account, name);
            case "sts:assumed-role" -> parseSession(text, partition, account, name);
            default -> new Unrecognised(text);
        };
    }

    private static Principal parseSession(String text, String partition, String account, String name) {
        String[] parts = name.split("/");
        return parts.length == 2
                ? new RoleSession(text, partition, account, parts[0], parts[1])
                : new Unrecognised(text);
    }

    /** The written forms. */
    final class Forms {
        private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
        // Users and roles only. Source: IAM user guide, "Unique identifiers".
        private static final Pattern UNIQUE_ID = Pattern.compile("(AIDA|AROA)[A-Z0-9]{12,124}");
        // Names and paths are printable ASCII; wildcards and variables do not live in principals.
        private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):(iam|sts)::([0-9]{12}):([!-~&&[^*?$]]+)");

        // Source: CloudFront developer guide, "Use an origin access identity".
        private static final Pattern ORIGIN_ACCESS_IDENTITY =
                Pattern.compile("arn:aws[a-z-]*:iam::cloudfront:user/CloudFront Origin Access Identity [A-Z0-9]+");

        private Forms() {}
    }
}
