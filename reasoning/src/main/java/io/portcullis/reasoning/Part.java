package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.concrete.ArnReading;

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
     * What AWS reads in one of two ways, the same wherever it stands.
     *
     * @param bounds what is known whichever it is
     * @param bySegment what it is if ARNs are matched segment by segment
     * @param byCharacter what it is if they are matched as any text
     */
    record Either(Part bounds, Part bySegment, Part byCharacter) implements Part {
        /** What it is by one reading. */
        Part read(ArnReading reading) {
            return switch (reading) {
                case BY_SEGMENT -> bySegment;
                case BY_CHARACTER -> byCharacter;
            };
        }

        @Override
        public Part strictly() {
            return new Either(bounds.strictly(), bySegment.strictly(), byCharacter.strictly());
        }
    }

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
