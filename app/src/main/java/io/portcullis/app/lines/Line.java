package io.portcullis.app.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a line says, value by value.
 *
 * @param id the id as it is written, or {@code null} as text when there is none
 * @param values member to its value's source text
 * @param fault what is wrong with the line as JSON, if anything
 */
public record Line(String id, Map<String, String> values, Optional<InvalidCase> fault) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Copies the values. */
    public Line {
        values = Map.copyOf(values);
    }

    /** Takes a line apart, as far as it goes: a fault late in the line leaves the id found before it. */
    public static Line of(String text) {
        Map<String, String> values = new HashMap<>();
        Optional<InvalidCase> fault = Optional.empty();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidCase("The line is not a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                parser.nextToken();
                String value = source(parser, text);
                if (values.put(member, value) != null) {
                    throw new InvalidCase("\"" + member + "\" is there twice");
                }
            }
            if (parser.nextToken() != null) {
                throw new InvalidCase("Something follows the JSON object: a line holds one case");
            }
        } catch (InvalidCase invalid) {
            fault = Optional.of(invalid);
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            fault = Optional.of(new InvalidCase(
                    "The line is not JSON: " + malformed.getOriginalMessage()
                            + (at == null ? "" : " at column " + at.getColumnNr()),
                    malformed));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String id = values.getOrDefault("id", "null");
        return new Line(id.startsWith("{") || id.startsWith("[") ? "null" : id, values, fault);
    }

    /** The text that the parser's current value was read from; the parser then stands at its end. */
    private static String source(JsonParser parser, String text) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            // Strings are read lazily: this makes the parser find their end.
            parser.getText();
        }
        return text.substring(from, (int) parser.currentLocation().getCharOffset())
                .strip();
    }

    /**
     * Checks that the line is sound and has no members but these.
     *
     * @throws InvalidCase when it is not, naming the members there are
     */
    public void require(List<String> members) throws InvalidCase {
        if (fault.isPresent()) {
            throw fault.get();
        }
        for (String member : values.keySet()) {
            if (!members.contains(member)) {
                String all = String.join(", ", members.subList(0, members.size() - 1));
                throw new InvalidCase(
                        "\"" + member + "\" is not a member of a case; they are " + all + " and " + members.getLast());
            }
        }
    }

    /** The source text of a member; {@code null} as text when it is not there. */
    public String source(String member) {
        return values.getOrDefault(member, "null");
    }

    /**
     * The text of a member that is a text.
     *
     * @throws InvalidCase when it is something else
     */
    public Optional<String> text(String member) throws InvalidCase {
        String source = source(member);
        if (source.equals("null")) {
            return Optional.empty();
        }
        if (!source.startsWith("\"")) {
            throw new InvalidCase("The " + member + " is not a text");
        }
        try (JsonParser parser = JSON.createParser(source)) {
            parser.nextToken();
            return Optional.of(parser.getText());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * A document that is written as an object or as its text.
     *
     * @throws InvalidCase when there is none
     */
    public String document(String member) throws InvalidCase {
        if (!values.containsKey(member)) {
            throw new InvalidCase("There is no " + member);
        }
        String source = source(member);
        return source.startsWith("\"") ? text(member).orElse("") : source;
    }
}
