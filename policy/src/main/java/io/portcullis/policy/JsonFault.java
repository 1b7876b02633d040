package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Says in this room's words what a parser found wrong with a JSON text. */
final class JsonFault {

    private JsonFault() {}

    /**
     * Translates a parser's exception.
     *
     * @param e what the parser threw
     * @param text the text being read
     * @param path where the parser was
     * @param reached the offset it was at, for the faults that carry no place of their own
     */
    static PolicyException of(IOException e, String text, JsonPath path, int reached) {
        if (!(e instanceof JsonProcessingException json)) {
            throw new UncheckedIOException("Characters in memory could not be read", e);
        }
        long offset = json.getLocation() == null ? -1 : json.getLocation().getCharOffset();
        int found = offset < 0 ? reached : (int) Math.min(offset, text.length());
        Lines lines = new Lines(text);
        Location at = new Location(found, lines.line(found), lines.column(found), path.written());
        return switch (json) {
            case JsonEOFException ignored ->
                new PolicyException("The document is not complete", "close what is still open", at);
            case StreamConstraintsException tooMuch ->
                new PolicyException("The document goes beyond a limit of the reader", brief(tooMuch), at);
            default -> syntax(json, text, at);
        };
    }

    private static PolicyException syntax(JsonProcessingException e, String text, Location at) {
        char found = at.offset() < text.length() ? text.charAt(at.offset()) : ' ';
        if (found == '/' || found == '#') {
            return new PolicyException("The document is not valid JSON", "remove the comment", at);
        }
        if ((found == '}' || found == ']')
                && text.substring(0, at.offset()).stripTrailing().endsWith(",")) {
            return new PolicyException("The document is not valid JSON", "remove the comma before " + found, at);
        }
        return new PolicyException("The document is not valid JSON", brief(e), at);
    }

    /** The parser's own words without its hints to programmers. */
    private static String brief(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceFirst(", from `[^`]*`", "")
                .replaceFirst(": enable `.*", "")
                .replaceFirst(" \\(for \\w+ starting at .*", "");
    }
}
