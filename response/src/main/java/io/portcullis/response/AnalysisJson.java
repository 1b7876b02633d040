package io.portcullis.response;

import static io.portcullis.response.Members.list;
import static io.portcullis.response.Members.map;
import static io.portcullis.response.Members.present;
import static io.portcullis.response.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.BucketPolicyStatus;
import io.portcullis.analyzer.Cause;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Difference.Claim;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.Witness;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The form in which resources, findings and analyses are kept; what was written is read back equal. */
final class AnalysisJson {

    private final JsonMapper mapper;

    AnalysisJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    ObjectNode resource(Resource resource) {
        return mapper.createObjectNode()
                .put("type", resource.type().cloudFormationName())
                .put("arn", resource.arn())
                .put("account", resource.account())
                .put("region", resource.region());
    }

    static Resource resource(JsonNode node) {
        String name = text(node, "type");
        ResourceType type = ResourceType.of(name)
                .orElseThrow(() -> new IllegalArgumentException("no such type of resource: " + name));
        return new Resource(type, text(node, "arn"), text(node, "account"), text(node, "region"));
    }

    ObjectNode analysis(Analysis analysis) {
        ObjectNode node = mapper.createObjectNode();
        node.set("resource", resource(analysis.resource()));
        node.put("verdict", analysis.verdict().name());
        ArrayNode findings = node.putArray("findings");
        analysis.findings().forEach(finding -> findings.add(finding(finding)));
        node.set("reasons", texts(analysis.reasons()));
        node.set("notes", texts(analysis.notes()));
        analysis.bucketPolicyStatus().ifPresent(status -> node.set("bucketPolicyStatus", status(status)));
        node.set("differences", differences(analysis.differences()));
        return node;
    }

    ArrayNode differences(List<Difference> differences) {
        ArrayNode array = mapper.createArrayNode();
        differences.forEach(difference -> array.add(difference(difference)));
        return array;
    }

    static List<Difference> differences(JsonNode array) {
        return list(array, AnalysisJson::difference);
    }

    static Analysis analysis(JsonNode node) {
        return new Analysis(
                resource(node.path("resource")),
                Verdict.valueOf(text(node, "verdict")),
                list(node.path("findings"), AnalysisJson::finding),
                Members.texts(node.path("reasons")),
                Members.texts(node.path("notes")),
                present(node.path("bucketPolicyStatus"), AnalysisJson::status),
                differences(node.path("differences")));
    }

    ObjectNode finding(Finding finding) {
        ObjectNode node = mapper.createObjectNode().put("id", finding.id());
        node.set("principal", texts(finding.principal()));
        node.set("condition", texts(finding.condition()));
        node.set("actions", texts(finding.actions()));
        node.put("public", finding.isPublic());
        finding.witness().ifPresent(witness -> node.set("witness", witness(witness)));
        ArrayNode causes = node.putArray("causes");
        finding.causes().forEach(cause -> causes.add(cause(cause)));
        return node;
    }

    static Finding finding(JsonNode node) {
        return new Finding(
                text(node, "id"),
                map(node.path("principal"), JsonNode::asText),
                map(node.path("condition"), JsonNode::asText),
                Members.texts(node.path("actions")),
                node.path("public").asBoolean(),
                present(node.path("witness"), AnalysisJson::witness),
                list(node.path("causes"), AnalysisJson::cause));
    }

    private ObjectNode witness(Witness witness) {
        ObjectNode node = mapper.createObjectNode()
                .put("principal", witness.principal())
                .put("action", witness.action())
                .put("resource", witness.resource());
        ObjectNode context = node.putObject("context");
        witness.context().forEach((key, values) -> context.set(key, texts(values)));
        return node;
    }

    private static Witness witness(JsonNode node) {
        return new Witness(
                text(node, "principal"),
                text(node, "action"),
                text(node, "resource"),
                map(node.path("context"), Members::texts));
    }

    private ObjectNode cause(Cause cause) {
        ObjectNode node = mapper.createObjectNode();
        return switch (cause) {
            case Cause.PolicyStatement(int index, String sid, int line, String text) ->
                node.put("statement", index).put("sid", sid).put("line", line).put("text", text);
            case Cause.KeyGrant(String id, String name) -> node.put("grant", id).put("name", name);
        };
    }

    private static Cause cause(JsonNode node) {
        return node.has("grant")
                ? new Cause.KeyGrant(text(node, "grant"), text(node, "name"))
                : new Cause.PolicyStatement(
                        node.path("statement").asInt(),
                        text(node, "sid"),
                        node.path("line").asInt(),
                        text(node, "text"));
    }

    private ObjectNode status(BucketPolicyStatus status) {
        ObjectNode node = mapper.createObjectNode().put("public", status.isPublic());
        ArrayNode statements = node.putArray("statements");
        status.statements().forEach(statements::add);
        return node;
    }

    private static BucketPolicyStatus status(JsonNode node) {
        return new BucketPolicyStatus(node.path("public").asBoolean(), list(node.path("statements"), JsonNode::asInt));
    }

    private ObjectNode difference(Difference difference) {
        ObjectNode node = mapper.createObjectNode();
        node.set("principal", texts(difference.principal()));
        node.set("condition", texts(difference.condition()));
        difference.managed().ifPresent(claim -> node.set("managed", claim(claim)));
        difference.embedded().ifPresent(claim -> node.set("embedded", claim(claim)));
        return node;
    }

    private static Difference difference(JsonNode node) {
        return new Difference(
                map(node.path("principal"), JsonNode::asText),
                map(node.path("condition"), JsonNode::asText),
                present(node.path("managed"), AnalysisJson::claim),
                present(node.path("embedded"), AnalysisJson::claim));
    }

    private ObjectNode claim(Claim claim) {
        ObjectNode node = mapper.createObjectNode().put("public", claim.isPublic());
        node.set("actions", texts(claim.actions()));
        return node;
    }

    private static Claim claim(JsonNode node) {
        return new Claim(node.path("public").asBoolean(), Members.texts(node.path("actions")));
    }

    private ArrayNode texts(Collection<String> texts) {
        ArrayNode array = mapper.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private ObjectNode texts(Map<String, String> texts) {
        ObjectNode node = mapper.createObjectNode();
        texts.forEach(node::put);
        return node;
    }
}
