package io.portcullis.wire;

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

    /** A reply of this text. */
    public static Reply text(int status, String contentType, String text) {
        return new Reply(status, Map.of("Content-Type", contentType), SdkBytes.fromUtf8String(text));
    }
}
