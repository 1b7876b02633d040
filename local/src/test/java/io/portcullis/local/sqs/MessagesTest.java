package io.portcullis.local.sqs;

import static io.portcullis.local.Messaging.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.Messaging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** Messages over a socket through the SDK, which checks every MD5 digest itself. */
final class MessagesTest {

    private static Messaging messaging;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        messaging = Messaging.start();
        sqs = messaging.sqs(ACCOUNT);
    }

    @AfterAll
    static void stop() {
        messaging.close();
    }

    private static String queue(Map<String, String> attributes) {
        return sqs.createQueue(
                        request -> request.queueName("q-" + UUID.randomUUID()).attributesWithStrings(attributes))
                .queueUrl();
    }

    private static List<Message> receive(String url, int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "");
    }

    private static List<SendMessageBatchRequestEntry> entries(int number, String body) {
        return IntStream.range(0, number)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("e" + i)
                        .messageBody(body)
                        .build())
                .toList();
    }

    @Test
    void messagesTravelWholeWithAttributesOfEveryType() {
        String url = queue(Map.of());
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("für 漢字")
                                .build(),
                "number",
                        MessageAttributeValue.builder()
                                .dataType("Number.int")
                                .stringValue("42")
                                .build(),
                "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
                                .build());
        sqs.sendMessage(
                request -> request.queueUrl(url).messageBody("grüß 😀 <&>").messageAttributes(attributes));
        Message message = sqs.receiveMessage(request -> request.queueUrl(url)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();
        assertThat(message.body()).isEqualTo("grüß 😀 <&>");
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.attributesAsStrings())
                .containsEntry("ApproximateReceiveCount", "1")
                .containsEntry("SenderId", ACCOUNT)
                .containsKeys("SentTimestamp", "ApproximateFirstReceiveTimestamp");
    }

    @Test
    void digestsAreThoseOfTheDeveloperGuide() {
        assertThat(Digests.ofBody("This is a test message")).isEqualTo("fafb00f5732ab283681e124bf8747ed1");
        assertThat(Digests.ofAttributes(Map.of(
                        "a",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("b")
                                .build())))
                .isEqualTo(DigestReference.of("a", "String", "b"));
    }

    @Test
    void longPollReturnsTheMomentAMessageArrives() throws Exception {
        String url = queue(Map.of());
        CountDownLatch about = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<List<Message>> received = CompletableFuture.supplyAsync(
                    () -> {
                        about.countDown();
                        return receive(url, 20);
                    },
                    threads);
            about.await();
            long sent = System.nanoTime();
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("now"));
            assertThat(received.get().getFirst().body()).isEqualTo("now");
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void longPollWithoutMessagesEndsEmptyAtItsTime() {
        String url = queue(Map.of());
        long start = System.nanoTime();
        assertThat(receive(url, 1)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void receivedMessageIsHiddenUntilItsTimeoutAndThenComesAgain() {
        String url = queue(Map.of("VisibilityTimeout", "1"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        assertThat(receive(url, 0)).hasSize(1);
        assertThat(receive(url, 0)).isEmpty();
        assertThat(receive(url, 5).getFirst().attributesAsStrings()).containsEntry("ApproximateReceiveCount", "2");
    }

    @Test
    void visibilityOfZeroShowsTheMessageAgainAtOnce() {
        String url = queue(Map.of());
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        Message message = receive(url, 0).getFirst();
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
        assertThat(receive(url, 0)).hasSize(1);
    }

    @Test
    void visibilityOfAMessageThatNobodyHoldsCannotBeChanged() {
        String url = queue(Map.of());
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        Message message = sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(0))
                .messages()
                .getFirst();
        assertThatThrownBy(() -> sqs.changeMessageVisibility(request -> request.queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(5)))
                .isInstanceOf(MessageNotInflightException.class);
    }

    @Test
    void deletedMessageDoesNotComeBackAndAStaleHandleDeletesNothing() {
        String url = queue(Map.of());
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        String stale = sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(0))
                .messages()
                .getFirst()
                .receiptHandle();
        String fresh = receive(url, 0).getFirst().receiptHandle();
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(stale));
        assertThat(messaging.depth(url)).isEqualTo(1);
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(fresh));
        assertThat(messaging.depth(url)).isZero();
        assertThatThrownBy(
                        () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle("nonsense")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    @Test
    void messageReceivedTooOftenMovesToTheDeadLetterQueueWithItsId() {
        String dead = sqs.createQueue(request -> request.queueName("dead")).queueUrl();
        String url = queue(Map.of(
                "VisibilityTimeout",
                "0",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + Messaging.queueArn("dead") + "\",\"maxReceiveCount\":\"2\"}"));
        String id = sqs.sendMessage(request -> request.queueUrl(url).messageBody("poison"))
                .messageId();
        assertThat(receive(url, 0)).hasSize(1);
        assertThat(receive(url, 0)).hasSize(1);
        assertThat(receive(url, 0)).isEmpty();
        Message buried = receive(dead, 5).getFirst();
        assertThat(buried.messageId()).isEqualTo(id);
        assertThat(buried.attributesAsStrings().get("DeadLetterQueueSourceArn"))
                .endsWith(url.substring(url.lastIndexOf('/') + 1));
        assertThat(sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls())
                .contains(url);
    }

    @Test
    void messageStaysWhenItsDeadLetterQueueIsMissing() {
        String url = queue(Map.of(
                "VisibilityTimeout",
                "0",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + Messaging.queueArn("none") + "\",\"maxReceiveCount\":1}"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        assertThat(receive(url, 0)).hasSize(1);
        assertThat(receive(url, 0)).hasSize(1);
    }

    @Test
    void batchAnswersEachEntryForItself() {
        String url = queue(Map.of());
        var response = sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("good")
                                .messageBody("x")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("bad")
                                .messageBody("\u0001")
                                .build()));
        assertThat(response.successful()).extracting("id").containsExactly("good");
        assertThat(response.failed()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("bad");
            assertThat(entry.code()).isEqualTo("InvalidMessageContents");
            assertThat(entry.senderFault()).isTrue();
        });
        var received = receive(url, 0);
        var deleted = sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(DeleteMessageBatchRequestEntry.builder()
                        .id("1")
                        .receiptHandle(received.getFirst().receiptHandle())
                        .build()));
        assertThat(deleted.successful()).hasSize(1);
        assertThat(messaging.depth(url)).isZero();
    }

    @Test
    void batchHasOneToTenEntriesOfDifferentIds() {
        String url = queue(Map.of());
        assertThatThrownBy(() ->
                        sqs.sendMessageBatch(request -> request.queueUrl(url).entries(List.of())))
                .isInstanceOf(EmptyBatchRequestException.class);
        assertThatThrownBy(() ->
                        sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries(11, "x"))))
                .isInstanceOf(TooManyEntriesInBatchRequestException.class);
        var twice =
                SendMessageBatchRequestEntry.builder().id("a").messageBody("x").build();
        assertThatThrownBy(() ->
                        sqs.sendMessageBatch(request -> request.queueUrl(url).entries(twice, twice)))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
        assertThatThrownBy(() -> sqs.sendMessageBatch(
                        request -> request.queueUrl(url).entries(entries(10, "x".repeat(104_858)))))
                .isInstanceOf(BatchRequestTooLongException.class);
    }

    @Test
    void messageIsNotLongerThanTheQueueAllowsAndHasOnlyXmlCharacters() {
        String url = queue(Map.of("MaximumMessageSize", "1024"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("x".repeat(1024)));
        assertThatThrownBy(
                        () -> sqs.sendMessage(request -> request.queueUrl(url).messageBody("x".repeat(1025))))
                .hasMessageContaining("shorter than 1024 bytes");
        assertThatThrownBy(
                        () -> sqs.sendMessage(request -> request.queueUrl(url).messageBody("\u0000")))
                .isInstanceOf(InvalidMessageContentsException.class);
    }

    @Test
    void delayedMessageIsCountedAndComesLater() {
        String url = queue(Map.of());
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("x").delaySeconds(1));
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo("1");
        assertThat(receive(url, 0)).isEmpty();
        assertThat(receive(url, 5)).hasSize(1);
    }
}
