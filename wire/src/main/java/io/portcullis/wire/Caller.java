package io.portcullis.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * Who sent a request, to where, as far as the request itself tells.
 *
 * @param account the 12-digit account the request acts in: the access key id when it is 12 digits, or that of a
 *     {@link SessionKey}, else the default
 * @param region the Region of the credential scope, or the default for unsigned requests
 * @param accessKeyId the access key id; empty for unsigned requests
 * @param sourceIp the peer's address
 * @param userAgent the User-Agent header, or empty text
 * @param requestId the id of this request, also in the response's headers
 * @param time when it was received
 * @param endpoint the server's own address as the client wrote it, such as {@code http://127.0.0.1:4566}
 */
public record Caller(
        String account,
        String region,
        Optional<String> accessKeyId,
        String sourceIp,
        String userAgent,
        String requestId,
        Instant time,
        String endpoint) {

    /** The ARN of the identity that this server takes the caller for: the root user of the account. */
    public String arn() {
        return "arn:aws:iam::" + account + ":root";
    }
}
