package io.portcullis.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of findings as Access Analyzer itself does: the event {@code Access Analyzer Finding} for each new finding, change
 * of status and deletion ("Monitoring IAM Access Analyzer with Amazon EventBridge" of the IAM User Guide).
 */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final ApiParts.FindingEvents events;
    private final Clock clock;

    Announcer(ApiParts.FindingEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** A finding is new or has another status. */
    void changed(RegisteredAnalyzer analyzer, FindingView finding) {
        put(analyzer, finding, false);
    }

    /** A finding went with its analyzer. */
    void deleted(RegisteredAnalyzer analyzer, FindingView finding) {
        put(analyzer, finding, true);
    }

    private void put(RegisteredAnalyzer analyzer, FindingView finding, boolean isDeleted) {
        String event = event(analyzer, finding, isDeleted).toString();
        try {
            events.put(analyzer.key().account(), analyzer.key().region(), event);
        } catch (RuntimeException e) {
            LOG.error("An event could not be put, and is lost: {}", event, e);
        }
    }

    private ObjectNode event(RegisteredAnalyzer analyzer, FindingView finding, boolean isDeleted) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Access Analyzer Finding");
        event.put("source", "aws.access-analyzer");
        event.put("account", analyzer.key().account());
        event.put("time", stamp(Instant.now(clock)));
        event.put("region", analyzer.key().region());
        event.putArray("resources").add(analyzer.arn());
        event.set("detail", detail(finding, isDeleted));
        return event;
    }

    private static ObjectNode detail(FindingView finding, boolean isDeleted) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("version", "1.0");
        detail.put("id", finding.id());
        detail.put("status", finding.status().name());
        detail.put("resourceType", finding.resource().type().cloudFormationName());
        detail.put("resource", finding.resource().arn());
        detail.put("createdAt", stamp(finding.createdAt()));
        detail.put("analyzedAt", stamp(finding.analyzedAt()));
        detail.put("updatedAt", stamp(finding.updatedAt()));
        detail.put("accountId", finding.resource().account());
        detail.put("region", finding.resource().region());
        finding.error().ifPresent(error -> detail.put("error", error));
        finding.isPublic().ifPresent(isPublic -> {
            put(detail.putObject("principal"), finding.principal());
            finding.actions().forEach(detail.putArray("action")::add);
            put(detail.putObject("condition"), finding.condition());
            detail.put("isPublic", isPublic);
        });
        detail.put("isDeleted", isDeleted);
        return detail;
    }

    private static void put(ObjectNode object, Map<String, String> members) {
        members.forEach(object::put);
    }

    private static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
