package io.portcullis.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/**
 * One event on a bus. Immutable as long as nobody writes to the tree.
 *
 * @param id its id
 * @param tree the whole envelope
 * @param text the same as compact text, which targets get
 * @param ingested when the bus took it
 * @param forwarded whether it came from another bus: such events are not sent on to a third, as in AWS, so that buses
 *     cannot form a loop
 */
record Event(String id, ObjectNode tree, String text, Instant ingested, boolean forwarded) {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssX").withZone(ZoneOffset.UTC);

    /** An event of the given content with a new id; the account and Region are the bus's. */
    static Event of(
            String source,
            String detailType,
            List<String> resources,
            ObjectNode detail,
            Instant time,
            Bus bus,
            Instant ingested) {
        String id = UUID.randomUUID().toString();
        ObjectNode tree = Json.object();
        tree.put("version", "0");
        tree.put("id", id);
        tree.put("detail-type", detailType);
        tree.put("source", source);
        tree.put("account", bus.arn().account());
        tree.put("time", SECONDS.format(time));
        tree.put("region", bus.arn().region());
        var list = tree.putArray("resources");
        resources.forEach(list::add);
        tree.set("detail", detail);
        return new Event(id, tree, Json.write(tree), ingested, false);
    }

    /**
     * An event that a service of AWS made.
     *
     * @throws IllegalArgumentException when the text is not a JSON object
     */
    static Event parse(String text, Instant ingested) {
        ObjectNode tree = Json.event(text)
                .orElseThrow(() -> new IllegalArgumentException("an event must be a JSON object, was: " + text));
        return new Event(tree.path("id").asText(), tree, Json.write(tree), ingested, false);
    }

    Event forward() {
        return new Event(id, tree, text, ingested, true);
    }

    /** Whether it records a call that only read; such events reach only rules that ask for all management events. */
    boolean readOnlyCall() {
        return tree.path("detail-type").asText().endsWith("via CloudTrail")
                && tree.path("detail").path("readOnly").asBoolean(false);
    }

    static String timestamp(Instant time) {
        return SECONDS.format(time);
    }
}
