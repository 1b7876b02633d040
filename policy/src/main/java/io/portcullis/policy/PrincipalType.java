package io.portcullis.policy;

import java.util.List;
import java.util.Optional;

/** The types a Principal element may list. */
public enum PrincipalType {
    /** Accounts, IAM users and roles, sessions. */
    AWS("AWS"),
    /** AWS services. */
    SERVICE("Service"),
    /** Identity providers. */
    FEDERATED("Federated"),
    /** S3 canonical user ids. */
    CANONICAL_USER("CanonicalUser");

    private static final List<PrincipalType> ALL = List.of(values());

    private final String written;

    PrincipalType(String written) {
        this.written = written;
    }

    /** The key in the document; case-sensitive. */
    public String written() {
        return written;
    }

    /** The type with this key, if there is one. */
    public static Optional<PrincipalType> of(String written) {
        for (PrincipalType type : ALL) {
            if (type.written.equals(written)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
