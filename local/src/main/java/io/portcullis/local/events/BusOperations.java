package io.portcullis.local.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.delivery.ResourcePolicy;
import io.portcullis.local.paging.Page;
import io.portcullis.policy.PolicyException;
import io.portcullis.wire.Caller;
import io.portcullis.wire.ServiceFault;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;

/** The operations on buses. */
final class BusOperations {

    private final Buses buses;
    private final Clock clock;

    BusOperations(Buses buses, Clock clock) {
        this.buses = buses;
        this.clock = clock;
    }

    CreateEventBusResponse create(Caller caller, CreateEventBusRequest request) {
        String name = Limits.name(request.name(), "name", 256, "\\.\\-_A-Za-z0-9");
        Bus bus = new Bus(
                Buses.arn(caller.account(), caller.region(), name),
                Optional.ofNullable(request.description()),
                Tags.map(request.tags()),
                clock.instant());
        if (name.equals(Buses.DEFAULT) || !buses.create(bus)) {
            throw ServiceFault.sender("ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        return CreateEventBusResponse.builder()
                .eventBusArn(bus.arn().text())
                .description(request.description())
                .build();
    }

    /** Deleting what is not there succeeds. Source: EventBridge API reference, DeleteEventBus. */
    DeleteEventBusResponse delete(Caller caller, DeleteEventBusRequest request) {
        if (request.name() == null) {
            throw Faults.required("name");
        }
        if (request.name().equals(Buses.DEFAULT)) {
            throw Faults.validation("Cannot delete event bus default.");
        }
        buses.find(caller, request.name()).ifPresent(bus -> {
            if (!bus.rules().isEmpty()) {
                throw Faults.validation("Event bus can't be deleted since it has rules.");
            }
            buses.delete(bus);
        });
        return DeleteEventBusResponse.builder().build();
    }

    DescribeEventBusResponse describe(Caller caller, DescribeEventBusRequest request) {
        Bus bus = buses.require(caller, request.name());
        return DescribeEventBusResponse.builder()
                .name(bus.name())
                .arn(bus.arn().text())
                .description(bus.description().orElse(null))
                .policy(bus.policy().map(ResourcePolicy::document).orElse(null))
                .creationTime(bus.createdAt())
                .lastModifiedTime(bus.createdAt())
                .build();
    }

    ListEventBusesResponse list(Caller caller, ListEventBusesRequest request) {
        String prefix = Optional.ofNullable(request.namePrefix()).orElse("");
        List<Bus> all = buses.of(caller.account(), caller.region()).stream()
                .filter(bus -> bus.name().startsWith(prefix))
                .toList();
        Page<Bus> page = Limits.page(all, Bus::name, request.nextToken(), request.limit());
        return ListEventBusesResponse.builder()
                .eventBuses(page.items().stream().map(BusOperations::shown).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static EventBus shown(Bus bus) {
        return EventBus.builder()
                .name(bus.name())
                .arn(bus.arn().text())
                .description(bus.description().orElse(null))
                .policy(bus.policy().map(ResourcePolicy::document).orElse(null))
                .creationTime(bus.createdAt())
                .lastModifiedTime(bus.createdAt())
                .build();
    }

    PutPermissionResponse putPermission(Caller caller, PutPermissionRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        bus.changePolicy(policy -> {
            try {
                return request.policy() == null
                        ? without(policy, String.valueOf(request.statementId())).plus(statement(bus, request))
                        : ResourcePolicy.read(request.policy());
            } catch (PolicyException e) {
                throw Faults.validation("The policy is not valid: " + e.getMessage());
            }
        });
        return PutPermissionResponse.builder().build();
    }

    private static ObjectNode statement(Bus bus, PutPermissionRequest request) {
        if (request.action() == null || request.principal() == null || request.statementId() == null) {
            throw Faults.validation("Parameters Action, Principal and StatementId must be given together,"
                    + " or Policy instead of them.");
        }
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", request.statementId()).put("Effect", "Allow");
        if (request.principal().equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + request.principal() + ":root");
        }
        statement.put("Action", request.action()).put("Resource", bus.arn().text());
        if (request.condition() != null) {
            statement
                    .putObject("Condition")
                    .putObject(request.condition().type())
                    .put(request.condition().key(), request.condition().value());
        }
        return statement;
    }

    private static ResourcePolicy without(ResourcePolicy policy, String sid) throws PolicyException {
        return policy.minus(sid).orElse(policy);
    }

    RemovePermissionResponse removePermission(Caller caller, RemovePermissionRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        bus.changePolicy(policy -> {
            if (Boolean.TRUE.equals(request.removeAllPermissions())) {
                return ResourcePolicy.empty();
            }
            String sid = String.valueOf(request.statementId());
            if (!policy.has(sid)) {
                throw ServiceFault.sender(
                        "ResourceNotFoundException", "Statement with the provided id does not exist: " + sid);
            }
            try {
                return without(policy, sid);
            } catch (PolicyException e) {
                throw Faults.validation("The policy is not valid: " + e.getMessage());
            }
        });
        return RemovePermissionResponse.builder().build();
    }
}
