package io.portcullis.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The JSON paths of the tokens of a text. Immutable. */
final class Paths {

    private final List<JsonPath> paths = new ArrayList<>();
    private int[] offsets = new int[16];

    /** Finds the tokens once, in time linear in the text; where it is not JSON they end. */
    Paths(String text) {
        try (JsonParser parser = JsonText.open(text)) {
            List<JsonPath> containers = new ArrayList<>(List.of(new JsonPath.Root()));
            while (parser.nextToken() != null) {
                if (parser.currentToken().isStructEnd()) {
                    containers.removeLast();
                    continue;
                }
                // A token that opens a list or an object stands in the one around it.
                boolean opens = parser.currentToken().isStructStart();
                JsonPath path = JsonPath.step(
                        containers.getLast(),
                        opens ? parser.getParsingContext().getParent() : parser.getParsingContext());
                add((int) parser.currentTokenLocation().getCharOffset(), path);
                if (opens) {
                    containers.add(path);
                }
            }
        } catch (JsonProcessingException notJson) {
            // The reader came no further either, and told of it with the place.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("Characters in memory could not be read", e);
        }
    }

    /** The path of the token that begins at the offset, or of the last one before it. */
    String at(int offset) {
        int found = Arrays.binarySearch(offsets, 0, paths.size(), offset);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? new JsonPath.Root().written() : paths.get(index).written();
    }

    private void add(int offset, JsonPath path) {
        offsets = paths.size() < offsets.length ? offsets : Arrays.copyOf(offsets, 2 * offsets.length);
        offsets[paths.size()] = offset;
        paths.add(path);
    }
}
