package io.portcullis.local.sns;

import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.paging.Page;
import io.portcullis.wire.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** The operations on subscriptions. */
final class SubscriptionOperations {

    private static final Set<String> ATTRIBUTES =
            Set.of("DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy");

    private final Topics topics;
    private final Deliveries deliveries;
    private final boolean autoConfirmEmail;
    private final Clock clock;

    SubscriptionOperations(Topics topics, Deliveries deliveries, boolean autoConfirmEmail, Clock clock) {
        this.topics = topics;
        this.deliveries = deliveries;
        this.autoConfirmEmail = autoConfirmEmail;
        this.clock = clock;
    }

    SubscribeResponse subscribe(Caller caller, SubscribeRequest request) {
        Topic topic = topics.require(caller, request.topicArn(), "SNS:Subscribe");
        SubscriptionProtocol protocol = SubscriptionProtocol.of(String.valueOf(request.protocol()));
        String endpoint = Optional.ofNullable(request.endpoint()).orElse("");
        protocol.check(endpoint);
        request.attributes().forEach((name, value) -> checkAttribute(protocol, name, value));
        Subscription wanted = Subscription.make(
                topic.arn(),
                caller.account(),
                protocol,
                endpoint,
                request.attributes(),
                caller.endpoint(),
                deliveries.lane());
        Subscription subscription = topic.subscribe(needsNoProof(wanted) ? wanted.confirm() : wanted);
        if (!subscription
                .attributes()
                .entrySet()
                .containsAll(request.attributes().entrySet())) {
            throw Faults.invalid("Attributes Reason: Subscription already exists with different attributes");
        }
        if (!subscription.confirmed()) {
            deliveries.confirm(subscription, clock.instant());
        }
        boolean showArn = subscription.confirmed() || Boolean.TRUE.equals(request.returnSubscriptionArn());
        return SubscribeResponse.builder()
                .subscriptionArn(showArn ? subscription.arn() : "pending confirmation")
                .build();
    }

    /** A queue of the subscriber's own account agrees by itself; an address proves its will by visiting a link. */
    private boolean needsNoProof(Subscription wanted) {
        return switch (wanted.protocol()) {
            case EMAIL, EMAIL_JSON -> autoConfirmEmail;
            case HTTP, HTTPS -> false;
            case SQS ->
                ResourceArn.parse(wanted.endpoint())
                        .filter(queue -> queue.account().equals(wanted.owner()))
                        .isPresent();
        };
    }

    private static void checkAttribute(SubscriptionProtocol protocol, String name, String value) {
        if (!ATTRIBUTES.contains(name)) {
            throw Faults.invalid("AttributeName");
        }
        if (!name.equals("RawMessageDelivery")) {
            return;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw Faults.invalid(
                    "Attributes Reason: RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
        }
        boolean mail = protocol == SubscriptionProtocol.EMAIL || protocol == SubscriptionProtocol.EMAIL_JSON;
        if (mail && value.equals("true")) {
            throw Faults.invalid("Attributes Reason: Delivery protocol [" + protocol.written()
                    + "] does not support raw message delivery.");
        }
    }

    /** Confirms by the token alone: the link in a mail is visited without a signature. */
    ConfirmSubscriptionResponse confirm(Caller caller, ConfirmSubscriptionRequest request) {
        Topic topic = topics.find(String.valueOf(request.topicArn())).orElseThrow(() -> Faults.notFound("Topic"));
        String token = String.valueOf(request.token());
        Subscription confirmed = topic.subscriptions().stream()
                .filter(subscription -> subscription.token().equals(token))
                .findFirst()
                .flatMap(subscription -> topic.change(subscription.arn(), Subscription::confirm))
                .orElseThrow(() -> Faults.invalid("Token"));
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(confirmed.arn())
                .build();
    }

    /** Ends a subscription; whoever visits the link in a message may, as may the owner. */
    UnsubscribeResponse unsubscribe(Caller caller, UnsubscribeRequest request) {
        String arn = String.valueOf(request.subscriptionArn());
        if (ResourceArn.parse(arn).isEmpty()) {
            throw Faults.invalid("SubscriptionId");
        }
        topics.ofSubscription(arn).ifPresent(topic -> {
            boolean mayEnd = caller.accessKeyId().isEmpty()
                    || topic.arn().account().equals(caller.account())
                    || topic.subscription(arn)
                            .filter(s -> s.owner().equals(caller.account()))
                            .isPresent();
            if (!mayEnd) {
                throw Faults.denied(caller.arn(), "SNS:Unsubscribe", arn);
            }
            topic.unsubscribe(arn);
        });
        return UnsubscribeResponse.builder().build();
    }

    ListSubscriptionsResponse list(Caller caller, ListSubscriptionsRequest request) {
        List<Subscription> all = topics.of(caller.account(), caller.region()).stream()
                .flatMap(topic -> topic.subscriptions().stream())
                .filter(subscription -> subscription.owner().equals(caller.account()))
                .toList();
        Page<Subscription> page = TopicOperations.page(all, Subscription::arn, request.nextToken());
        return ListSubscriptionsResponse.builder()
                .subscriptions(
                        page.items().stream().map(SubscriptionOperations::shown).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    ListSubscriptionsByTopicResponse listByTopic(Caller caller, ListSubscriptionsByTopicRequest request) {
        Topic topic = topics.require(caller, request.topicArn(), "SNS:ListSubscriptionsByTopic");
        Page<Subscription> page = TopicOperations.page(topic.subscriptions(), Subscription::arn, request.nextToken());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(
                        page.items().stream().map(SubscriptionOperations::shown).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static software.amazon.awssdk.services.sns.model.Subscription shown(Subscription subscription) {
        return software.amazon.awssdk.services.sns.model.Subscription.builder()
                .subscriptionArn(subscription.shownArn())
                .topicArn(subscription.topic().text())
                .owner(subscription.owner())
                .protocol(subscription.protocol().written())
                .endpoint(subscription.endpoint())
                .build();
    }

    GetSubscriptionAttributesResponse attributes(Caller caller, GetSubscriptionAttributesRequest request) {
        Subscription subscription = require(caller, request.subscriptionArn());
        Map<String, String> all = new TreeMap<>(subscription.attributes());
        all.putIfAbsent("RawMessageDelivery", "false");
        all.put("SubscriptionArn", subscription.arn());
        all.put("TopicArn", subscription.topic().text());
        all.put("Owner", subscription.owner());
        all.put("Protocol", subscription.protocol().written());
        all.put("Endpoint", subscription.endpoint());
        all.put("PendingConfirmation", String.valueOf(!subscription.confirmed()));
        all.put("ConfirmationWasAuthenticated", String.valueOf(needsNoProof(subscription)));
        all.put("SubscriptionPrincipal", "arn:aws:iam::" + subscription.owner() + ":root");
        return GetSubscriptionAttributesResponse.builder().attributes(all).build();
    }

    SetSubscriptionAttributesResponse setAttribute(Caller caller, SetSubscriptionAttributesRequest request) {
        Subscription subscription = require(caller, request.subscriptionArn());
        String name = String.valueOf(request.attributeName());
        String value = Optional.ofNullable(request.attributeValue()).orElse("");
        checkAttribute(subscription.protocol(), name, value);
        var changed = topics.ofSubscription(subscription.arn())
                .flatMap(topic -> topic.change(subscription.arn(), known -> known.with(name, value)));
        if (changed.isEmpty()) {
            throw Faults.notFound("Subscription");
        }
        return SetSubscriptionAttributesResponse.builder().build();
    }

    private Subscription require(Caller caller, String arn) {
        String written = String.valueOf(arn);
        if (ResourceArn.parse(written).isEmpty()) {
            throw Faults.invalid("SubscriptionArn");
        }
        Subscription subscription = topics.ofSubscription(written)
                .flatMap(topic -> topic.subscription(written))
                .orElseThrow(() -> Faults.notFound("Subscription"));
        boolean mine = subscription.owner().equals(caller.account())
                || subscription.topic().account().equals(caller.account());
        if (!mine) {
            throw Faults.denied(caller.arn(), "SNS:GetSubscriptionAttributes", written);
        }
        return subscription;
    }
}
