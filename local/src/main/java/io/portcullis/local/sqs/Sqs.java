package io.portcullis.local.sqs;

import static io.portcullis.wire.Operation.named;

import io.portcullis.local.delivery.DeliveryException;
import io.portcullis.local.delivery.QueueSender;
import io.portcullis.local.delivery.Requester;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/** Amazon SQS: the service for the wire, and the port by which other local services send to queues. */
public final class Sqs implements QueueSender, AutoCloseable {

    private final Queues queues;
    private final QueueOperations queueOperations;
    private final MessageOperations messageOperations;

    /** Starts with no queues. */
    public Sqs(Clock clock) {
        this.queues = new Queues(clock);
        QueueAccess access = new QueueAccess(queues);
        this.queueOperations = new QueueOperations(queues, access);
        this.messageOperations = new MessageOperations(queues, access);
    }

    /** The service as clients reach it: JSON 1.0, credential scope {@code sqs}. */
    public Service service() {
        List<Operation<?, ?>> operations =
                Stream.concat(forQueues().stream(), forMessages().stream()).toList();
        return new Service("sqs", new Protocol.Json("1.0", "AmazonSQS"), operations);
    }

    private List<Operation<?, ?>> forQueues() {
        return List.of(
                named("CreateQueue", CreateQueueRequest::builder, queueOperations::create),
                named("DeleteQueue", DeleteQueueRequest::builder, queueOperations::delete),
                named("GetQueueUrl", GetQueueUrlRequest::builder, queueOperations::url),
                named("ListQueues", ListQueuesRequest::builder, queueOperations::list),
                named(
                        "ListDeadLetterSourceQueues",
                        ListDeadLetterSourceQueuesRequest::builder,
                        queueOperations::deadLetterSources),
                named("GetQueueAttributes", GetQueueAttributesRequest::builder, queueOperations::attributes),
                named("SetQueueAttributes", SetQueueAttributesRequest::builder, queueOperations::setAttributes),
                named("PurgeQueue", PurgeQueueRequest::builder, queueOperations::purge),
                named("TagQueue", TagQueueRequest::builder, queueOperations::tag),
                named("UntagQueue", UntagQueueRequest::builder, queueOperations::untag),
                named("ListQueueTags", ListQueueTagsRequest::builder, queueOperations::tags),
                named("AddPermission", AddPermissionRequest::builder, queueOperations::addPermission),
                named("RemovePermission", RemovePermissionRequest::builder, queueOperations::removePermission));
    }

    private List<Operation<?, ?>> forMessages() {
        return List.of(
                named("SendMessage", SendMessageRequest::builder, messageOperations::send),
                named("SendMessageBatch", SendMessageBatchRequest::builder, messageOperations::sendBatch),
                named("ReceiveMessage", ReceiveMessageRequest::builder, messageOperations::receive),
                named("DeleteMessage", DeleteMessageRequest::builder, messageOperations::delete),
                named("DeleteMessageBatch", DeleteMessageBatchRequest::builder, messageOperations::deleteBatch),
                named(
                        "ChangeMessageVisibility",
                        ChangeMessageVisibilityRequest::builder,
                        messageOperations::changeVisibility),
                named(
                        "ChangeMessageVisibilityBatch",
                        ChangeMessageVisibilityBatchRequest::builder,
                        messageOperations::changeVisibilityBatch));
    }

    @Override
    public void send(Requester from, String queueArn, String body, Map<String, String> attributes)
            throws DeliveryException {
        Queue queue = queues.find(queueArn)
                .orElseThrow(() -> new DeliveryException(
                        DeliveryException.Cause.NO_RESOURCE, "The queue " + queueArn + " does not exist."));
        if (!QueueAccess.allowed(queue, from, "sqs:SendMessage")) {
            throw new DeliveryException(
                    DeliveryException.Cause.NO_PERMISSIONS,
                    "The policy of the queue " + queueArn + " does not allow sqs:SendMessage to " + from.described()
                            + ".");
        }
        try {
            Map<String, MessageAttributeValue> typed = attributes.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
            MessageRules.check(body, typed, queue.settings().maximumMessageSize());
            queue.send(new Outgoing(body, typed, from.account(), Optional.empty()));
        } catch (ServiceFault refused) {
            throw new DeliveryException(DeliveryException.Cause.INVALID_PARAMETER, refused.text(), refused);
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** Deletes all queues; waiting receivers are answered at once. */
    @Override
    public void close() {
        queues.close();
    }
}
