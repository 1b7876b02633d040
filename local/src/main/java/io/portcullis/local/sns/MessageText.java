package io.portcullis.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/**
 * What a message says: one text for all subscribers, or one for each protocol.
 *
 * @param plain the text for protocols without one of their own
 * @param byProtocol other texts by protocol
 */
record MessageText(String plain, Map<String, String> byProtocol) {

    private static final ObjectMapper JSON = new ObjectMapper();

    MessageText {
        byProtocol = Map.copyOf(byProtocol);
    }

    static MessageText of(String plain) {
        return new MessageText(plain, Map.of());
    }

    /** Reads a message of MessageStructure {@code json}. */
    static MessageText structured(String message) {
        JsonNode root;
        try {
            root = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw Faults.invalid("Message Structure - JSON message body failed to parse");
        }
        if (!root.path("default").isTextual()) {
            throw Faults.invalid("Message Structure - No default entry in JSON message body");
        }
        Map<String, String> texts = new HashMap<>();
        root.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                texts.put(entry.getKey(), entry.getValue().textValue());
            }
        });
        return new MessageText(root.path("default").textValue(), texts);
    }

    String forProtocol(SubscriptionProtocol protocol) {
        return byProtocol.getOrDefault(protocol.written(), plain);
    }
}
