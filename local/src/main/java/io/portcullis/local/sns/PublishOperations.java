package io.portcullis.local.sns;

import io.portcullis.wire.Caller;
import io.portcullis.wire.ServiceFault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** The operations on messages. */
final class PublishOperations {

    private static final int BATCH = 10;

    private final Topics topics;
    private final Deliveries deliveries;
    private final Clock clock;

    PublishOperations(Topics topics, Deliveries deliveries, Clock clock) {
        this.topics = topics;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    PublishResponse publish(Caller caller, PublishRequest request) {
        if (request.phoneNumber() != null) {
            throw Faults.invalid("PhoneNumber Reason: this local account sends no text messages");
        }
        String arn = Optional.ofNullable(request.topicArn()).orElse(request.targetArn());
        if (arn == null) {
            throw Faults.invalid("TopicArn or TargetArn Reason: no value for required parameter");
        }
        Topic topic = topics.require(caller, arn, "SNS:Publish");
        Notification notification = Notification.of(
                request.message(),
                request.subject(),
                request.messageStructure(),
                request.messageAttributes(),
                clock.instant());
        send(topic, notification);
        return PublishResponse.builder().messageId(notification.id()).build();
    }

    /** Hands a message to the lanes of all who want it. */
    void send(Topic topic, Notification notification) {
        for (Subscription subscription : topic.subscriptions()) {
            if (subscription.confirmed() && subscription.filter().passes(notification)) {
                deliveries.send(subscription, notification);
            }
        }
    }

    PublishBatchResponse publishBatch(Caller caller, PublishBatchRequest request) {
        Topic topic = topics.require(caller, request.topicArn(), "SNS:Publish");
        List<PublishBatchRequestEntry> entries = request.publishBatchRequestEntries();
        checkBatch(entries);
        List<PublishBatchResultEntry> sent = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        List<Notification> accepted = new ArrayList<>();
        for (PublishBatchRequestEntry entry : entries) {
            try {
                Notification notification = Notification.of(
                        entry.message(),
                        entry.subject(),
                        entry.messageStructure(),
                        entry.messageAttributes(),
                        clock.instant());
                accepted.add(notification);
                sent.add(PublishBatchResultEntry.builder()
                        .id(entry.id())
                        .messageId(notification.id())
                        .build());
            } catch (ServiceFault fault) {
                failed.add(refused(entry, fault));
            }
        }
        if (accepted.stream().mapToInt(Notification::bytes).sum() > Notification.MOST_BYTES) {
            throw ServiceFault.sender(
                    "BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
        }
        accepted.forEach(notification -> send(topic, notification));
        return PublishBatchResponse.builder().successful(sent).failed(failed).build();
    }

    private static BatchResultErrorEntry refused(PublishBatchRequestEntry entry, ServiceFault fault) {
        return BatchResultErrorEntry.builder()
                .id(entry.id())
                .code(fault.code())
                .message(fault.text())
                .senderFault(true)
                .build();
    }

    private static void checkBatch(List<PublishBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw ServiceFault.sender("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > BATCH) {
            throw ServiceFault.sender(
                    "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        }
        var ids = entries.stream().map(PublishBatchRequestEntry::id).collect(Collectors.toSet());
        if (ids.size() < entries.size()) {
            throw ServiceFault.sender(
                    "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        }
        if (!ids.stream().allMatch(id -> String.valueOf(id).matches("[A-Za-z0-9_-]{1,80}"))) {
            throw ServiceFault.sender(
                    "InvalidBatchEntryId",
                    "The Id of a batch entry in a batch request doesn't abide by the specification.");
        }
    }
}
