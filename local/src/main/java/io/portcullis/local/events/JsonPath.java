package io.portcullis.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON paths that EventBridge takes: members by dot or bracket, elements by index, and {@code *} for all elements.
 * Immutable. Source: EventBridge user guide, "Amazon EventBridge input transformation" (no filters, no functions).
 */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile(
            "\\.([A-Za-z0-9_*-]+)|\\[\\s*'([^']*)'\\s*]|\\[\\s*\"([^\"]*)\"\\s*]|\\[\\s*([0-9]{1,9}|\\*)\\s*]");

    /** One step down. */
    private sealed interface Step {}

    private record Member(String name) implements Step {}

    private record Element(int index) implements Step {}

    private record All() implements Step {}

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Reads a path; empty when the text is none. */
    static Optional<JsonPath> parse(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text).region(1, text.length());
        int end = 1;
        while (matcher.lookingAt()) {
            steps.add(step(matcher));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        return end == text.length() ? Optional.of(new JsonPath(steps)) : Optional.empty();
    }

    private static Step step(Matcher matcher) {
        for (int group = 1; group <= 3; group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group).equals("*") && group == 1 ? new All() : new Member(matcher.group(group));
            }
        }
        String index = matcher.group(4);
        return index.equals("*") ? new All() : new Element(Integer.parseInt(index));
    }

    /** The value there; with {@code *} on the way, an array of all values. */
    Optional<JsonNode> in(JsonNode root) {
        List<JsonNode> found = List.of(root);
        boolean many = false;
        for (Step step : steps) {
            many |= step instanceof All;
            found = found.stream().flatMap(node -> down(node, step).stream()).toList();
        }
        if (many) {
            ArrayNode all = ((com.fasterxml.jackson.databind.node.ContainerNode<?>) root).arrayNode();
            found.forEach(all::add);
            return Optional.of(all);
        }
        return found.stream().findFirst();
    }

    private static List<JsonNode> down(JsonNode node, Step step) {
        return switch (step) {
            case Member(String name) -> present(node.path(name));
            case Element(int index) -> present(node.path(index));
            case All all -> {
                List<JsonNode> children = new ArrayList<>();
                node.forEach(children::add);
                yield children;
            }
        };
    }

    private static List<JsonNode> present(JsonNode node) {
        return node.isMissingNode() ? List.of() : List.of(node);
    }
}
