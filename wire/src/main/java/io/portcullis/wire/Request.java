package io.portcullis.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP request, read whole.
 *
 * @param method the method, upper case
 * @param rawPath the path as it was sent, percent-encoded
 * @param rawQuery the query string as it was sent, without the question mark; empty for none
 * @param headers header names in lower case to their values, in order
 * @param body the body; empty for none
 * @param peer the address of the other end
 */
public record Request(
        String method, String rawPath, String rawQuery, Map<String, List<String>> headers, SdkBytes body, String peer) {
    /** Copies the headers. */
    public Request {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The parameters of the query string, decoded, each name with its values in order. */
    public Map<String, List<String>> queryParameters() {
        return Percent.parameters(rawQuery);
    }

    /** The parameters of the query string and, if the body is a form, of the body. */
    public Map<String, List<String>> parameters() {
        boolean form = header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        if (!form || body.asByteArrayUnsafe().length == 0) {
            return queryParameters();
        }
        String text = body.asUtf8String();
        return Percent.parameters(rawQuery.isEmpty() ? text : rawQuery + "&" + text);
    }
}
