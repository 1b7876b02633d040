package io.portcullis.policy;

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
     * @param written the ARN, or for a session of a role that AWS has made for EC2 {@code account:aws:role:session}
     * @param partition the ARN's partition; empty where there is no ARN, which means the resource's own
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

    /** A value of no form that AWS documents for its type; nothing is known of whom it matches. */
    record Unrecognised(String written) implements Principal {}

    /** Parses one value of a Principal element. Never fails: what has no known form is {@link Unrecognised}. */
    static Principal parse(PrincipalType type, String text) {
        return switch (type) {
            case AWS -> parseAws(text);
            case SERVICE -> isName(text) ? new Service(text) : new Unrecognised(text);
            case FEDERATED -> isProvider(text) ? new Federated(text) : new Unrecognised(text);
            case CANONICAL_USER -> isName(text) ? new CanonicalUser(text) : new Unrecognised(text);
        };
    }

    /** Parses a value under {@code AWS}, which is also the form grantees of KMS grants have. */
    static Principal parseAws(String text) {
        if (text.equals("*")) {
            return new Everyone(text);
        }
        if (text.startsWith("arn:")) {
            return parseArn(text);
        }
        if (isAccount(text, 0, text.length())) {
            return new Account(text, "", text);
        }
        int role = "111122223333:".length();
        if (text.startsWith(":aws:", role - 1) && isAccount(text, 0, role - 1)) {
            return parseSessionOfAws(text, role);
        }
        return isUniqueId(text) ? new UniqueId(text) : new Unrecognised(text);
    }

    /** An ARN of IAM or STS: partition, service, no region, account and resource. */
    private static Principal parseArn(String text) {
        int service = text.indexOf(':', "arn:".length()) + 1;
        int account = service + "iam::".length();
        int resource = account + "111122223333:".length();
        boolean iam = text.startsWith("iam::", service);
        boolean shaped = (iam || text.startsWith("sts::", service))
                && text.startsWith(":", resource - 1)
                && isPartition(text, "arn:".length(), service - 1)
                && isAccount(text, account, resource - 1)
                && isResource(text, resource);
        if (shaped) {
            return parseResource(text, iam, service, account, resource);
        }
        return isOriginAccessIdentity(text) ? new Service(text) : new Unrecognised(text);
    }

    /** Parses an ARN of the right shape, given the offsets of its service, account and resource. */
    private static Principal parseResource(String text, boolean iam, int service, int account, int resource) {
        String partition = text.substring("arn:".length(), service - 1);
        String id = text.substring(account, resource - 1);
        if (iam && text.startsWith("root", resource) && text.length() == resource + "root".length()) {
            return new Account(text, partition, id);
        }
        int slash = text.indexOf('/', resource);
        String name = text.substring(slash + 1);
        if (slash < 0 || name.isEmpty() || name.startsWith("/") || name.endsWith("/")) {
            return new Unrecognised(text);
        }
        if (iam && text.startsWith("role/", resource)) {
            return new Role(text, partition, id, name);
        }
        if (iam && text.startsWith("user/", resource)) {
            return new User(text, partition, id, name);
        }
        if (!iam && text.startsWith("federated-user/", resource)) {
            return new FederatedUser(text, partition, id, name);
        }
        return !iam && text.startsWith("assumed-role/", resource)
                ? parseSession(text, partition, id, name)
                : new Unrecognised(text);
    }

    /** A grantee as KMS writes it. Source: KMS developer guide, "Log entries: Amazon EC2 example two". */
    private static Principal parseSessionOfAws(String text, int role) {
        int colon = text.indexOf(':', role + "aws:".length());
        return colon > 0 && colon + 1 < text.length()
                ? new RoleSession(
                        text, "", text.substring(0, role - 1), text.substring(role, colon), text.substring(colon + 1))
                : new Unrecognised(text);
    }

    private static Principal parseSession(String text, String partition, String account, String name) {
        int slash = name.indexOf('/');
        return slash > 0 && slash == name.lastIndexOf('/')
                ? new RoleSession(text, partition, account, name.substring(0, slash), name.substring(slash + 1))
                : new Unrecognised(text);
    }

    private static boolean isAccount(String text, int from, int to) {
        boolean digits = to - from == 12;
        for (int i = from; digits && i < to; i++) {
            char c = text.charAt(i);
            digits = c >= '0' && c <= '9';
        }
        return digits;
    }

    private static boolean isPartition(String text, int from, int to) {
        boolean fits = text.startsWith("aws", from);
        for (int i = from; fits && i < to; i++) {
            char c = text.charAt(i);
            fits = c == '-' || (c >= 'a' && c <= 'z');
        }
        return fits;
    }

    /** Names and paths are printable ASCII; wildcards and variables do not live in principals. */
    private static boolean isResource(String text, int from) {
        boolean fits = from < text.length();
        for (int i = from; fits && i < text.length(); i++) {
            char c = text.charAt(i);
            fits = c >= '!' && c <= '~' && c != '*' && c != '?' && c != '$';
        }
        return fits;
    }

    /** Source: CloudFront developer guide, "Use an origin access identity". */
    private static boolean isOriginAccessIdentity(String text) {
        String identity = ":iam::cloudfront:user/CloudFront Origin Access Identity ";
        int service = text.indexOf(identity);
        return service > 0
                && isPartition(text, "arn:".length(), service)
                && service + identity.length() < text.length()
                && isUpperCase(text, service + identity.length());
    }

    /** What services, built-in providers and canonical users are called: no wildcard, no variable, no colon. */
    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> "*?$:".indexOf(c) >= 0);
    }

    /** A provider of SAML or OIDC by its ARN, or one that AWS has built in by its name. */
    private static boolean isProvider(String text) {
        String[] fields = text.split(":", 6);
        if (fields.length < 6) {
            return isName(text);
        }
        int slash = fields[5].indexOf('/');
        return fields[0].equals("arn")
                && isPartition(fields[1], 0, fields[1].length())
                && fields[2].equals("iam")
                && fields[3].isEmpty()
                && isAccount(fields[4], 0, fields[4].length())
                && (fields[5].startsWith("saml-provider/") || fields[5].startsWith("oidc-provider/"))
                && isResource(fields[5], slash + 1);
    }

    private static boolean isUpperCase(String text, int from) {
        boolean fits = true;
        for (int i = from; fits && i < text.length(); i++) {
            char c = text.charAt(i);
            fits = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }
        return fits;
    }

    /** Users and roles only. Source: IAM user guide, "Unique identifiers". */
    private static boolean isUniqueId(String text) {
        return text.length() >= 16
                && text.length() <= 128
                && (text.startsWith("AIDA") || text.startsWith("AROA"))
                && isUpperCase(text, 4);
    }
}
