package io.portcullis.analyzer;

import io.portcullis.reasoning.Caller;

/**
 * An action that can succeed from another account.
 *
 * @param name with its prefix, such as {@code s3:GetObject}
 * @param of what it is asked of, such as {@code object}
 * @param asked who can ask for it
 * @param level what it does
 */
record ExternalAction(String name, String of, Asked asked, AccessLevel level) {

    /** Who can ask for an action, whatever a policy says. */
    enum Asked {
        IDENTITY,
        SIGNED,
        ANY,
        SAML,
        WEB;

        boolean by(Caller caller) {
            return switch (this) {
                case ANY -> true;
                case IDENTITY -> caller == Caller.IDENTITY;
                case SIGNED -> caller != Caller.UNSIGNED;
                case SAML -> caller == Caller.SAML || caller == Caller.UNSIGNED;
                case WEB -> caller == Caller.WEB_IDENTITY || caller == Caller.UNSIGNED;
            };
        }
    }
}
