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
    record Cut(String axis, Choice atoms) implements Part {
        Claim claim() {
            return new Claim(axis, atoms);
        }

        /** That these values may pass, and no others. */
        Between atMost(String reason) {
            return new Between(new Claim(axis, new Choice.Everything().not()), claim(), reason);
        }
    }

    /** Nothing. */
    record Always() implements Part {}

    /** What no request has. */
    record Never() implements Part {}

    /**
     * What is known from below and from above only.
     *
     * @param surely what passes for sure
     * @param possibly all that may pass
     * @param reason why more is not known
     */
    record Between(Claim surely, Claim possibly, String reason) implements Part {
        /** A set of values on one axis. */
        Between(String axis, Choice sure, Choice maybe, String reason) {
            this(new Claim(axis, sure), new Claim(axis, maybe), reason);
        }
    }

    /**
     * AWS does not say what.
     *
     * @param taken what it is taken to be where doubt is to be reported as access
     * @param strictly what is known of it
     */
    record Chosen(Part taken, Part strictly) implements Part {}

    /** What is known for sure of this part, no choice of ours in it. */
    default Part strictly() {
        return this;
    }

    /** It is not known what, and why. */
    record Doubt(String reason) implements Part {}

    /**
     * What is left open, and what is known of it. Wherever the same words stand it is the same.
     *
     * @param axis the dimension that says whether a request has it; its only test
     * @param bounds what is known
     */
    record Open(String axis, Part bounds) implements Part {
        /** That a request has it. */
        Cut alike() {
            return new Cut(axis, new Choice.Test(0));
        }
    }
}
