package io.portcullis.reasoning.concrete;

import java.util.Locale;
import java.util.Optional;

/**
 * What is not known of who asks STS for a session by the word of an identity provider. No such request is signed, and every
 * request has an account, an id and a type, says AWS, which are nobody's where it is anonymous; whether these requests are,
 * or have none of the three, it does not say. Source: IAM user guide, aws:PrincipalAccount, aws:userid, aws:PrincipalType;
 * AWS STS API reference, AssumeRoleWithWebIdentity, "does not require the use of AWS security credentials".
 */
public final class PerhapsNobody {

    private static final String STS = "sts:";

    private PerhapsNobody() {}

    /** Whether it is not known of who makes a request: nobody asks STS for a session but by a provider's word. */
    public static boolean is(Request request) {
        return switch (request.identity()) {
            case Identity.Federated ignored -> true;
            case Identity.Anonymous ignored -> request.action().startsWith(STS);
            case Identity.FederatedSession ignored -> false;
            case Identity.Canonical ignored -> false;
            case Identity.Aws ignored -> false;
            case Identity.Service ignored -> false;
        };
    }

    /** What their requests have of a key if they have it at all; empty for keys of which it is known. */
    public static Optional<String> has(String key) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "aws:principalaccount", "aws:userid" -> Optional.of(Identity.Anonymous.ID);
            case "aws:principaltype" -> Optional.of(Identity.Anonymous.TYPE);
            default -> Optional.empty();
        };
    }
}
