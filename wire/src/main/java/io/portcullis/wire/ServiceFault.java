package io.portcullis.wire;

/** A refusal that a service answers with: an error code that clients switch on, an HTTP status and a message. */
public final class ServiceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    /**
     * Describes a fault.
     *
     * @param code the error's shape name, such as {@code NotFoundException}
     * @param status the HTTP status, 400–599
     * @param message what is wrong and the way out
     */
    public ServiceFault(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** A fault of the sender, status 400. */
    public static ServiceFault sender(String code, String message) {
        return new ServiceFault(code, 400, message);
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
}
