package io.portcullis.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Policy documents as text. */
final class PolicyText {

    private static final JsonMapper JSON = new JsonMapper();

    private PolicyText() {}

    /** Whether two documents are the same but for their layout: services give back the JSON they took, not the bytes. */
    static boolean sameMeaning(String one, String other) {
        return one.equals(other) || parsed(one).equals(parsed(other));
    }

    private static JsonNode parsed(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            // Not JSON: it is the same as itself only, and that was seen before.
            return JSON.getNodeFactory().textNode(document);
        }
    }
}
