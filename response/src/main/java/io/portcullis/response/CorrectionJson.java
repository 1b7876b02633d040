package io.portcullis.response;

import static io.portcullis.response.Members.list;
import static io.portcullis.response.Members.map;
import static io.portcullis.response.Members.optional;
import static io.portcullis.response.Members.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.Correction.RevokeGrant;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.CorrectionRecord.Applied;
import io.portcullis.response.CorrectionRecord.Status;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form in which a correction is kept: JSON for people to read and for {@code undo} to read back. Policy documents are
 * strings in it, so that they come back byte for byte. Stateless; safe for use by many threads.
 */
public final class CorrectionJson {

    private final JsonMapper mapper = new JsonMapper();
    private final ObjectWriter pretty = mapper.writerWithDefaultPrettyPrinter();

    /** A record as JSON. */
    public String write(CorrectionRecord entry) {
        ObjectNode root = mapper.createObjectNode();
        root.put("id", entry.id());
        root.put("analyzer", entry.analyzer());
        root.put("resource", entry.resource().arn());
        root.put("resourceType", entry.resource().type().cloudFormationName());
        root.put("time", entry.at().toString());
        root.put("actor", entry.actor());
        root.put("summary", entry.correction().summary());
        root.put("outcome", entry.outcome());
        entry.refused().ifPresent(reason -> root.put("refused", reason));
        entry.undone().ifPresent(when -> root.put("undone", when.toString()));
        root.set("cause", cause(entry.cause()));
        entry.findings().forEach(root.putArray("findings")::add);
        ArrayNode steps = root.putArray("steps");
        entry.steps().forEach(step -> steps.add(step(step)));
        ObjectNode before = root.putObject("before");
        before.put("policy", entry.correction().before().policy());
        ArrayNode grants = before.putArray("grants");
        entry.correction().before().grants().forEach(grant -> grants.add(grant(grant)));
        try {
            return pretty.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of text cannot be written", e);
        }
    }

    /**
     * The record in this text.
     *
     * @throws IOException when it is not one that {@link #write} wrote; the message says what is wrong
     */
    public CorrectionRecord read(String text) throws IOException {
        try {
            return entry(mapper.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static CorrectionRecord entry(JsonNode root) {
        Resource resource = Resource.kmsKey(text(root, "resource"));
        KeyState before = new KeyState(
                resource, text(root.path("before"), "policy"), list(root.at("/before/grants"), CorrectionJson::grant));
        List<Applied> steps = list(root.path("steps"), CorrectionJson::step);
        Correction correction =
                new Correction(before, steps.stream().map(Applied::step).toList(), text(root, "summary"));
        return new CorrectionRecord(
                text(root, "id"),
                text(root, "analyzer"),
                Instant.parse(text(root, "time")),
                text(root, "actor"),
                cause(root.path("cause"), resource),
                list(root.path("findings"), JsonNode::asText),
                correction,
                steps,
                optional(root, "refused"),
                optional(root, "undone").map(Instant::parse));
    }

    private ObjectNode cause(Change change) {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", change.id());
        node.put("call", change.call());
        node.put("actor", change.actor());
        node.put("time", change.time().toString());
        return node;
    }

    private static Change cause(JsonNode node, Resource resource) {
        return new Change(
                text(node, "id"),
                List.of(resource),
                text(node, "call"),
                text(node, "actor"),
                Instant.parse(text(node, "time")));
    }

    private ObjectNode step(Applied applied) {
        ObjectNode node = mapper.createObjectNode();
        switch (applied.step()) {
            case ReplaceKeyPolicy(String before, String after) ->
                node.put("step", "ReplaceKeyPolicy").put("before", before).put("after", after);
            case RevokeGrant(Grant grant) -> node.put("step", "RevokeGrant").set("grant", grant(grant));
        }
        return node.put("status", applied.status().name()).put("reason", applied.reason());
    }

    private static Applied step(JsonNode node) {
        String name = text(node, "step");
        Correction.Step step = switch (name) {
            case "ReplaceKeyPolicy" -> new ReplaceKeyPolicy(text(node, "before"), text(node, "after"));
            case "RevokeGrant" -> new RevokeGrant(grant(node.path("grant")));
            default -> throw new IllegalArgumentException("no such step: " + name);
        };
        return new Applied(step, Status.valueOf(text(node, "status")), text(node, "reason"));
    }

    private ObjectNode grant(Grant grant) {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", grant.id());
        grant.name().ifPresent(name -> node.put("name", name));
        node.put("grantee", grant.grantee());
        grant.retiring().ifPresent(retiring -> node.put("retiring", retiring));
        grant.issuingAccount().ifPresent(account -> node.put("issuingAccount", account));
        grant.operations().forEach(node.putArray("operations")::add);
        node.set("contextEquals", context(grant.contextEquals()));
        node.set("contextSubset", context(grant.contextSubset()));
        grant.sourceArn().ifPresent(arn -> node.put("sourceArn", arn));
        return node;
    }

    private ObjectNode context(Map<String, String> context) {
        ObjectNode node = mapper.createObjectNode();
        new TreeMap<>(context).forEach(node::put);
        return node;
    }

    private static Grant grant(JsonNode node) {
        return new Grant(
                text(node, "id"),
                optional(node, "name"),
                text(node, "grantee"),
                optional(node, "retiring"),
                optional(node, "issuingAccount"),
                list(node.path("operations"), JsonNode::asText),
                map(node.path("contextEquals"), JsonNode::asText),
                map(node.path("contextSubset"), JsonNode::asText),
                optional(node, "sourceArn"));
    }
}
