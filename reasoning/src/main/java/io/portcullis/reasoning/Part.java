package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;

/** What one element of a statement asks of a request. A statement asks for all its parts. */
sealed interface Part {

    /**
     * A set of values on one axis.
     *
     * @param axis the axis
     * @param atoms the values that pass
     */
    record Cut(String axis, Choice atoms) implements Part {}

    /** Nothing. */
    record Always() implements Part {}

    /** What no request has. */
    record Never() implements Part {}

    /**
     * A set of values on one axis that is known from below and from above only.
     *
     * @param axis the axis
     * @param sure the values that pass for sure
     * @param maybe all that may pass
     * @param reason why more is not known
     */
    record Between(String axis, Choice sure, Choice maybe, String reason) implements Part {}

    /** It is not known what, and why. */
    record Doubt(String reason) implements Part {}
}
