package io.portcullis.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.paging.Page;
import io.portcullis.wire.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** The operations on rules. */
final class RuleOperations {

    /** What every event has. Source: EventBridge API reference, TestEventPattern. */
    private static final List<String> EVENT_MEMBERS =
            List.of("id", "account", "source", "time", "region", "resources", "detail-type");

    private final Buses buses;
    private final Schedules schedules;

    RuleOperations(Buses buses, Schedules schedules) {
        this.buses = buses;
        this.schedules = schedules;
    }

    PutRuleResponse put(Caller caller, PutRuleRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        String name = Limits.name(request.name(), "name", 64, "\\.\\-_A-Za-z0-9");
        check(bus, request);
        BusRule rule = bus.put(new BusRule(
                arn(bus, name),
                name,
                Optional.ofNullable(request.eventPattern()),
                Optional.ofNullable(request.scheduleExpression()),
                Optional.ofNullable(request.state()).orElse(RuleState.ENABLED),
                Optional.ofNullable(request.description()),
                Optional.ofNullable(request.roleArn()),
                List.of(),
                Tags.map(request.tags())));
        schedules.update(bus, rule);
        return PutRuleResponse.builder().ruleArn(rule.arn().text()).build();
    }

    private static void check(Bus bus, PutRuleRequest request) {
        if (request.eventPattern() == null && request.scheduleExpression() == null) {
            throw Faults.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (request.state() == RuleState.UNKNOWN_TO_SDK_VERSION) {
            throw Faults.validation("1 validation error detected: Value '" + request.stateAsString()
                    + "' at 'state' failed to satisfy constraint: Member must satisfy enum value set: "
                    + RuleState.knownValues());
        }
        if (request.eventPattern() != null) {
            Patterns.check(request.eventPattern());
        }
        if (request.scheduleExpression() != null) {
            if (!bus.name().equals(Buses.DEFAULT)) {
                throw Faults.validation("ScheduleExpression is supported only on the default event bus.");
            }
            Schedules.check(request.scheduleExpression());
        }
    }

    private static ResourceArn arn(Bus bus, String name) {
        String path = bus.name().equals(Buses.DEFAULT) ? name : bus.name() + "/" + name;
        return ResourceArn.of("events", bus.arn().region(), bus.arn().account(), "rule/" + path);
    }

    DescribeRuleResponse describe(Caller caller, DescribeRuleRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        BusRule rule = require(bus, request.name());
        return DescribeRuleResponse.builder()
                .name(rule.name())
                .arn(rule.arn().text())
                .eventPattern(rule.pattern().orElse(null))
                .scheduleExpression(rule.schedule().orElse(null))
                .state(rule.state())
                .description(rule.description().orElse(null))
                .roleArn(rule.roleArn().orElse(null))
                .eventBusName(bus.name())
                .createdBy(bus.arn().account())
                .build();
    }

    static BusRule require(Bus bus, @Nullable String name) {
        if (name == null) {
            throw Faults.required("rule");
        }
        return bus.rule(name).orElseThrow(() -> Faults.noSuchRule(name, bus.name()));
    }

    /** Deleting what is not there succeeds. Source: EventBridge API reference, DeleteRule. */
    DeleteRuleResponse delete(Caller caller, DeleteRuleRequest request) {
        if (request.name() == null) {
            throw Faults.required("name");
        }
        Bus bus = buses.require(caller, request.eventBusName());
        bus.rule(request.name()).ifPresent(rule -> {
            if (!rule.targets().isEmpty()) {
                throw Faults.validation("Rule can't be deleted since it has targets.");
            }
            schedules.stop(rule);
            bus.delete(rule.name());
        });
        return DeleteRuleResponse.builder().build();
    }

    EnableRuleResponse enable(Caller caller, EnableRuleRequest request) {
        setState(buses.require(caller, request.eventBusName()), request.name(), RuleState.ENABLED);
        return EnableRuleResponse.builder().build();
    }

    DisableRuleResponse disable(Caller caller, DisableRuleRequest request) {
        setState(buses.require(caller, request.eventBusName()), request.name(), RuleState.DISABLED);
        return DisableRuleResponse.builder().build();
    }

    private void setState(Bus bus, String name, RuleState state) {
        require(bus, name);
        bus.change(name, rule -> rule.withState(state)).ifPresent(rule -> schedules.update(bus, rule));
    }

    ListRulesResponse list(Caller caller, ListRulesRequest request) {
        Bus bus = buses.require(caller, request.eventBusName());
        String prefix = Optional.ofNullable(request.namePrefix()).orElse("");
        List<BusRule> all = bus.rules().stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .toList();
        Page<BusRule> page = Limits.page(all, BusRule::name, request.nextToken(), request.limit());
        return ListRulesResponse.builder()
                .rules(page.items().stream().map(rule -> shown(bus, rule)).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static Rule shown(Bus bus, BusRule rule) {
        return Rule.builder()
                .name(rule.name())
                .arn(rule.arn().text())
                .eventPattern(rule.pattern().orElse(null))
                .scheduleExpression(rule.schedule().orElse(null))
                .state(rule.state())
                .description(rule.description().orElse(null))
                .roleArn(rule.roleArn().orElse(null))
                .eventBusName(bus.name())
                .build();
    }

    TestEventPatternResponse testPattern(Caller caller, TestEventPatternRequest request) {
        if (request.eventPattern() == null) {
            throw Faults.required("eventPattern");
        }
        if (request.event() == null) {
            throw Faults.required("event");
        }
        Patterns.check(request.eventPattern());
        ObjectNode event = Json.event(request.event())
                .orElseThrow(() -> Faults.validation("Parameter Event is not valid. Reason: it is not a JSON object."));
        for (String member : EVENT_MEMBERS) {
            if (!event.has(member)) {
                throw Faults.validation("Parameter Event is not valid. Reason: it has no member " + member + ".");
            }
        }
        return TestEventPatternResponse.builder()
                .result(Patterns.matches(request.eventPattern(), event))
                .build();
    }
}
