package io.portcullis.response;

import static io.portcullis.response.Members.instant;
import static io.portcullis.response.Members.present;
import static io.portcullis.response.Members.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.response.KeptFinding.Status;
import java.time.DateTimeException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The form in which a store outside this process keeps a resource's history, and transitions that are still to be told:
 * compact JSON. What was written is read back equal. Stateless; safe for use by many threads.
 */
public final class HistoryJson {

    private final JsonMapper mapper = new JsonMapper();
    private final AnalysisJson analyses = new AnalysisJson(mapper);

    /** A history as JSON. */
    public String write(ResourceHistory history) {
        return node(history).toString();
    }

    ObjectNode node(ResourceHistory history) {
        ObjectNode root = mapper.createObjectNode();
        root.put("until", history.until().toString());
        history.last().ifPresent(last -> root.set("last", last(last)));
        ArrayNode findings = root.putArray("findings");
        history.findings().values().forEach(kept -> findings.add(kept(kept)));
        return root;
    }

    /**
     * The history in this text.
     *
     * @throws IllegalArgumentException when it is not one that {@link #write} wrote; the message says what is wrong
     */
    public ResourceHistory read(String text) {
        return history(parse(text));
    }

    static ResourceHistory history(JsonNode root) {
        try {
            SortedMap<String, KeptFinding> findings = new TreeMap<>();
            root.path("findings").forEach(node -> {
                KeptFinding kept = kept(node);
                findings.put(kept.finding().id(), kept);
            });
            return new ResourceHistory(present(root.path("last"), HistoryJson::last), findings, instant(root, "until"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time of a history is not ISO 8601: " + e.getMessage(), e);
        }
    }

    /** A transition as JSON. */
    public String write(Transition transition) {
        return node(transition).toString();
    }

    ObjectNode node(Transition transition) {
        ObjectNode node = mapper.createObjectNode();
        switch (transition) {
            case Transition.Opened(KeptFinding finding, boolean again) ->
                node.put("transition", "Opened").put("again", again).set("finding", kept(finding));
            case Transition.Resolved(KeptFinding finding) ->
                node.put("transition", "Resolved").set("finding", kept(finding));
            case Transition.Unknown(var analysis) ->
                node.put("transition", "Unknown").set("analysis", analyses.analysis(analysis));
            case Transition.Known(var analysis) ->
                node.put("transition", "Known").set("analysis", analyses.analysis(analysis));
            case Transition.Differed(var differences) ->
                node.put("transition", "Differed").set("differences", analyses.differences(differences));
            case Transition.Agreed(var differences) ->
                node.put("transition", "Agreed").set("differences", analyses.differences(differences));
        }
        return node;
    }

    /**
     * The transition in this text.
     *
     * @throws IllegalArgumentException when it is not one that {@link #write(Transition)} wrote
     */
    public Transition readTransition(String text) {
        return transition(parse(text));
    }

    static Transition transition(JsonNode node) {
        String name = text(node, "transition");
        return switch (name) {
            case "Opened" ->
                new Transition.Opened(
                        kept(node.path("finding")), node.path("again").asBoolean());
            case "Resolved" -> new Transition.Resolved(kept(node.path("finding")));
            case "Unknown" -> new Transition.Unknown(AnalysisJson.analysis(node.path("analysis")));
            case "Known" -> new Transition.Known(AnalysisJson.analysis(node.path("analysis")));
            case "Differed" -> new Transition.Differed(AnalysisJson.differences(node.path("differences")));
            case "Agreed" -> new Transition.Agreed(AnalysisJson.differences(node.path("differences")));
            default -> throw new IllegalArgumentException("no such transition: " + name);
        };
    }

    private ObjectNode last(KeptResource kept) {
        ObjectNode node = mapper.createObjectNode()
                .put("createdAt", kept.createdAt().toString())
                .put("updatedAt", kept.updatedAt().toString())
                .put("analyzedAt", kept.analyzedAt().toString());
        node.set("analysis", analyses.analysis(kept.analysis()));
        return node;
    }

    private static KeptResource last(JsonNode node) {
        return new KeptResource(
                AnalysisJson.analysis(node.path("analysis")),
                instant(node, "createdAt"),
                instant(node, "updatedAt"),
                instant(node, "analyzedAt"));
    }

    private ObjectNode kept(KeptFinding kept) {
        ObjectNode node = mapper.createObjectNode()
                .put("status", kept.status().name())
                .put("createdAt", kept.createdAt().toString())
                .put("updatedAt", kept.updatedAt().toString())
                .put("analyzedAt", kept.analyzedAt().toString());
        node.set("resource", analyses.resource(kept.resource()));
        node.set("finding", analyses.finding(kept.finding()));
        return node;
    }

    private static KeptFinding kept(JsonNode node) {
        return new KeptFinding(
                AnalysisJson.finding(node.path("finding")),
                AnalysisJson.resource(node.path("resource")),
                Status.valueOf(text(node, "status")),
                instant(node, "createdAt"),
                instant(node, "updatedAt"),
                instant(node, "analyzedAt"));
    }

    private JsonNode parse(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
