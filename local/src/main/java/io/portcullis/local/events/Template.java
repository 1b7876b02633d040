package io.portcullis.local.events;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An input template. Immutable.
 *
 * <p>A placeholder inside quotes becomes text, escaped so that the quotes stay whole; outside quotes it becomes the JSON
 * of its value. In a template that is neither JSON nor quoted it becomes plain text. What a path does not find is empty
 * text. Source: EventBridge user guide, "Amazon EventBridge input transformation".
 */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9_.-]+)>");
    private static final Set<String> BUILT_IN = Set.of(
            "aws.events.rule-arn",
            "aws.events.rule-name",
            "aws.events.event",
            "aws.events.event.json",
            "aws.events.event.ingestion-time");

    private final String text;
    private final Map<String, JsonPath> paths;
    private final boolean json;

    Template(String text, Map<String, JsonPath> paths) {
        this.text = text;
        this.paths = Map.copyOf(paths);
        String start = text.strip();
        this.json = !start.isEmpty() && "{[\"<".indexOf(start.charAt(0)) >= 0;
    }

    /** Placeholders that no path and no built-in variable fills. */
    List<String> unknownNames() {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .filter(name -> !paths.containsKey(name) && !BUILT_IN.contains(name))
                .toList();
    }

    String fill(Event event, BusRule rule) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        boolean quoted = false;
        int from = 0;
        while (matcher.find()) {
            quoted ^= oddQuotes(from, matcher.start());
            out.append(text, from, matcher.start());
            out.append(written(value(matcher.group(1), event, rule), quoted));
            from = matcher.end();
        }
        return out.append(text, from, text.length()).toString();
    }

    /** Whether this stretch of the template ends on the other side of a quote than it began. */
    private boolean oddQuotes(int from, int to) {
        boolean odd = false;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else {
                odd ^= text.charAt(i) == '"';
            }
        }
        return odd;
    }

    private String written(JsonNode value, boolean quoted) {
        if (!json) {
            return plain(value);
        }
        return quoted ? new String(JsonStringEncoder.getInstance().quoteAsString(plain(value))) : Json.write(value);
    }

    private static String plain(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.write(value);
    }

    private JsonNode value(String name, Event event, BusRule rule) {
        return switch (name) {
            case "aws.events.rule-arn" -> TextNode.valueOf(rule.arn().text());
            case "aws.events.rule-name" -> TextNode.valueOf(rule.name());
            case "aws.events.event.json" -> event.tree();
            case "aws.events.event" -> withoutDetail(event.tree());
            case "aws.events.event.ingestion-time" -> TextNode.valueOf(Event.timestamp(event.ingested()));
            default ->
                Optional.ofNullable(paths.get(name))
                        .flatMap(path -> path.in(event.tree()))
                        .orElse(TextNode.valueOf(""));
        };
    }

    private static ObjectNode withoutDetail(ObjectNode event) {
        ObjectNode copy = Json.object();
        event.properties().stream()
                .filter(member -> !member.getKey().equals("detail"))
                .forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }
}
