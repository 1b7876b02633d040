package io.portcullis.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.doctor.ChangeEvents.Call;

/**
 * An event as EventBridge delivers it for a call that succeeded, with the members that every such event has: a pattern that
 * asks for more takes some events and not others. Sources: EventBridge user guide, "AWS service events delivered via AWS
 * CloudTrail"; CloudTrail user guide, "CloudTrail record contents".
 */
record SampleEvent(ChangeEvents events, Call call, String account, String region) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TIME = "2026-01-31T12:00:00Z";
    private static final String ID = "11111111-2222-4333-8444-555555555555";

    /** The event. */
    String json() {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "0").put("id", ID);
        event.put("detail-type", call.byService() ? "AWS Service Event via CloudTrail" : "AWS API Call via CloudTrail");
        event.put("source", events.source())
                .put("account", account)
                .put("time", TIME)
                .put("region", region);
        event.putArray("resources");
        ObjectNode detail = event.putObject("detail");
        detail.put("eventVersion", "1.11");
        detail.putObject("userIdentity").put("accountId", account);
        detail.put("eventTime", TIME).put("eventSource", events.eventSource()).put("eventName", call.name());
        detail.put("awsRegion", region).put("readOnly", false).put("eventID", ID);
        detail.put("eventType", call.byService() ? "AwsServiceEvent" : "AwsApiCall");
        detail.put("managementEvent", true).put("recipientAccountId", account).put("eventCategory", "Management");
        return event.toString();
    }
}
