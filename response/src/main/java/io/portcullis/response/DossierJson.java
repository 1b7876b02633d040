package io.portcullis.response;

import static io.portcullis.response.Members.instant;
import static io.portcullis.response.Members.list;
import static io.portcullis.response.Members.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.response.Dossier.Untold;
import java.time.DateTimeException;

/** The form of a dossier in a file, which says whose it is. Stateless; safe for use by many threads. */
final class DossierJson {

    private final JsonMapper mapper = new JsonMapper();
    private final HistoryJson histories = new HistoryJson();

    /** A dossier, and whose it is. */
    record Named(String analyzer, String resourceArn, Dossier dossier) {}

    String write(Named named) {
        ObjectNode root =
                mapper.createObjectNode().put("analyzer", named.analyzer()).put("resource", named.resourceArn());
        root.set("history", histories.node(named.dossier().history()));
        ArrayNode untold = root.putArray("untold");
        for (Untold each : named.dossier().untold()) {
            untold.addObject().put("due", each.due().toString()).set("transition", histories.node(each.transition()));
        }
        return root.toString();
    }

    /**
     * What was written.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    Named read(String text) {
        try {
            JsonNode root = mapper.readTree(text);
            Dossier dossier = new Dossier(
                    HistoryJson.history(root.path("history")), list(root.path("untold"), DossierJson::untold));
            return new Named(text(root, "analyzer"), text(root, "resource"), dossier);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time is not ISO 8601: " + e.getMessage(), e);
        }
    }

    private static Untold untold(JsonNode node) {
        return new Untold(HistoryJson.transition(node.path("transition")), instant(node, "due"));
    }
}
