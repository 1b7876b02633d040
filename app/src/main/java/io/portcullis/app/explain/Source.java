package io.portcullis.app.explain;

import java.util.List;

/** The text of a document, by lines and JSON tokens. Lines end in {@code \n}, {@code \r} or {@code \r\n}. */
final class Source {

    private final String text;
    private final List<String> lines;

    Source(String text) {
        this.text = text;
        this.lines = text.lines().toList();
    }

    /** A line without its end; 1-based. */
    String line(int number) {
        return lines.get(number - 1);
    }

    /** How many characters the JSON value or name that begins at an offset has. */
    int length(int offset) {
        int end = offset;
        int depth = 0;
        do {
            char c = text.charAt(end);
            if (c == '"') {
                end = closingQuote(end) + 1;
            } else if (c == '{' || c == '[') {
                depth++;
                end++;
            } else if (c == '}' || c == ']') {
                depth--;
                end++;
            } else {
                end++;
            }
        } while (end < text.length() && (depth > 0 || isWithinBare(end)));
        return end - offset;
    }

    private boolean isWithinBare(int at) {
        return isBare(text.charAt(at - 1)) && isBare(text.charAt(at));
    }

    /** Numbers, true and false. */
    private static boolean isBare(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
    }

    private int closingQuote(int opening) {
        int at = opening + 1;
        while (at < text.length() - 1 && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length() - 1);
    }
}
