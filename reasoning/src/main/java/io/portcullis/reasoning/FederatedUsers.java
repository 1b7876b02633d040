package io.portcullis.reasoning;

import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;

/** Sessions of federated users, wherever. */
record FederatedUsers() implements Texts.Own {
    @Override
    public boolean has(String identity) {
        return identity.startsWith(Principals.ARN) && identity.contains(":federated-user/") && identity.endsWith("|");
    }

    @Override
    public Language language() {
        return Principals.federatedUsers(Principals.ANY_PARTITION);
    }
}
