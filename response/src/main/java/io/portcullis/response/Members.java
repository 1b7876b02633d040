package io.portcullis.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads members of JSON objects that we wrote; what is missing is an {@link IllegalArgumentException} that names it. */
final class Members {

    private Members() {}

    static String text(JsonNode node, String member) {
        return optional(node, member)
                .orElseThrow(() -> new IllegalArgumentException("the member \"" + member + "\" is missing or no text"));
    }

    static Optional<String> optional(JsonNode node, String member) {
        return node.path(member).isTextual() ? Optional.of(node.path(member).textValue()) : Optional.empty();
    }

    static Instant instant(JsonNode node, String member) {
        return Instant.parse(text(node, member));
    }

    static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        List<T> items = new ArrayList<>();
        array.forEach(item -> items.add(each.apply(item)));
        return items;
    }

    static <T> SortedMap<String, T> map(JsonNode object, Function<JsonNode, T> each) {
        SortedMap<String, T> map = new TreeMap<>();
        for (Map.Entry<String, JsonNode> pair : object.properties()) {
            map.put(pair.getKey(), each.apply(pair.getValue()));
        }
        return map;
    }

    static <T> Optional<T> present(JsonNode node, Function<JsonNode, T> read) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(read.apply(node));
    }
}
