package io.portcullis.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.delivery.Requester;
import io.portcullis.wire.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** PutEvents: the whole request is refused for its size, single entries for what they say. */
final class PutEventsOperation {

    private static final Logger LOG = LoggerFactory.getLogger(PutEventsOperation.class);
    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_DETAIL_TYPE = 128;
    private static final int TIME_BYTES = 14;

    private final Buses buses;
    private final Delivery delivery;
    private final int maxBytes;
    private final Clock clock;

    PutEventsOperation(Buses buses, Delivery delivery, int maxBytes, Clock clock) {
        this.buses = buses;
        this.delivery = delivery;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    PutEventsResponse putEvents(Caller caller, PutEventsRequest request) {
        List<PutEventsRequestEntry> entries = request.entries();
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw Faults.validation("1 validation error detected: Value at 'entries' failed to satisfy constraint:"
                    + " Member must have length between 1 and " + MOST_ENTRIES + ", inclusive; it has "
                    + entries.size());
        }
        if (entries.stream().mapToLong(PutEventsOperation::bytes).sum() > maxBytes) {
            throw Faults.validation("Total size of the entries in the request is over the limit.");
        }
        List<PutEventsResultEntry> results =
                entries.stream().map(entry -> put(caller, entry)).toList();
        int failed = (int)
                results.stream().filter(result -> result.errorCode() != null).count();
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount(failed)
                .build();
    }

    /** Source: EventBridge user guide, "Calculating Amazon EventBridge PutEvents event entry size". */
    static long bytes(PutEventsRequestEntry entry) {
        return (entry.time() == null ? 0 : TIME_BYTES)
                + utf8(entry.source())
                + utf8(entry.detailType())
                + utf8(entry.detail())
                + entry.resources().stream().mapToLong(PutEventsOperation::utf8).sum();
    }

    private static long utf8(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private PutEventsResultEntry put(Caller caller, PutEventsRequestEntry entry) {
        Optional<PutEventsResultEntry> missing = firstMissing(entry);
        if (missing.isPresent()) {
            return missing.get();
        }
        if (entry.source().startsWith("aws.")) {
            return error("NotAuthorizedForSource", "Not authorized for the source.");
        }
        if (entry.detailType().length() > LONGEST_DETAIL_TYPE) {
            return error(
                    "InvalidArgument", "Parameter DetailType is not valid. Reason: it has more than 128 characters.");
        }
        Optional<ObjectNode> detail = Json.detail(entry.detail());
        if (detail.isEmpty()) {
            return error("MalformedDetail", "Detail is malformed.");
        }
        return accept(caller, entry, detail.get());
    }

    private PutEventsResultEntry accept(Caller caller, PutEventsRequestEntry entry, ObjectNode detail) {
        Optional<Bus> bus = buses.find(caller, entry.eventBusName());
        Instant now = clock.instant();
        // As in AWS, an event for a bus that is not there is taken and goes nowhere.
        Bus home = bus.orElseGet(() -> buses.defaultBus(caller.account(), caller.region()));
        Event event = Event.of(
                entry.source(),
                entry.detailType(),
                entry.resources(),
                detail,
                Optional.ofNullable(entry.time()).orElse(now),
                home,
                now);
        if (bus.isEmpty()) {
            LOG.warn("Event {} went nowhere: there is no event bus {}", event.id(), entry.eventBusName());
        } else if (mayPut(caller, home)) {
            delivery.put(home, event);
        } else {
            return error(
                    "AccessDeniedException",
                    "The policy of the bus " + home.arn().text() + " does not allow events:PutEvents to " + caller.arn()
                            + ".");
        }
        return PutEventsResultEntry.builder().eventId(event.id()).build();
    }

    private static boolean mayPut(Caller caller, Bus bus) {
        Requester from = new Requester.Account(caller.account());
        return bus.arn().account().equals(caller.account())
                || bus.policy()
                        .filter(policy -> policy.allows(
                                from, "events:PutEvents", bus.arn().text()))
                        .isPresent();
    }

    private static Optional<PutEventsResultEntry> firstMissing(PutEventsRequestEntry entry) {
        if (isBlank(entry.source())) {
            return Optional.of(missing("Source"));
        }
        if (isBlank(entry.detailType())) {
            return Optional.of(missing("DetailType"));
        }
        return isBlank(entry.detail()) ? Optional.of(missing("Detail")) : Optional.empty();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static PutEventsResultEntry missing(String name) {
        return error(
                "InvalidArgument", "Parameter " + name + " is not valid. Reason: " + name + " is a required argument.");
    }

    private static PutEventsResultEntry error(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
