package io.portcullis.app.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.ResourceType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads lines of {@code check --jsonl}. Safe for many threads. */
final class CaseReader {

    private static final Set<String> MEMBERS =
            Set.of("id", "resourceType", "account", "organization", "resource", "policy", "grants");

    private final JsonFactory factory = new JsonFactory();
    private final GrantReader grants = new GrantReader();

    /**
     * What a line says, value by value.
     *
     * @param id the id as it is written, or {@code null} as text when there is none
     * @param values member to its value's source text
     * @param fault what is wrong with the line as JSON, if anything
     */
    record Line(String id, Map<String, String> values, Optional<InvalidCase> fault) {
        /** Copies the values. */
        Line {
            values = Map.copyOf(values);
        }
    }

    /** Takes a line apart, as far as it goes: a fault late in the line leaves the id found before it. */
    Line split(String text) {
        Map<String, String> values = new HashMap<>();
        Optional<InvalidCase> fault = Optional.empty();
        try (JsonParser parser = factory.createParser(text)) {
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
            throw new java.io.UncheckedIOException(impossible);
        }
        String id = values.getOrDefault("id", "null");
        return new Line(id.startsWith("{") || id.startsWith("[") ? "null" : id, values, fault);
    }

    /** The case that a line states. */
    Subject read(Line line) throws InvalidCase {
        if (line.fault().isPresent()) {
            throw line.fault().get();
        }
        for (String member : line.values().keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new InvalidCase(
                        "\"" + member + "\" is not a member of a case; they are id, resourceType, account,"
                                + " organization, resource, policy and grants");
            }
        }
        String policy = line.values().get("policy");
        if (policy == null) {
            throw new InvalidCase("There is no policy");
        }
        Optional<String> type = text(line, "resourceType");
        return Subject.of(
                type.orElseThrow(() ->
                        new InvalidCase("There is no resourceType; these can be decided: " + ResourceType.names())),
                text(line, "account"),
                text(line, "organization"),
                text(line, "resource"),
                policy.startsWith("\"") ? text(line, "policy").orElse("") : policy,
                grants(line));
    }

    private List<Grant> grants(Line line) throws InvalidCase {
        String source = line.values().getOrDefault("grants", "null");
        return source.equals("null") ? List.of() : grants.read(source);
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

    private Optional<String> text(Line line, String member) throws InvalidCase {
        String source = line.values().getOrDefault(member, "null");
        if (source.equals("null")) {
            return Optional.empty();
        }
        if (!source.startsWith("\"")) {
            throw new InvalidCase("The " + member + " is not a text");
        }
        try (JsonParser parser = factory.createParser(source)) {
            parser.nextToken();
            return Optional.of(parser.getText());
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
