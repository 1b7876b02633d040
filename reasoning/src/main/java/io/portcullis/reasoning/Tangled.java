package io.portcullis.reasoning;

/** An axis whose tests are too entangled to be cut. */
final class Tangled extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String ALL = "";

    private final String axis;

    /** Says which axis, and why in a clause. */
    Tangled(String axis, String reason) {
        this(axis, axis, reason);
    }

    /** Says which axis, what people call it and its tests, and why in a clause. */
    Tangled(String axis, String tests, String reason) {
        super("the tests of " + tests + " cannot be decided within bounds: " + reason, null, false, false);
        this.axis = axis;
    }

    /** Says that it is all axes together, and why in a clause. */
    Tangled(String reason) {
        super(reason, null, false, false);
        this.axis = ALL;
    }

    String axis() {
        return axis;
    }

    /** Whether no key alone is to blame. */
    boolean isOfAll() {
        return axis.equals(ALL);
    }

    /** What a person is told; never null. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
