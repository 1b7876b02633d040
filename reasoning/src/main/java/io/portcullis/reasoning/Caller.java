package io.portcullis.reasoning;

import io.portcullis.reasoning.text.Texts;

/** The kinds of callers that a service tells apart by how they prove who they are. */
public enum Caller {
    /** An AWS identity: its requests are signed. */
    IDENTITY,
    /** An AWS identity that is the root user of its account. */
    ROOT,
    /** An AWS identity that is a session of a federated user. */
    FEDERATED_USER,
    /** An AWS service that calls for itself. */
    SERVICE,
    /** Nobody: an unsigned request. */
    UNSIGNED,
    /** Somebody with an assertion of a SAML provider. */
    SAML,
    /** Somebody with a token of an OIDC provider or of one that AWS has built in. */
    WEB_IDENTITY;

    /** The callers of the kind, as the axis of callers writes them. */
    Texts identities() {
        return switch (this) {
            case IDENTITY -> new Principals.Signed();
            case ROOT -> new Principals.Roots();
            case FEDERATED_USER -> new FederatedUsers();
            case SERVICE -> Principals.SERVICES;
            case UNSIGNED -> new Texts.One(Principals.ANONYMOUS);
            case SAML -> new Vouched(true);
            case WEB_IDENTITY -> new Vouched(false);
        };
    }
}
