package io.portcullis.reasoning;

import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;

/** Sessions of roles, wherever. */
record RoleSessions() implements Texts.Own {
    private static final Language ALL =
            Principals.roleSessions(Principals.ANY_PARTITION).or(Ec2Sessions.ALL);

    @Override
    public boolean has(String identity) {
        // An account stands between; a user's path may have a colon in it.
        return identity.startsWith(Principals.ARN)
                && identity.startsWith(":role/", identity.indexOf("::") + "::000000000000".length());
    }

    @Override
    public Language language() {
        return ALL;
    }
}
