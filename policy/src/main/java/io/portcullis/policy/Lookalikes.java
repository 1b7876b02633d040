package io.portcullis.policy;

import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Letters from outside ASCII that another case turns into one of ASCII, such as the Kelvin sign. No name of AWS has one, and
 * where names are compared without case it could be read in two ways.
 */
final class Lookalikes {

    private Lookalikes() {}

    /** Refuses a name with such a letter in it; the subject says what the name is of. */
    static void refuse(String name, Supplier<String> subject, Location at) throws PolicyException {
        OptionalInt letter = name.chars().filter(Lookalikes::isLookalike).findFirst();
        if (letter.isPresent()) {
            throw new PolicyException(
                    subject.get() + " has the letter " + Quoted.of(Character.toString(letter.getAsInt()))
                            + ", which no name of AWS has",
                    "write the letter of the keyboard that it looks like",
                    at);
        }
    }

    private static boolean isLookalike(int c) {
        return c > 127 && (Character.toLowerCase(c) <= 127 || Character.toUpperCase(c) <= 127);
    }
}
