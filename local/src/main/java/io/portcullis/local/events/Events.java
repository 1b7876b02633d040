package io.portcullis.local.events;

import static io.portcullis.wire.Operation.named;

import io.portcullis.local.delivery.Dispatch;
import io.portcullis.local.delivery.EventSink;
import io.portcullis.local.delivery.QueueSender;
import io.portcullis.local.delivery.TopicPublisher;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;

/** Amazon EventBridge: the service for the wire, and the default bus that the other local services put events on. */
public final class Events implements EventSink, AutoCloseable {

    private final Clock clock;
    private final Dispatch dispatch = new Dispatch("events");
    private final Buses buses;
    private final Delivery delivery;
    private final Schedules schedules;
    private final BusOperations busOperations;
    private final RuleOperations ruleOperations;
    private final TargetOperations targetOperations;
    private final Tags tags;
    private final PutEventsOperation putEvents;

    /**
     * Starts with the default buses and no rules.
     *
     * @param topics by which topics are reached
     * @param queues by which queues, dead-letter queues among them, are reached
     */
    public Events(EventsSettings settings, TopicPublisher topics, QueueSender queues, Clock clock) {
        this.clock = clock;
        this.buses = new Buses(clock);
        this.delivery = new Delivery(buses, topics, queues, settings.retries());
        this.schedules = new Schedules(delivery, clock, settings.minute());
        this.busOperations = new BusOperations(buses, clock);
        this.ruleOperations = new RuleOperations(buses, schedules);
        this.targetOperations = new TargetOperations(buses, dispatch);
        this.tags = new Tags(buses);
        this.putEvents = new PutEventsOperation(buses, delivery, settings.maxRequestBytes(), clock);
    }

    /** The service as clients reach it: JSON 1.1, credential scope {@code events}. */
    public Service service() {
        List<Operation<?, ?>> operations = Stream.of(forBuses(), forRules(), forTargetsAndEvents())
                .flatMap(List::stream)
                .toList();
        return new Service("events", new Protocol.Json("1.1", "AWSEvents"), operations);
    }

    private List<Operation<?, ?>> forBuses() {
        return List.of(
                named("CreateEventBus", CreateEventBusRequest::builder, busOperations::create),
                named("DeleteEventBus", DeleteEventBusRequest::builder, busOperations::delete),
                named("DescribeEventBus", DescribeEventBusRequest::builder, busOperations::describe),
                named("ListEventBuses", ListEventBusesRequest::builder, busOperations::list),
                named("PutPermission", PutPermissionRequest::builder, busOperations::putPermission),
                named("RemovePermission", RemovePermissionRequest::builder, busOperations::removePermission),
                named("TagResource", TagResourceRequest::builder, tags::tag),
                named("UntagResource", UntagResourceRequest::builder, tags::untag),
                named("ListTagsForResource", ListTagsForResourceRequest::builder, tags::list));
    }

    private List<Operation<?, ?>> forRules() {
        return List.of(
                named("PutRule", PutRuleRequest::builder, ruleOperations::put),
                named("DescribeRule", DescribeRuleRequest::builder, ruleOperations::describe),
                named("DeleteRule", DeleteRuleRequest::builder, ruleOperations::delete),
                named("EnableRule", EnableRuleRequest::builder, ruleOperations::enable),
                named("DisableRule", DisableRuleRequest::builder, ruleOperations::disable),
                named("ListRules", ListRulesRequest::builder, ruleOperations::list),
                named("TestEventPattern", TestEventPatternRequest::builder, ruleOperations::testPattern));
    }

    private List<Operation<?, ?>> forTargetsAndEvents() {
        return List.of(
                named("PutTargets", PutTargetsRequest::builder, targetOperations::put),
                named("RemoveTargets", RemoveTargetsRequest::builder, targetOperations::remove),
                named("ListTargetsByRule", ListTargetsByRuleRequest::builder, targetOperations::list),
                named("ListRuleNamesByTarget", ListRuleNamesByTargetRequest::builder, targetOperations::rulesByTarget),
                named("PutEvents", PutEventsRequest::builder, putEvents::putEvents));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the event is not a JSON object
     */
    @Override
    public void put(String account, String region, String event) {
        delivery.put(buses.defaultBus(account, region), Event.parse(event, clock.instant()));
    }

    /** How many events neither their target nor its dead-letter queue took since the start. */
    public long lostEvents() {
        return delivery.lost();
    }

    /** Stops the schedules and lets deliveries in progress end for two seconds. */
    @Override
    public void close() {
        schedules.close();
        dispatch.close();
    }
}
