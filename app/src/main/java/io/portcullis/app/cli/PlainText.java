package io.portcullis.app.cli;

/** Texts that anybody may have written, as they may stand on a terminal. */
public final class PlainText {

    private PlainText() {}

    /**
     * The text with what could move the cursor, end the line or hide something replaced; a character stays a character, so
     * that columns stay where they are.
     */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(PlainText::of).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int of(int codePoint) {
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
