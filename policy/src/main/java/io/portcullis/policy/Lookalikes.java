package io.portcullis.policy;

/**
 * Letters from outside ASCII that another case turns into one of ASCII, such as the Kelvin sign. No name of AWS has one, and
 * where names are compared without case it could be read in two ways.
 */
final class Lookalikes {

    private Lookalikes() {}

    /** Whether a name has such a letter. */
    static boolean areIn(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isLookalike(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Refuses a name that has one; {@code where} says where it stands, after a space. */
    static PolicyException refusal(String name, String where, Location at) {
        String letter = name.chars()
                .filter(Lookalikes::isLookalike)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("");
        return new PolicyException(
                Quoted.of(name) + where + " has the letter " + Quoted.of(letter) + ", which no name of AWS has",
                "write the letter of the keyboard that it looks like",
                at);
    }

    private static boolean isLookalike(int c) {
        return c > 127 && (Character.toLowerCase(c) <= 127 || Character.toUpperCase(c) <= 127);
    }
}
