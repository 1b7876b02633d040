package io.portcullis.aws.dynamodb;

import static io.portcullis.aws.dynamodb.Attributes.named;

import io.portcullis.response.HistoryJson;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.ResourceHistory;
import io.portcullis.response.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A resource's row: its history, and the transitions of which nobody has said so far that they were told.
 *
 * @param version how often it was written; 0 when it is not there
 */
record Row(long version, ResourceHistory history, List<Untold> untold) {

    private static final HistoryJson JSON = new HistoryJson();

    /**
     * A transition that somebody is about to tell.
     *
     * @param due when it counts as not told, and is somebody else's to tell
     */
    record Untold(Transition transition, Instant due) {}

    /** A row as it is to be written, and the transitions that the writer has to tell. */
    record Claimed(Row row, List<Transition> transitions) {}

    Row {
        untold = List.copyOf(untold);
    }

    static Row absent() {
        return new Row(0, ResourceHistory.empty(), List.of());
    }

    /** The row after an entry. New transitions are the writer's to tell, and so are those that are due. */
    Claimed with(ResourceHistory.Next next, Instant now, Duration lease) {
        List<Untold> kept = new ArrayList<>();
        List<Transition> mine = new ArrayList<>();
        for (Untold each : untold) {
            boolean isDue = !each.due().isAfter(now);
            kept.add(isDue ? new Untold(each.transition(), now.plus(lease)) : each);
            if (isDue) {
                mine.add(each.transition());
            }
        }
        for (Transition each : next.transitions()) {
            kept.add(new Untold(each, now.plus(lease)));
            mine.add(each);
        }
        return new Claimed(new Row(version + 1, next.history(), kept), List.copyOf(mine));
    }

    Row withHistory(ResourceHistory next) {
        return new Row(version + 1, next, untold);
    }

    Row without(List<Transition> told) {
        return new Row(
                version + 1,
                history,
                untold.stream()
                        .filter(each -> !told.contains(each.transition()))
                        .toList());
    }

    /** When the row may be forgotten: when its resource is gone, and all its findings would be forgotten with it. */
    private Optional<Instant> expires() {
        boolean over = history.last().isEmpty()
                && untold.isEmpty()
                && history.findings().values().stream()
                        .allMatch(finding -> finding.status() == KeptFinding.Status.RESOLVED);
        return over ? Optional.of(history.until().plus(ResourceHistory.RESOLVED_KEPT)) : Optional.empty();
    }

    static Row of(Map<String, AttributeValue> item) {
        return new Row(
                Long.parseLong(named("version", item).n()),
                JSON.read(Attributes.unpack(named("history", item))),
                named("untold", item).l().stream().map(Row::untold).toList());
    }

    Map<String, AttributeValue> item(String pk, String sk) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS(pk));
        item.put("sk", AttributeValue.fromS(sk));
        item.put("version", AttributeValue.fromN(Long.toString(version)));
        item.put("history", Attributes.pack(JSON.write(history)));
        item.put("untold", AttributeValue.fromL(untold.stream().map(Row::value).toList()));
        expires().ifPresent(time -> item.put("expires", AttributeValue.fromN(Long.toString(time.getEpochSecond()))));
        return item;
    }

    private static Untold untold(AttributeValue value) {
        return new Untold(
                JSON.readTransition(Attributes.unpack(named("transition", value.m()))),
                Instant.parse(named("due", value.m()).s()));
    }

    private static AttributeValue value(Untold untold) {
        return AttributeValue.fromM(Map.of(
                "transition", Attributes.pack(JSON.write(untold.transition())),
                "due", AttributeValue.fromS(untold.due().toString())));
    }
}
