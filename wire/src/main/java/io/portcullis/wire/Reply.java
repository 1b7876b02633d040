package io.portcullis.wire;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP response.
 *
 * @param status the HTTP status
 * @param headers the headers beside those of the connection
 * @param body the body; empty for none
 */
public record Reply(int status, Map<String, String> headers, SdkBytes body) {
    /** Copies the headers. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** The same reply with more headers. */
    Reply with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }

    /** A reply of this text. */
    public static Reply text(int status, String contentType, String text) {
        return new Reply(status, Map.of("Content-Type", contentType), SdkBytes.fromUtf8String(text));
    }
}
