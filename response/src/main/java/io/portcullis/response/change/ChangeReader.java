package io.portcullis.response.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.Change;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reduces an EventBridge event to the keys whose access may have changed: one that carries a CloudTrail record, or one of
 * Access Analyzer's own about a finding. Stateless; safe for use by many threads.
 */
public final class ChangeReader {

    private static final String SOURCE = "aws.kms";
    private static final String EVENT_SOURCE = "kms.amazonaws.com";
    private static final List<String> DETAIL_TYPES =
            List.of("AWS API Call via CloudTrail", "AWS Service Event via CloudTrail");

    private static final String FINDING_SOURCE = "aws.access-analyzer";
    private static final String FINDING = "Access Analyzer Finding";

    private final JsonMapper json = new JsonMapper();

    /**
     * The pattern of an EventBridge rule that selects just the CloudTrail records that {@link #read} makes changes of:
     * successful calls of {@link KmsCall}. Compact JSON, well under the 2,048 characters a pattern may have.
     */
    public String eventPattern() {
        ObjectNode pattern = json.createObjectNode();
        pattern.putArray("source").add(SOURCE);
        DETAIL_TYPES.forEach(pattern.putArray("detail-type")::add);
        ObjectNode detail = pattern.putObject("detail");
        detail.putArray("eventSource").add(EVENT_SOURCE);
        ArrayNode names = detail.putArray("eventName");
        for (KmsCall call : KmsCall.values()) {
            names.add(call.eventName());
        }
        detail.putArray("errorCode").addObject().put("exists", false);
        return pattern.toString();
    }

    /**
     * The pattern of an EventBridge rule that selects Access Analyzer's own events about findings of keys, for an account
     * that has an analyzer: what AWS has found is a reason to look, too.
     */
    public String findingPattern() {
        ObjectNode pattern = json.createObjectNode();
        pattern.putArray("source").add(FINDING_SOURCE);
        pattern.putArray("detail-type").add(FINDING);
        pattern.putObject("detail").putArray("resourceType").add(ResourceType.KMS_KEY.cloudFormationName());
        return pattern.toString();
    }

    /**
     * Reads one event.
     *
     * @param event the event as EventBridge delivers it, JSON
     * @return the change; empty for an event of anything else, and for a call that failed
     * @throws MalformedEventException when the event is not JSON, or is of a call or a finding that matters and does not
     *     say of which key, or when
     */
    public Optional<Change> read(String event) {
        JsonNode root = parse(event);
        return root.path("source").asText().equals(FINDING_SOURCE) ? finding(root) : call(root);
    }

    /** What the event says of the finding is not looked at: it may be an hour old, and the key is what counts. */
    private static Optional<Change> finding(JsonNode root) {
        JsonNode detail = root.path("detail");
        if (!root.path("detail-type").asText().equals(FINDING)
                || !detail.path("resourceType").asText().equals(ResourceType.KMS_KEY.cloudFormationName())) {
            return Optional.empty();
        }
        String arn = text(detail.path("resource"))
                .filter(KeyArn::isOne)
                .orElseThrow(() -> new MalformedEventException("/detail/resource", "the ARN of a key was expected"));
        String id = text(root.path("id")).orElseThrow(() -> new MalformedEventException("/id", "the event has no id"));
        return Optional.of(
                new Change(id, List.of(Resource.kmsKey(arn)), FINDING, "access-analyzer.amazonaws.com", time(root)));
    }

    private static Optional<Change> call(JsonNode root) {
        JsonNode detail = root.path("detail");
        if (!root.path("source").asText().equals(SOURCE)
                || !DETAIL_TYPES.contains(root.path("detail-type").asText())
                || !detail.path("eventSource").asText().equals(EVENT_SOURCE)
                || detail.hasNonNull("errorCode")) {
            return Optional.empty();
        }
        return KmsCall.of(detail.path("eventName").asText())
                .map(call -> new Change(id(root), resources(call, root), call.eventName(), actor(detail), time(root)));
    }

    private JsonNode parse(String event) {
        try {
            JsonNode root = json.readTree(event);
            if (root == null || !root.isObject()) {
                throw new MalformedEventException("", "a JSON object was expected: an event from EventBridge");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new MalformedEventException(
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "not JSON: " + e.getOriginalMessage());
        }
    }

    private static String id(JsonNode root) {
        return Stream.of(root.at("/detail/eventID"), root.path("id"))
                .flatMap(node -> text(node).stream())
                .findFirst()
                .orElseThrow(() -> new MalformedEventException("/detail/eventID", "no eventID, and no id outside it"));
    }

    private static Instant time(JsonNode root) {
        String time = Stream.of(root.at("/detail/eventTime"), root.path("time"))
                .flatMap(node -> text(node).stream())
                .findFirst()
                .orElseThrow(
                        () -> new MalformedEventException("/detail/eventTime", "no eventTime, and no time outside it"));
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            throw new MalformedEventException(
                    "/detail/eventTime", "not an ISO 8601 time such as 2026-01-31T12:00:00Z: " + time);
        }
    }

    private static String actor(JsonNode detail) {
        JsonNode identity = detail.path("userIdentity");
        return Stream.of("arn", "invokedBy", "principalId")
                .flatMap(name -> text(identity.path(name)).stream())
                .findFirst()
                .orElse("");
    }

    private static List<Resource> resources(KmsCall call, JsonNode root) {
        JsonNode detail = root.path("detail");
        Set<String> arns = new LinkedHashSet<>();
        for (JsonNode resource : detail.path("resources")) {
            text(resource.path("ARN")).filter(KeyArn::isOne).ifPresent(arns::add);
        }
        if (arns.isEmpty()) {
            named(root).forEach(arns::add);
        }
        if (call == KmsCall.REPLICATE_KEY) {
            replica(detail, arns).ifPresent(arns::add);
        }
        if (arns.isEmpty()) {
            throw new MalformedEventException(
                    "/detail/resources",
                    "the call " + call.eventName() + " names no key, neither here nor in requestParameters and"
                            + " responseElements; scan the account to be sure");
        }
        return arns.stream().map(Resource::kmsKey).toList();
    }

    /** The keys that the call's parameters or its response name; a bare id is of the account and Region of the record. */
    private static Stream<String> named(JsonNode root) {
        JsonNode detail = root.path("detail");
        String region = text(detail.path("awsRegion"))
                .or(() -> text(root.path("region")))
                .orElse("");
        String account = text(root.path("account"))
                .or(() -> text(detail.path("recipientAccountId")))
                .or(() -> text(detail.at("/userIdentity/accountId")))
                .orElse("");
        return Stream.of(
                        "/requestParameters/keyId",
                        "/requestParameters/targetKeyId",
                        "/responseElements/keyMetadata/arn",
                        "/responseElements/keyId")
                .flatMap(place -> text(detail.at(place)).stream())
                .flatMap(name -> KeyArn.of(name, region, account).stream())
                .distinct();
    }

    /** The replica that ReplicateKey makes: same id, other Region (its record stands in the primary's Region). */
    private static Optional<String> replica(JsonNode detail, Set<String> primary) {
        return text(detail.at("/responseElements/replicaKeyMetadata/arn"))
                .filter(KeyArn::isOne)
                .or(() -> text(detail.at("/requestParameters/replicaRegion"))
                        .flatMap(region -> primary.stream().findFirst().map(arn -> KeyArn.inRegion(arn, region)))
                        .filter(KeyArn::isOne));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
