package io.portcullis.local.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** JSON of events: numbers keep their digits, depth is bounded by 1,000 as in EventBridge, with room for the envelope. */
final class Json {

    private static final int DETAIL_DEPTH = 1_000;
    private static final JsonMapper DETAIL = mapper(DETAIL_DEPTH);
    private static final JsonMapper EVENT = mapper(DETAIL_DEPTH + 10);

    private Json() {}

    private static JsonMapper mapper(int depth) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(depth).build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(DETAIL_DEPTH + 10)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    static ObjectNode object() {
        return EVENT.createObjectNode();
    }

    /** The object that a Detail is; empty when the text is anything else. */
    static Optional<ObjectNode> detail(String text) {
        try {
            return DETAIL.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The object that an event is; empty when the text is anything else. */
    static Optional<ObjectNode> event(String text) {
        try {
            return EVENT.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is one JSON value. */
    static boolean isValue(String text) {
        try {
            return !DETAIL.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Compact text. */
    static String write(JsonNode node) {
        try {
            return EVENT.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
    }
}
