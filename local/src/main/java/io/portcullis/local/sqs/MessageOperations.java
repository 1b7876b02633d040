package io.portcullis.local.sqs;

import io.portcullis.wire.Caller;
import io.portcullis.wire.ServiceFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations on messages. */
final class MessageOperations {

    private static final int BATCH_BYTES = 1_048_576;
    private static final int LONGEST_DELAY = 900;
    private static final int LONGEST_WAIT = 20;
    private static final int LONGEST_VISIBILITY = 43_200;

    private final Queues queues;
    private final QueueAccess access;

    MessageOperations(Queues queues, QueueAccess access) {
        this.queues = queues;
        this.access = access;
    }

    SendMessageResponse send(Caller caller, SendMessageRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "SendMessage");
        MessageRules.check(
                request.messageBody(),
                request.messageAttributes(),
                queue.settings().maximumMessageSize());
        Outgoing message = outgoing(caller, request.messageBody(), request.messageAttributes(), request.delaySeconds());
        String id = queue.send(message);
        return SendMessageResponse.builder()
                .messageId(id)
                .md5OfMessageBody(Digests.ofBody(message.body()))
                .md5OfMessageAttributes(attributesDigest(message.attributes()))
                .build();
    }

    private static Outgoing outgoing(
            Caller caller, String body, Map<String, MessageAttributeValue> attributes, Integer delaySeconds) {
        Optional<Duration> delay =
                Optional.ofNullable(delaySeconds).map(seconds -> seconds("DelaySeconds", seconds, LONGEST_DELAY));
        return new Outgoing(body, attributes, caller.account(), delay);
    }

    private static Duration seconds(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw Faults.invalidValue(String.valueOf(value), name, "Must be between 0 and " + most + ", if provided.");
        }
        return Duration.ofSeconds(value);
    }

    /** The digest, or null as the SDK's builders have it for a message without attributes. */
    private static @Nullable String attributesDigest(Map<String, MessageAttributeValue> attributes) {
        return attributes.isEmpty() ? null : Digests.ofAttributes(attributes);
    }

    SendMessageBatchResponse sendBatch(Caller caller, SendMessageBatchRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "SendMessage");
        List<SendMessageBatchRequestEntry> entries = request.entries();
        MessageRules.checkBatch(entries, SendMessageBatchRequestEntry::id);
        checkTotal(entries);
        int limit = queue.settings().maximumMessageSize();
        List<SendMessageBatchResultEntry> sent = new ArrayList<>();
        List<BatchResultErrorEntry> failed = each(entries, SendMessageBatchRequestEntry::id, entry -> {
            MessageRules.check(entry.messageBody(), entry.messageAttributes(), limit);
            Outgoing message = outgoing(caller, entry.messageBody(), entry.messageAttributes(), entry.delaySeconds());
            sent.add(SendMessageBatchResultEntry.builder()
                    .id(entry.id())
                    .messageId(queue.send(message))
                    .md5OfMessageBody(Digests.ofBody(message.body()))
                    .md5OfMessageAttributes(attributesDigest(message.attributes()))
                    .build());
        });
        return SendMessageBatchResponse.builder()
                .successful(sent)
                .failed(failed)
                .build();
    }

    private static void checkTotal(List<SendMessageBatchRequestEntry> entries) {
        long total = entries.stream()
                .filter(entry -> entry.messageBody() != null)
                .mapToLong(entry -> entry.messageBody().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .sum();
        if (total > BATCH_BYTES) {
            throw Faults.of(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + BATCH_BYTES + " bytes. You have sent " + total
                            + " bytes.");
        }
    }

    /** Does something for each entry and answers those that were refused. */
    private static <T> List<BatchResultErrorEntry> each(List<T> entries, Function<T, String> id, Consumer<T> work) {
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (T entry : entries) {
            try {
                work.accept(entry);
            } catch (ServiceFault fault) {
                failed.add(BatchResultErrorEntry.builder()
                        .id(id.apply(entry))
                        .code(fault.code().substring(fault.code().indexOf('#') + 1))
                        .message(fault.text())
                        .senderFault(true)
                        .build());
            }
        }
        return failed;
    }

    ReceiveMessageResponse receive(Caller caller, ReceiveMessageRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "ReceiveMessage");
        int most = Optional.ofNullable(request.maxNumberOfMessages()).orElse(1);
        if (most < 1 || most > MessageRules.BATCH) {
            throw Faults.invalidValue(
                    String.valueOf(most), "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
        }
        Duration visibility = Optional.ofNullable(request.visibilityTimeout())
                .map(seconds -> seconds("VisibilityTimeout", seconds, LONGEST_VISIBILITY))
                .orElse(queue.settings().visibilityTimeout());
        Duration wait = Optional.ofNullable(request.waitTimeSeconds())
                .map(seconds -> seconds("WaitTimeSeconds", seconds, LONGEST_WAIT))
                .orElse(queue.settings().receiveWait());
        List<Message> messages = receive(queue, most, visibility, wait).stream()
                .map(message -> message(message, request))
                .toList();
        return ReceiveMessageResponse.builder().messages(messages).build();
    }

    /** Receives, and moves messages that were received too often to the dead-letter queue in passing. */
    private List<Received> receive(Queue queue, int most, Duration visibility, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        Queue.Batch batch = queue.receive(most, visibility, wait);
        batch.exhausted().forEach(message -> redrive(queue, message));
        while (batch.messages().isEmpty() && !batch.exhausted().isEmpty()) {
            batch = queue.receive(most, visibility, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            batch.exhausted().forEach(message -> redrive(queue, message));
        }
        return batch.messages();
    }

    private void redrive(Queue from, StoredMessage message) {
        from.settings()
                .redrive()
                .flatMap(redrive -> queues.find(redrive.deadLetterQueue()))
                .ifPresent(target -> target.redrive(message, from.arn().text()));
    }

    private static Message message(Received received, ReceiveMessageRequest request) {
        Map<String, MessageAttributeValue> attributes = wanted(received.attributes(), request.messageAttributeNames());
        return Message.builder()
                .messageId(received.messageId())
                .receiptHandle(received.receiptHandle())
                .body(received.body())
                .md5OfBody(Digests.ofBody(received.body()))
                .messageAttributes(attributes)
                .md5OfMessageAttributes(attributesDigest(attributes))
                .attributesWithStrings(systemAttributes(received, request))
                .build();
    }

    private static Map<String, MessageAttributeValue> wanted(
            Map<String, MessageAttributeValue> all, List<String> names) {
        return all.entrySet().stream()
                .filter(entry -> names.stream().anyMatch(name -> named(entry.getKey(), name)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** {@code All}, {@code .*}, a prefix that ends in {@code .*}, or the name itself. */
    private static boolean named(String attribute, String wanted) {
        return wanted.equals("All")
                || wanted.equals(attribute)
                || (wanted.endsWith(".*") && attribute.startsWith(wanted.substring(0, wanted.length() - 2)));
    }

    @SuppressWarnings(
            "deprecation") // AttributeNames, which older clients send in place of MessageSystemAttributeNames.
    private static Map<String, String> systemAttributes(Received received, ReceiveMessageRequest request) {
        Map<String, String> all = new HashMap<>();
        all.put("SenderId", received.senderId());
        all.put("SentTimestamp", String.valueOf(received.sentAt().toEpochMilli()));
        all.put("ApproximateReceiveCount", String.valueOf(received.receiveCount()));
        all.put(
                "ApproximateFirstReceiveTimestamp",
                String.valueOf(received.firstReceivedAt().toEpochMilli()));
        received.source().ifPresent(source -> all.put("DeadLetterQueueSourceArn", source));
        Set<String> asked = Stream.concat(
                        request.attributeNamesAsStrings().stream(),
                        request.messageSystemAttributeNamesAsStrings().stream())
                .collect(Collectors.toCollection(HashSet::new));
        if (!asked.contains("All")) {
            all.keySet().retainAll(asked);
        }
        return all;
    }

    DeleteMessageResponse delete(Caller caller, DeleteMessageRequest request) {
        access.at(caller, request.queueUrl(), "DeleteMessage").delete(handle(request.receiptHandle()));
        return DeleteMessageResponse.builder().build();
    }

    DeleteMessageBatchResponse deleteBatch(Caller caller, DeleteMessageBatchRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "DeleteMessage");
        MessageRules.checkBatch(request.entries(), DeleteMessageBatchRequestEntry::id);
        List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
        var failed = each(request.entries(), DeleteMessageBatchRequestEntry::id, entry -> {
            queue.delete(handle(entry.receiptHandle()));
            done.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
        });
        return DeleteMessageBatchResponse.builder()
                .successful(done)
                .failed(failed)
                .build();
    }

    ChangeMessageVisibilityResponse changeVisibility(Caller caller, ChangeMessageVisibilityRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "ChangeMessageVisibility");
        changeVisibility(queue, request.receiptHandle(), request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    ChangeMessageVisibilityBatchResponse changeVisibilityBatch(
            Caller caller, ChangeMessageVisibilityBatchRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "ChangeMessageVisibility");
        MessageRules.checkBatch(request.entries(), ChangeMessageVisibilityBatchRequestEntry::id);
        List<ChangeMessageVisibilityBatchResultEntry> done = new ArrayList<>();
        var failed = each(request.entries(), ChangeMessageVisibilityBatchRequestEntry::id, entry -> {
            changeVisibility(queue, entry.receiptHandle(), entry.visibilityTimeout());
            done.add(ChangeMessageVisibilityBatchResultEntry.builder()
                    .id(entry.id())
                    .build());
        });
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(done)
                .failed(failed)
                .build();
    }

    private static void changeVisibility(Queue queue, String receiptHandle, Integer timeout) {
        if (timeout == null) {
            throw Faults.missing("VisibilityTimeout");
        }
        queue.changeVisibility(handle(receiptHandle), seconds("VisibilityTimeout", timeout, LONGEST_VISIBILITY));
    }

    private static String handle(String receiptHandle) {
        if (receiptHandle == null) {
            throw Faults.missing("ReceiptHandle");
        }
        return receiptHandle;
    }
}
