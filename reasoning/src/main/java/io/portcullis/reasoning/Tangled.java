package io.portcullis.reasoning;

/** An axis whose tests are too entangled to be cut. */
final class Tangled extends Exception {

    private static final long serialVersionUID = 1L;

    private final String axis;

    /** Says which axis, and why in a clause. */
    Tangled(String axis, String reason) {
        super("the tests of " + axis + " cannot be decided within bounds: " + reason, null, false, false);
        this.axis = axis;
    }

    String axis() {
        return axis;
    }

    /** What a person is told; never null. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
