package io.portcullis.local.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.wire.Caller;
import io.portcullis.wire.ServiceFault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes CloudTrail records. Source: CloudTrail user guide, "CloudTrail record contents". */
final class Records {

    private static final String EVENT_VERSION = "1.11";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Records() {}

    /** A call by somebody to a service. */
    record Call(String eventSource, String eventName, Caller caller) {}

    static ObjectNode call(Call call, Particulars particulars, Optional<ServiceFault> fault, UUID eventId) {
        Caller caller = call.caller();
        ObjectNode detail = JSON.objectNode().put("eventVersion", EVENT_VERSION);
        detail.set("userIdentity", identity(caller));
        detail.put("eventTime", seconds(caller.time()))
                .put("eventSource", call.eventSource())
                .put("eventName", call.eventName())
                .put("awsRegion", caller.region())
                .put("sourceIPAddress", caller.sourceIp())
                .put("userAgent", caller.userAgent());
        fault.ifPresent(thrown -> detail.put("errorCode", errorCode(thrown)).put("errorMessage", thrown.text()));
        detail.set("requestParameters", orNull(particulars.requestParameters()));
        detail.set("responseElements", orNull(particulars.responseElements()));
        if (!particulars.additionalEventData().isEmpty()) {
            ObjectNode additional = detail.putObject("additionalEventData");
            particulars.additionalEventData().forEach(additional::put);
        }
        detail.put("requestID", caller.requestId());
        return finished(detail, eventId, particulars.resources(), "AwsApiCall", caller.account());
    }

    static ObjectNode serviceEvent(
            String eventSource,
            String eventName,
            AffectedResource resource,
            Instant time,
            String region,
            UUID eventId) {
        ObjectNode detail = JSON.objectNode().put("eventVersion", EVENT_VERSION);
        detail.putObject("userIdentity").put("accountId", resource.account()).put("invokedBy", "AWS Internal");
        detail.put("eventTime", seconds(time))
                .put("eventSource", eventSource)
                .put("eventName", eventName)
                .put("awsRegion", region)
                .put("sourceIPAddress", "AWS Internal")
                .put("userAgent", "AWS Internal")
                .putNull("requestParameters")
                .putNull("responseElements");
        return finished(detail, eventId, List.of(resource), "AwsServiceEvent", resource.account());
    }

    private static ObjectNode finished(
            ObjectNode detail, UUID eventId, List<AffectedResource> resources, String eventType, String account) {
        detail.put("eventID", eventId.toString()).put("readOnly", false);
        if (!resources.isEmpty()) {
            var array = detail.putArray("resources");
            resources.forEach(resource -> array.addObject()
                    .put("accountId", resource.account())
                    .put("type", resource.type())
                    .put("ARN", resource.arn()));
        }
        return detail.put("eventType", eventType)
                .put("managementEvent", true)
                .put("recipientAccountId", account)
                .put("eventCategory", "Management");
    }

    private static ObjectNode identity(Caller caller) {
        ObjectNode root = JSON.objectNode()
                .put("type", "Root")
                .put("principalId", caller.account())
                .put("arn", caller.arn())
                .put("accountId", caller.account());
        caller.accessKeyId().ifPresent(key -> root.put("accessKeyId", key));
        return root;
    }

    /** Records name a refusal {@code AccessDenied}, whatever the API calls it. */
    private static String errorCode(ServiceFault fault) {
        return fault.code().equals("AccessDeniedException") ? "AccessDenied" : fault.code();
    }

    private static JsonNode orNull(Optional<ObjectNode> node) {
        return node.<JsonNode>map(present -> present).orElse(JSON.nullNode());
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
