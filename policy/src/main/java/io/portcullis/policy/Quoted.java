package io.portcullis.policy;

/** Puts pieces of a document into messages: in quotes, on one line and of bounded length, whatever they hold. */
final class Quoted {

    /** The most characters of a document that a message or a path repeats; names of the language are far shorter. */
    private static final int LONGEST = 60;

    private Quoted() {}

    /** The text in double quotes, escaped as in JSON; a long one is cut and ends in an ellipsis. */
    static String of(String text) {
        return '"' + escaped(text, '"') + '"';
    }

    /** The text for use between these quotes: escaped as in JSON, cut when long. */
    static String escaped(String text, char quote) {
        StringBuilder out = new StringBuilder();
        int end = cut(text);
        for (int i = 0; i < end; i++) {
            append(text.charAt(i), quote, out);
        }
        return end < text.length() ? out.append('…').toString() : out.toString();
    }

    private static int cut(String text) {
        if (text.length() <= LONGEST) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }

    private static void append(char c, char quote, StringBuilder out) {
        if (c == quote || c == '\\') {
            out.append('\\').append(c);
        } else if (Character.isISOControl(c) || c == '\uFEFF' || c == '\u2028' || c == '\u2029') {
            out.append("\\u%04x".formatted((int) c));
        } else {
            out.append(c);
        }
    }
}
