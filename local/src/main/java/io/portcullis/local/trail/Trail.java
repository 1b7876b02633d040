package io.portcullis.local.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.delivery.EventSink;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Records calls. A record is on the bus before the caller has its answer. Safe for many threads.
 *
 * <p>Source: EventBridge user guide, "AWS service events delivered through CloudTrail": read-only calls are not delivered,
 * failed calls are.
 */
public final class Trail {

    private static final Pattern READ_ONLY = Pattern.compile("(Get|List|Describe)[A-Z].*");

    private final EventSink sink;
    private final Supplier<UUID> ids;

    /**
     * Opens a trail.
     *
     * @param sink takes the events
     * @param ids makes the ids of records and events
     */
    public Trail(EventSink sink, Supplier<UUID> ids) {
        this.sink = sink;
        this.ids = ids;
    }

    /** The same service, with all of its calls recorded but the read-only ones. */
    public Service recording(Service service, CallDescriber describer) {
        return new Service(
                service.signingName(),
                service.protocol(),
                service.operations().stream()
                        .<Operation<?, ?>>map(
                                operation -> isReadOnly(operation) ? operation : recorded(operation, describer))
                        .toList());
    }

    /** Records what a service did by itself, such as deleting a key whose waiting period was over. */
    public void serviceEvent(
            String eventSource, String eventName, AffectedResource resource, Instant time, String region) {
        ObjectNode detail = Records.serviceEvent(eventSource, eventName, resource, time, region, ids.get());
        send("AWS Service Event via CloudTrail", detail, resource.account(), region);
    }

    private static boolean isReadOnly(Operation<?, ?> operation) {
        return READ_ONLY.matcher(operation.name()).matches();
    }

    private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> recorded(
            Operation<I, O> operation, CallDescriber describer) {
        return new Operation<>(
                operation.name(),
                operation.binding(),
                operation.request(),
                (caller, request) -> answer(operation, describer, caller, request),
                operation.takesUnsigned());
    }

    private <I extends SdkPojo, O extends SdkPojo> O answer(
            Operation<I, O> operation, CallDescriber describer, Caller caller, I request) {
        Particulars asked = describer.asked(caller, operation.name(), request);
        Records.Call call = new Records.Call(describer.eventSource(), operation.name(), caller);
        try {
            O response = operation.handler().apply(caller, request);
            record(call, describer.answered(asked, operation.name(), response), Optional.empty());
            return response;
        } catch (ServiceFault fault) {
            record(call, asked, Optional.of(fault));
            throw fault;
        }
    }

    private void record(Records.Call call, Particulars particulars, Optional<ServiceFault> fault) {
        ObjectNode detail = Records.call(call, particulars, fault, ids.get());
        send(
                "AWS API Call via CloudTrail",
                detail,
                call.caller().account(),
                call.caller().region());
    }

    private void send(String detailType, ObjectNode detail, String account, String region) {
        String eventSource = detail.path("eventSource").asText();
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("id", ids.get().toString())
                .put("detail-type", detailType)
                .put("source", "aws." + eventSource.substring(0, eventSource.indexOf('.')))
                .put("account", account)
                .put("time", detail.path("eventTime").asText())
                .put("region", region);
        event.putArray("resources");
        event.set("detail", detail);
        sink.put(account, region, event.toString());
    }
}
