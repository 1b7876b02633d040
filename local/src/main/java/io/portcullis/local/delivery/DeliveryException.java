package io.portcullis.local.delivery;

/** A message that its receiver did not take. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Cause kind;

    /** Why a receiver refuses, by the names EventBridge gives in {@code ERROR_CODE}. */
    public enum Cause {
        /** The receiver's policy does not allow the sender; trying again is useless. */
        NO_PERMISSIONS(false),
        /** There is no such receiver; trying again is useless. */
        NO_RESOURCE(false),
        /** The receiver can never take this message; trying again is useless. */
        INVALID_PARAMETER(false),
        /** Something on the way failed that may work later. */
        SDK_CLIENT_ERROR(true);

        private final boolean worthRetrying;

        Cause(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
        }

        /** Whether a later attempt may succeed. */
        public boolean worthRetrying() {
            return worthRetrying;
        }
    }

    /** Says why and what. */
    public DeliveryException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Says why and what, and what lies behind it. */
    public DeliveryException(Cause kind, String message, Throwable behind) {
        super(message, behind);
        this.kind = kind;
    }

    /** Why the receiver refused. */
    public Cause kind() {
        return kind;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
