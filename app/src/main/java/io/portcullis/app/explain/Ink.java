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
}
