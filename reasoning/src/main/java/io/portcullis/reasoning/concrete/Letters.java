package io.portcullis.reasoning.concrete;

/**
 * When letters are the same but for case. AWS does not say: surely one and the other of a pair are, {@code a} and {@code A};
 * perhaps also those that become one of a pair in another case, such as {@code ı}, {@code İ}, {@code ſ}, the Kelvin sign and
 * {@code ς}.
 */
public enum Letters {
    /** Only the same. */
    EXACT,
    /** Those that surely are. */
    SURELY_ALIKE,
    /** Those that may be. */
    PERHAPS_ALIKE;

    /** The code point that stands for all that are alike with one. */
    public int folded(int codePoint) {
        return switch (this) {
            case EXACT -> codePoint;
            case SURELY_ALIKE -> {
                int lower = Character.toLowerCase(codePoint);
                yield Character.toUpperCase(lower) == codePoint ? lower : codePoint;
            }
            case PERHAPS_ALIKE -> Character.toLowerCase(Character.toUpperCase(codePoint));
        };
    }
}
