package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON text as a stream of tokens that know their places. Every fault of the JSON itself comes out as a
 * {@link PolicyException}. Belongs to one reading in one thread.
 */
final class JsonText implements AutoCloseable {

    /** Shares no table of names between documents, so a hostile document leaves nothing behind. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PolicyReader.DEEPEST_NESTING)
                    .maxNameLength(PolicyReader.LONGEST_DOCUMENT)
                    .maxStringLength(PolicyReader.LONGEST_DOCUMENT)
                    .build())
            .build();

    private final String text;
    private final Lines lines;
    private final JsonParser parser;

    /** Opens a text; the first token is not read yet. */
    JsonText(String text) {
        this.text = text;
        lines = new Lines(text);
        try {
            // One buffer for the whole text: offsets are then plain indexes into it.
            parser = FACTORY.createParser(text.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("Characters in memory could not be read", e);
        }
    }

    /** Moves to the next token of the document. */
    JsonToken advance() throws PolicyException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** Makes sure that nothing but white space follows. */
    void end() throws PolicyException {
        try {
            if (parser.nextToken() == null) {
                return;
            }
        } catch (IOException e) {
            throw fault(e);
        }
        throw new PolicyException("Something follows the document", "remove what stands after it", at());
    }

    /** The token that was read last. */
    JsonToken token() {
        return parser.currentToken();
    }

    /** The text of the scalar or name that was read last; numbers exactly as written. */
    String scalar() throws PolicyException {
        String scalar;
        try {
            scalar = parser.getText();
        } catch (IOException e) {
            throw fault(e);
        }
        requireUnicode(scalar);
        return scalar;
    }

    /** Where the token begins that was read last. */
    Location at() {
        return lines.at((int) parser.currentTokenLocation().getCharOffset(), path());
    }

    /** The offset just past the closing token that was read last. */
    int endOffset() {
        return (int) parser.currentLocation().getCharOffset();
    }

    /** Walks the members of the object that opens at the present token; two names the same are refused. */
    Members members(String subject) {
        return new Members(subject, false);
    }

    /** Walks the members like {@link #members}, with names that differ only by case counted as the same. */
    Members membersWithoutCase(String subject) {
        return new Members(subject, true);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Characters in memory could not be closed", e);
        }
    }

    private PolicyException fault(IOException e) {
        return JsonFault.of(e, text, lines, lines.at(endOffset(), path()));
    }

    private String path() {
        return JsonPath.of(parser.getParsingContext());
    }

    /** Half a surrogate pair has no UTF-8 form, so it would be lost on the way to AWS. */
    private void requireUnicode(String scalar) throws PolicyException {
        if (scalar.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new PolicyException("A text holds half a surrogate pair", "write the whole character", at());
        }
    }

    /** The members of one object, read one after another; after {@link #next} the parser stands on the value. */
    final class Members {

        private final String subject;
        private final boolean withoutCase;
        private final Map<String, Location> seen = new HashMap<>();
        private String name = "";
        private Location nameAt = Location.NOWHERE;

        private Members(String subject, boolean withoutCase) {
            this.subject = subject;
            this.withoutCase = withoutCase;
        }

        /** Moves to the next member's value; false once the object has closed. */
        boolean next() throws PolicyException {
            if (advance() == JsonToken.END_OBJECT) {
                return false;
            }
            name = scalar();
            nameAt = at();
            Location first = seen.putIfAbsent(withoutCase ? name.toLowerCase(Locale.ROOT) : name, nameAt);
            if (first != null) {
                throw new PolicyException(
                        subject + " has " + Quoted.of(name) + " twice",
                        "keep one of them; the first is at line " + first.line() + ", column " + first.column()
                                + (withoutCase ? " (case makes no difference here)" : ""),
                        nameAt);
            }
            advance();
            return true;
        }

        /** The member's name. */
        String name() {
            return name;
        }

        /** Where the name stands. */
        Location nameAt() {
            return nameAt;
        }
    }
}
