package io.portcullis.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A refusal that a service answers with: an error code that clients switch on, an HTTP status and a message. */
public final class ServiceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient Map<String, Object> members;
    private final transient Optional<String> queryCode;
    private final transient Map<String, String> headers;

    /**
     * Describes a fault.
     *
     * @param code the error's shape name, such as {@code NotFoundException}
     * @param status the HTTP status, 400–599
     * @param message what is wrong and the way out
     */
    public ServiceFault(String code, int status, String message) {
        this(code, status, message, Map.of(), Optional.empty(), Map.of());
    }

    private ServiceFault(
            String code,
            int status,
            String message,
            Map<String, Object> members,
            Optional<String> queryCode,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        this.queryCode = queryCode;
        this.headers = Map.copyOf(headers);
    }

    /** A fault of the sender, status 400. */
    public static ServiceFault sender(String code, String message) {
        return new ServiceFault(code, 400, message);
    }

    /**
     * The same fault with one more member of its shape beside the message.
     *
     * @param name the member's name on the wire, such as {@code resourceId}
     * @param value text, a number, a boolean, or lists and maps of such
     */
    public ServiceFault with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new ServiceFault(code, status, text(), more, queryCode, headers);
    }

    /** The same fault with a header, such as {@code Retry-After}. */
    public ServiceFault withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServiceFault(code, status, text(), members, queryCode, more);
    }

    /**
     * The same fault with the code it had while its service spoke the query protocol, such as
     * {@code AWS.SimpleQueueService.NonExistentQueue}; JSON protocols send it along for old clients.
     */
    public ServiceFault withQueryCode(String oldCode) {
        return new ServiceFault(code, status, text(), members, Optional.of(oldCode), headers);
    }

    /** The error's shape name. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Members of the error's shape beside the message, in the order they were added. */
    public Map<String, Object> members() {
        return members;
    }

    /** Headers to send along. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The code of the query protocol, where it differs. */
    public Optional<String> queryCode() {
        return queryCode;
    }
}
