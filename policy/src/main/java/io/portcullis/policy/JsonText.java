package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

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
    private final Places places;
    private final boolean mayHoldHalves;
    private final JsonParser parser;

    /** Opens a text; the first token is not read yet. */
    JsonText(String text) {
        this.text = text;
        places = new Places.InText(text);
        mayHoldHalves = mayHoldHalves(text);
        parser = open(text);
    }

    /** A parser of the text, within the limits of this room. */
    static JsonParser open(String text) {
        try {
            // One buffer for the whole text: offsets are then plain indexes into it.
            return FACTORY.createParser(text.toCharArray());
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
        return new Location(offset(), places);
    }

    /** The offset just past the closing token that was read last. */
    int endOffset() {
        return (int) parser.currentLocation().getCharOffset();
    }

    /** Walks the members of the object that opens at the present token; two names the same are refused. */
    Members members(Supplier<String> subject) {
        return new Members(subject, false);
    }

    /** Walks the members like {@link #members}, with names that differ only by case counted as the same. */
    Members membersWithoutCase(Supplier<String> subject) {
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

    private int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private PolicyException fault(IOException e) {
        return JsonFault.of(e, text, JsonPath.of(parser.getParsingContext()), endOffset());
    }

    /** Half a surrogate pair has no UTF-8 form, so it would be lost on the way to AWS. */
    private void requireUnicode(String scalar) throws PolicyException {
        if (mayHoldHalves && scalar.codePoints().anyMatch(JsonText::isSurrogate)) {
            throw new PolicyException("A text holds half a surrogate pair", "write the whole character", at());
        }
    }

    /** Whether a text read from this JSON could hold half a surrogate pair: one stands in it, or an escape does. */
    private static boolean mayHoldHalves(String json) {
        // Copying and comparing is quicker than looking at each character.
        byte[] latin1 = json.getBytes(StandardCharsets.ISO_8859_1);
        return json.indexOf('\\') >= 0 || !json.equals(new String(latin1, StandardCharsets.ISO_8859_1));
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** The members of one object, read one after another; after {@link #next} the parser stands on the value. */
    final class Members {

        private final Supplier<String> subject;
        private final boolean withoutCase;
        private final SeenNames seen = new SeenNames();
        private String name = "";
        private String comparedName = "";
        private int nameOffset;

        private Members(Supplier<String> subject, boolean withoutCase) {
            this.subject = subject;
            this.withoutCase = withoutCase;
        }

        /** Moves to the next member's value; false once the object has closed. */
        boolean next() throws PolicyException {
            if (advance() == JsonToken.END_OBJECT) {
                return false;
            }
            readName();
            int first = seen.add(comparedName, nameOffset);
            if (first != SeenNames.NEW) {
                throw twice(new Location(first, places));
            }
            advance();
            return true;
        }

        /** The member's name. */
        String name() {
            return name;
        }

        /** The name in the form in which names are compared in this object. */
        String comparedName() {
            return comparedName;
        }

        /** Where the name stands. */
        Location nameAt() {
            return new Location(nameOffset, places);
        }

        private void readName() throws PolicyException {
            name = scalar();
            comparedName = withoutCase ? name.toLowerCase(Locale.ROOT) : name;
            nameOffset = offset();
        }

        private PolicyException twice(Location first) {
            return new PolicyException(
                    subject.get() + " has " + Quoted.of(name) + " twice",
                    "keep one of them; the first is at line " + first.line() + ", column " + first.column()
                            + (withoutCase ? " (case makes no difference here)" : ""),
                    nameAt());
        }
    }
}
