package io.portcullis.local.sns;

import io.portcullis.local.delivery.ResourceArn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One topic with its subscriptions. Safe for many threads. */
final class Topic {

    private final ResourceArn arn;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private TopicAttributes attributes;
    private int deletedSubscriptions;

    Topic(ResourceArn arn, TopicAttributes attributes, Map<String, String> tags) {
        this.arn = arn;
        this.attributes = attributes;
        this.tags.putAll(tags);
    }

    ResourceArn arn() {
        return arn;
    }

    synchronized TopicAttributes attributes() {
        return attributes;
    }

    synchronized void change(UnaryOperator<TopicAttributes> change) {
        attributes = change.apply(attributes);
    }

    synchronized Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    synchronized void tag(Map<String, String> added) {
        tags.putAll(added);
    }

    synchronized void untag(List<String> keys) {
        tags.keySet().removeAll(keys);
    }

    synchronized List<Subscription> subscriptions() {
        return new ArrayList<>(subscriptions.values());
    }

    synchronized Optional<Subscription> subscription(String subscriptionArn) {
        return Optional.ofNullable(subscriptions.get(subscriptionArn));
    }

    /** The subscription of that endpoint: the one there already is, or else the new one. */
    synchronized Subscription subscribe(Subscription wanted) {
        for (Subscription known : subscriptions.values()) {
            if (known.protocol() == wanted.protocol() && known.endpoint().equals(wanted.endpoint())) {
                return known;
            }
        }
        subscriptions.put(wanted.arn(), wanted);
        return wanted;
    }

    /** Changes a subscription; empty when it is gone. */
    synchronized Optional<Subscription> change(String subscriptionArn, UnaryOperator<Subscription> change) {
        Subscription known = subscriptions.get(subscriptionArn);
        if (known == null) {
            return Optional.empty();
        }
        Subscription changed = change.apply(known);
        subscriptions.put(subscriptionArn, changed);
        return Optional.of(changed);
    }

    synchronized void unsubscribe(String subscriptionArn) {
        if (subscriptions.remove(subscriptionArn) != null) {
            deletedSubscriptions++;
        }
    }

    /** The attributes that GetTopicAttributes answers, computed ones included. */
    synchronized Map<String, String> shown() {
        Map<String, String> all = new TreeMap<>(attributes.shown());
        long confirmed =
                subscriptions.values().stream().filter(Subscription::confirmed).count();
        all.put("TopicArn", arn.text());
        all.put("Owner", arn.account());
        all.put("SubscriptionsConfirmed", String.valueOf(confirmed));
        all.put("SubscriptionsPending", String.valueOf(subscriptions.size() - confirmed));
        all.put("SubscriptionsDeleted", String.valueOf(deletedSubscriptions));
        all.put("EffectiveDeliveryPolicy", EFFECTIVE_DELIVERY_POLICY);
        return all;
    }

    /** What AWS shows for a topic without a delivery policy. */
    private static final String EFFECTIVE_DELIVERY_POLICY = """
            {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,\
            "numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},\
            "disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":\
            "text/plain; charset=UTF-8"}}}""";
}
