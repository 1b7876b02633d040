package io.portcullis.local.kms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Text that callers keep and send back without reading it: markers and grant tokens. */
final class Opaque {

    private Opaque() {}

    static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text, unless it was never encoded here. */
    static Optional<String> decode(String opaque) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
