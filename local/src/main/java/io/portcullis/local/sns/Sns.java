package io.portcullis.local.sns;

import static io.portcullis.wire.Operation.named;

import io.portcullis.local.delivery.DeliveryException;
import io.portcullis.local.delivery.QueueSender;
import io.portcullis.local.delivery.Requester;
import io.portcullis.local.delivery.TopicPublisher;
import io.portcullis.local.mail.Mail;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;

/** Amazon SNS: the service for the wire, and the port by which other local services publish to topics. */
public final class Sns implements TopicPublisher, AutoCloseable {

    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private final Topics topics = new Topics();
    private final Deliveries deliveries;
    private final Clock clock;
    private final TopicOperations topicOperations;
    private final SubscriptionOperations subscriptionOperations;
    private final PublishOperations publishOperations;

    /**
     * Starts with no topics.
     *
     * @param mail by which e-mail subscribers are reached
     * @param queues by which SQS subscribers are reached
     */
    public Sns(SnsSettings settings, Mail mail, QueueSender queues, Clock clock) {
        this.clock = clock;
        this.deliveries = new Deliveries(mail, queues, settings.retries());
        this.topicOperations = new TopicOperations(topics);
        this.subscriptionOperations =
                new SubscriptionOperations(topics, deliveries, settings.autoConfirmEmail(), clock);
        this.publishOperations = new PublishOperations(topics, deliveries, clock);
    }

    /** The service as clients reach it: the query protocol, credential scope {@code sns}. */
    public Service service() {
        List<Operation<?, ?>> operations = Stream.of(forTopics(), forSubscriptions(), forMessages())
                .flatMap(List::stream)
                .toList();
        return new Service("sns", new Protocol.Query("2010-03-31", NAMESPACE), operations);
    }

    private List<Operation<?, ?>> forTopics() {
        return List.of(
                named("CreateTopic", CreateTopicRequest::builder, topicOperations::create),
                named("DeleteTopic", DeleteTopicRequest::builder, topicOperations::delete),
                named("ListTopics", ListTopicsRequest::builder, topicOperations::list),
                named("GetTopicAttributes", GetTopicAttributesRequest::builder, topicOperations::attributes),
                named("SetTopicAttributes", SetTopicAttributesRequest::builder, topicOperations::setAttributes),
                named("AddPermission", AddPermissionRequest::builder, topicOperations::addPermission),
                named("RemovePermission", RemovePermissionRequest::builder, topicOperations::removePermission),
                named("TagResource", TagResourceRequest::builder, topicOperations::tag),
                named("UntagResource", UntagResourceRequest::builder, topicOperations::untag),
                named("ListTagsForResource", ListTagsForResourceRequest::builder, topicOperations::tags));
    }

    private List<Operation<?, ?>> forSubscriptions() {
        return List.of(
                named("Subscribe", SubscribeRequest::builder, subscriptionOperations::subscribe),
                named("ConfirmSubscription", ConfirmSubscriptionRequest::builder, subscriptionOperations::confirm)
                        .unsigned(),
                named("Unsubscribe", UnsubscribeRequest::builder, subscriptionOperations::unsubscribe)
                        .unsigned(),
                named("ListSubscriptions", ListSubscriptionsRequest::builder, subscriptionOperations::list),
                named(
                        "ListSubscriptionsByTopic",
                        ListSubscriptionsByTopicRequest::builder,
                        subscriptionOperations::listByTopic),
                named(
                        "GetSubscriptionAttributes",
                        GetSubscriptionAttributesRequest::builder,
                        subscriptionOperations::attributes),
                named(
                        "SetSubscriptionAttributes",
                        SetSubscriptionAttributesRequest::builder,
                        subscriptionOperations::setAttribute));
    }

    private List<Operation<?, ?>> forMessages() {
        return List.of(
                named("Publish", PublishRequest::builder, publishOperations::publish),
                named("PublishBatch", PublishBatchRequest::builder, publishOperations::publishBatch));
    }

    @Override
    public void publish(Requester from, String topicArn, String message) throws DeliveryException {
        Topic topic = topics.find(topicArn)
                .orElseThrow(() -> new DeliveryException(
                        DeliveryException.Cause.NO_RESOURCE, "The topic " + topicArn + " does not exist."));
        if (!Topics.allowed(topic, from, "SNS:Publish")) {
            throw new DeliveryException(
                    DeliveryException.Cause.NO_PERMISSIONS,
                    "The policy of the topic " + topicArn + " does not allow sns:Publish to " + from.described() + ".");
        }
        try {
            publishOperations.send(topic, Notification.of(message, null, null, Map.of(), clock.instant()));
        } catch (ServiceFault refused) {
            throw new DeliveryException(DeliveryException.Cause.INVALID_PARAMETER, refused.text(), refused);
        }
    }

    /** How many messages never reached their subscriber since the start. */
    public long failedDeliveries() {
        return deliveries.failed();
    }

    /** Lets deliveries in progress end for two seconds, then stops. */
    @Override
    public void close() {
        deliveries.close();
    }
}
