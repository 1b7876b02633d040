package io.portcullis.local.events;

import io.portcullis.local.delivery.DeliveryException;
import io.portcullis.local.delivery.DeliveryException.Cause;
import io.portcullis.local.delivery.QueueSender;
import io.portcullis.local.delivery.Requester;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.delivery.Retries;
import io.portcullis.local.delivery.TopicPublisher;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Brings events from a bus to the targets of the rules they match. Safe for many threads. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Buses buses;
    private final TopicPublisher topics;
    private final QueueSender queues;
    private final Retries retries;
    private final AtomicLong failed = new AtomicLong();

    Delivery(Buses buses, TopicPublisher topics, QueueSender queues, Retries retries) {
        this.buses = buses;
        this.topics = topics;
        this.queues = queues;
        this.retries = retries;
    }

    /** Events that neither their target nor its dead-letter queue took. */
    long lost() {
        return failed.get();
    }

    /** Gives the event to all matching rules; returns as soon as it waits in their targets' lanes. */
    void put(Bus bus, Event event) {
        bus.matching(event).forEach(rule -> fire(rule, event));
    }

    /** Gives the event to all targets of the rule. */
    void fire(BusRule rule, Event event) {
        rule.targets().forEach(target -> target.lane().execute(() -> deliver(rule, target, event)));
    }

    private void deliver(BusRule rule, BusTarget target, Event event) {
        String input = target.input().shape(event, rule);
        try {
            attempts(target.target()).run(() -> call(rule, target.target(), event, input));
        } catch (DeliveryException failure) {
            bury(rule, target.target(), event, failure);
        }
    }

    private Retries attempts(Target target) {
        return target.retryPolicy() == null || target.retryPolicy().maximumRetryAttempts() == null
                ? retries
                : retries.atMost(1 + target.retryPolicy().maximumRetryAttempts());
    }

    private void call(BusRule rule, Target target, Event event, String input) throws DeliveryException {
        ResourceArn arn = ResourceArn.parse(target.arn())
                .orElseThrow(() -> new DeliveryException(Cause.NO_RESOURCE, "not an ARN: " + target.arn()));
        switch (arn.service()) {
            case "sns" -> topics.publish(sender(rule), arn.text(), input);
            case "sqs" -> queues.send(sender(rule), arn.text(), input, Map.of());
            case "events" -> forward(rule, arn, event);
            default -> throw new DeliveryException(Cause.NO_RESOURCE, "no such kind of target here: " + arn.text());
        }
    }

    private static Requester sender(BusRule rule) {
        return new Requester.Service(
                "events.amazonaws.com", rule.arn().text(), rule.arn().account());
    }

    /** Sends the event on to another bus, one hop only; a bus of another account decides by its policy. */
    private void forward(BusRule rule, ResourceArn arn, Event event) throws DeliveryException {
        Bus bus = buses.find(arn)
                .orElseThrow(
                        () -> new DeliveryException(Cause.NO_RESOURCE, "The bus " + arn.text() + " does not exist."));
        Requester from = new Requester.Account(rule.arn().account());
        boolean allowed = arn.account().equals(rule.arn().account())
                || bus.policy()
                        .filter(policy -> policy.allows(from, "events:PutEvents", arn.text()))
                        .isPresent();
        if (!allowed) {
            throw new DeliveryException(
                    Cause.NO_PERMISSIONS,
                    "The policy of the bus " + arn.text() + " does not allow events:PutEvents to " + from.account()
                            + ".");
        }
        if (!event.forwarded()) {
            put(bus, event.forward());
        }
    }

    /** Sends what could not be delivered to the target's dead-letter queue, or says that it is lost. */
    private void bury(BusRule rule, Target target, Event event, DeliveryException failure) {
        Optional<String> queue = Optional.ofNullable(target.deadLetterConfig()).map(config -> config.arn());
        Map<String, String> reasons = Map.of(
                "RULE_ARN", rule.arn().text(),
                "TARGET_ARN", target.arn(),
                "ERROR_CODE", failure.kind().name(),
                "ERROR_MESSAGE", failure.text());
        try {
            if (queue.isEmpty()) {
                throw failure;
            }
            queues.send(sender(rule), queue.get(), event.text(), reasons);
        } catch (DeliveryException last) {
            failed.incrementAndGet();
            LOG.warn(
                    "Event {} of rule {} did not reach {}: {}{}",
                    event.id(),
                    rule.arn().text(),
                    target.arn(),
                    failure.text(),
                    last == failure ? "" : " Nor did the dead-letter queue take it: " + last.text());
        }
    }
}
