package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;

/** The kinds of callers that a service tells apart by how they prove who they are. */
public enum Caller {
    /** An AWS identity: its requests are signed. */
    IDENTITY,
    /** Nobody: an unsigned request. */
    UNSIGNED,
    /** Somebody with an assertion of a SAML provider. */
    SAML,
    /** Somebody with a token of an OIDC provider or of one that AWS has built in. */
    WEB_IDENTITY;

    /** The callers of the kind, as the axis of callers writes them. */
    Language language() {
        Glob federated = Glob.literal("federated|");
        return switch (this) {
            case IDENTITY -> Principals.AWS;
            case UNSIGNED -> Principals.ANONYMOUS;
            case SAML ->
                Language.of(
                        federated.many(Principals.FIELD).then(":saml-provider/").many(Principals.FIELD));
            case WEB_IDENTITY ->
                Language.of(
                        federated.many(CharSet.anyOf(":|").complement()),
                        federated.many(Principals.FIELD).then(":oidc-provider/").many(Principals.FIELD));
        };
    }
}
