package io.portcullis.local.kms;

import java.util.Optional;
import java.util.UUID;

/**
 * What a grant token stands for. Tokens are not kept: they say themselves which grant is meant, and one grant may have
 * many.
 *
 * @param keyArn the key
 * @param grantId the grant
 */
record GrantToken(String keyArn, String grantId) {

    private static final String FORM = "grant";

    /** A token of the grant that nobody got before. */
    String encode(UUID unique) {
        return Opaque.encode(String.join("\n", FORM, keyArn, grantId, unique.toString()));
    }

    /** Reads a token; nothing when it is none. */
    static Optional<GrantToken> decode(String token) {
        return Opaque.decode(token)
                .map(text -> text.split("\n", -1))
                .filter(parts -> parts.length == 4 && parts[0].equals(FORM))
                .map(parts -> new GrantToken(parts[1], parts[2]));
    }
}
