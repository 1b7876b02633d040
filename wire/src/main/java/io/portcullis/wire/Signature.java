package io.portcullis.wire;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says of its SigV4 signature, in the {@code Authorization} header or, presigned, in the query string.
 *
 * @param accessKeyId whose key signed
 * @param date the day of the credential scope, {@code yyyyMMdd}
 * @param region the Region of the scope
 * @param service the service of the scope
 * @param signedHeaders the headers that were signed, lower case
 * @param signature the signature, hexadecimal
 * @param time when it was signed, {@code yyyyMMdd'T'HHmmss'Z'}; empty text if the request does not tell
 * @param expires for how many seconds a presigned request stands; empty for the header form
 */
record Signature(
        String accessKeyId,
        String date,
        String region,
        String service,
        List<String> signedHeaders,
        String signature,
        String time,
        Optional<String> expires) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    Signature {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /**
     * Reads a request's signature; empty for an unsigned one.
     *
     * @throws ServiceFault {@code IncompleteSignature} if parts of it are missing
     */
    static Optional<Signature> of(Request request) {
        String authorization = request.header("authorization").orElse("");
        if (authorization.startsWith("AWS4-")) {
            return Optional.of(ofHeader(authorization, request));
        }
        Map<String, List<String>> query = request.queryParameters();
        return query.containsKey("X-Amz-Credential") ? Optional.of(ofQuery(query)) : Optional.empty();
    }

    private static Signature ofHeader(String authorization, Request request) {
        int space = authorization.indexOf(' ');
        requireAlgorithm(space < 0 ? authorization : authorization.substring(0, space));
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(Math.max(space, 0)).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        String time = request.header("x-amz-date").orElse("");
        return of(parts, "Credential", "SignedHeaders", "Signature", time, Optional.empty());
    }

    private static Signature ofQuery(Map<String, List<String>> query) {
        Map<String, String> parts = new HashMap<>();
        query.forEach((name, values) -> parts.put(name, values.getFirst()));
        requireAlgorithm(parts.getOrDefault("X-Amz-Algorithm", ""));
        String time = parts.getOrDefault("X-Amz-Date", "");
        Optional<String> expires = Optional.of(parts.getOrDefault("X-Amz-Expires", ""));
        return of(parts, "X-Amz-Credential", "X-Amz-SignedHeaders", "X-Amz-Signature", time, expires);
    }

    private static Signature of(
            Map<String, String> parts,
            String credentialName,
            String headersName,
            String signatureName,
            String time,
            Optional<String> expires) {
        String credential = part(parts, credentialName);
        String[] scope = credential.split("/", -1);
        int n = scope.length;
        if (n < 5 || !scope[n - 1].equals("aws4_request")) {
            throw incomplete(credentialName
                    + " must be <access key id>/<yyyyMMdd>/<region>/<service>/aws4_request, not "
                    + Faults.shorten(credential));
        }
        return new Signature(
                String.join("/", Arrays.copyOf(scope, n - 4)),
                scope[n - 4],
                scope[n - 3],
                scope[n - 2],
                List.of(part(parts, headersName).split(";")),
                part(parts, signatureName),
                time,
                expires);
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw incomplete("The request's signature has no " + name);
        }
        return value;
    }

    private static void requireAlgorithm(String algorithm) {
        if (!algorithm.equals(ALGORITHM)) {
            throw incomplete("The signing algorithm must be " + ALGORITHM + ", not " + Faults.shorten(algorithm));
        }
    }

    private static ServiceFault incomplete(String message) {
        return ServiceFault.sender("IncompleteSignature", message);
    }
}
