package io.portcullis.local.sns;

import io.portcullis.local.delivery.Lane;
import io.portcullis.local.delivery.ResourceArn;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One subscription; a change makes a new one. Immutable but for its lane, which the versions share.
 *
 * @param arn its ARN
 * @param topic the topic
 * @param owner the account that subscribed
 * @param protocol how the subscriber is reached
 * @param endpoint where
 * @param attributes as set by the owner
 * @param filter made from the attributes
 * @param confirmed whether messages go out
 * @param token what proves that the subscriber agrees
 * @param server this server's address, for links
 * @param lane where its messages wait their turn
 */
record Subscription(
        String arn,
        ResourceArn topic,
        String owner,
        SubscriptionProtocol protocol,
        String endpoint,
        Map<String, String> attributes,
        Filter filter,
        boolean confirmed,
        String token,
        String server,
        Lane lane) {

    Subscription {
        attributes = Map.copyOf(attributes);
    }

    static Subscription make(
            ResourceArn topic,
            String owner,
            SubscriptionProtocol protocol,
            String endpoint,
            Map<String, String> attributes,
            String server,
            Lane lane) {
        String token = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return new Subscription(
                topic.text() + ":" + UUID.randomUUID(),
                topic,
                owner,
                protocol,
                endpoint,
                attributes,
                Filter.of(attributes),
                false,
                token,
                server,
                lane);
    }

    Subscription confirm() {
        return new Subscription(arn, topic, owner, protocol, endpoint, attributes, filter, true, token, server, lane);
    }

    /** With one attribute set, or removed when the value is empty. */
    Subscription with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Subscription(
                arn, topic, owner, protocol, endpoint, changed, Filter.of(changed), confirmed, token, server, lane);
    }

    boolean raw() {
        return attributes.getOrDefault("RawMessageDelivery", "false").equals("true");
    }

    /** Its ARN as lists show it. */
    String shownArn() {
        return confirmed ? arn : "PendingConfirmation";
    }

    String confirmLink() {
        return server + "/?Action=ConfirmSubscription&TopicArn=" + topic.text() + "&Token=" + token;
    }

    String unsubscribeLink() {
        return server + "/?Action=Unsubscribe&SubscriptionArn=" + arn;
    }
}
