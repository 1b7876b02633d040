package io.portcullis.app.explain;

/**
 * Colours for a terminal, by the standard control sequences (ECMA-48).
 *
 * @param coloured whether there is to be colour at all
 */
record Ink(boolean coloured) {

    /** A verdict or heading. */
    String heading(String text) {
        return in("1", text);
    }

    /** What decides. */
    String decisive(String text) {
        return in("31", text);
    }

    /** What takes part. */
    String minor(String text) {
        return in("34", text);
    }

    /** Line numbers and rules. */
    String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** The text with what could move the cursor or hide something replaced; a character stays a character. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().map(Ink::plain).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int plain(int codePoint) {
        if (codePoint == '\t') {
            return ' ';
        }
        boolean hidden = switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
        return hidden ? '\uFFFD' : codePoint;
    }
}
