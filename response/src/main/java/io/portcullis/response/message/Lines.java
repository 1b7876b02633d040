package io.portcullis.response.message;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A plain text in the making. Policies are strangers' texts: of control characters only line ends and tabs get through. */
final class Lines {

    private static final int WIDTH = 96;
    private static final int LABEL = 12;
    private static final int SHOWN_LINES = 30;
    private static final int SHOWN_COLUMNS = 600;
    private static final int MAX_BYTES = 200_000;

    private final StringBuilder text = new StringBuilder();

    /** One line: whatever ends lines in it does not, so that no name and no value can forge another. */
    Lines text(String line) {
        text.append(line.replaceAll("\\s*\\R\\s*", " ")).append('\n');
        return this;
    }

    /** Several lines that are our own, or a command for a shell. */
    Lines paragraph(String lines) {
        lines.lines().forEach(this::text);
        return this;
    }

    Lines blank() {
        return text("");
    }

    /** A label and its value, broken between words where it is too wide. */
    Lines field(String label, String value) {
        StringBuilder line = new StringBuilder("  " + label + " ".repeat(Math.max(1, LABEL - 2 - label.length())));
        String indent = " ".repeat(LABEL);
        boolean fresh = true;
        for (String word : value.split(" ")) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                text(line.toString());
                line = new StringBuilder(indent);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        return text(line.toString());
    }

    /** Lines with their numbers in the document that they are from. */
    Lines numbered(int first, String document) {
        List<String> lines = document.lines().toList();
        int shown = Math.min(lines.size(), SHOWN_LINES);
        for (int i = 0; i < shown; i++) {
            text("  %5d | %s".formatted(first + i, cut(lines.get(i))));
        }
        return shown < lines.size() ? text("        | ... and " + (lines.size() - shown) + " more lines") : this;
    }

    private static String cut(String line) {
        return line.length() <= SHOWN_COLUMNS
                ? line
                : line.substring(0, SHOWN_COLUMNS) + " ... and " + (line.length() - SHOWN_COLUMNS) + " more characters";
    }

    /** The text, printable and within {@value #MAX_BYTES} bytes. */
    @Override
    public String toString() {
        String printable = text.toString()
                .codePoints()
                .map(c -> isPrintable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        byte[] bytes = printable.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return printable;
        }
        String head = new String(bytes, 0, MAX_BYTES, StandardCharsets.UTF_8);
        return head.substring(0, head.lastIndexOf('\n') + 1) + "... cut here: the rest is too long for a mail.\n";
    }

    private static boolean isPrintable(int c) {
        return c == '\n'
                || c == '\t'
                || !(Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
    }
}
