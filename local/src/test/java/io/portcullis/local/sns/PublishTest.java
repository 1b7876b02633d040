package io.portcullis.local.sns;

import static io.portcullis.local.Messaging.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.Messaging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/** Messages over a socket through the SDK: limits, batches, filters. */
final class PublishTest {

    private static Messaging messaging;
    private static SnsClient sns;

    @BeforeAll
    static void start() {
        messaging = Messaging.start();
        sns = messaging.sns(ACCOUNT);
    }

    @AfterAll
    static void stop() {
        messaging.close();
    }

    private static String topic() {
        return sns.createTopic(request -> request.name("t-" + UUID.randomUUID()))
                .topicArn();
    }

    private static String subscribeQueue(String topicArn, String queue, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topicArn)
                        .protocol("sqs")
                        .endpoint(Messaging.queueArn(queue))
                        .attributes(attributes))
                .subscriptionArn();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static void publish(String arn, String message, Map<String, MessageAttributeValue> attributes) {
        sns.publish(request -> request.topicArn(arn).message(message).messageAttributes(attributes));
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
    }

    private static void set(String subscription, String name, String value) {
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(subscription).attributeName(name).attributeValue(value));
    }

    private static void batch(String arn, List<PublishBatchRequestEntry> entries) {
        sns.publishBatch(request -> request.topicArn(arn).publishBatchRequestEntries(entries));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    @Test
    void filterOnAttributesLetsOnlyMatchesThrough() {
        String arn = topic();
        String url = messaging.openQueue("filtered");
        subscribeQueue(
                arn,
                "filtered",
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "FilterPolicy",
                        "{\"kind\":[{\"prefix\":\"al\"}],\"size\":[{\"numeric\":[\">\",5]}]}"));
        publish(arn, "no attributes", Map.of());
        publish(arn, "too small", Map.of("kind", text("alert"), "size", number("5")));
        publish(arn, "other kind", Map.of("kind", text("info"), "size", number("6")));
        publish(arn, "right", Map.of("kind", text("alert"), "size", number("6")));
        assertThat(messaging.nextMessage(url).body()).isEqualTo("right");
        assertThat(messaging.depth(url)).isZero();
    }

    @Test
    void filterOnTheBodyReadsTheMessage() {
        String arn = topic();
        String url = messaging.openQueue("body");
        String subscription = subscribeQueue(arn, "body", Map.of("RawMessageDelivery", "true"));
        set(subscription, "FilterPolicyScope", "MessageBody");
        set(subscription, "FilterPolicy", "{\"a\":{\"b\":[1]}}");
        publish(arn, "no json", Map.of());
        publish(arn, "{\"a\":{\"b\":2}}", Map.of());
        publish(arn, "{\"a\":{\"b\":1}}", Map.of());
        assertThat(messaging.nextMessage(url).body()).isEqualTo("{\"a\":{\"b\":1}}");
        assertThatThrownBy(() -> set(subscription, "FilterPolicy", "{\"a\":1}"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("FilterPolicy");
    }

    @Test
    void structuredMessageSaysSomethingElseToEachProtocol() {
        String arn = topic();
        String url = messaging.openQueue("structured");
        subscribeQueue(arn, "structured", Map.of("RawMessageDelivery", "true"));
        sns.publish(request ->
                request.topicArn(arn).messageStructure("json").message("{\"default\":\"all\",\"sqs\":\"queues\"}"));
        assertThat(messaging.nextMessage(url).body()).isEqualTo("queues");
        assertThatThrownBy(() -> sns.publish(request ->
                        request.topicArn(arn).messageStructure("json").message("{\"sqs\":\"queues\"}")))
                .hasMessageContaining("No default entry");
    }

    @Test
    void messageHasAtMost262144BytesNotCharacters() {
        String arn = topic();
        sns.publish(request -> request.topicArn(arn).message("x".repeat(262_144)));
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(arn).message("x".repeat(262_145))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(arn).message("ä".repeat(131_073))))
                .hasMessageContaining("Message too long");
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(arn).message("")))
                .hasMessageContaining("Empty message");
    }

    @Test
    void subjectIsShorterThan100CharactersAndOneLine() {
        String arn = topic();
        sns.publish(request -> request.topicArn(arn).message("x").subject("s".repeat(99)));
        for (String subject : List.of("s".repeat(100), "two\nlines", "bell\u0007", "")) {
            assertThatThrownBy(() -> sns.publish(
                            request -> request.topicArn(arn).message("x").subject(subject)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("Subject");
        }
    }

    @Test
    void batchAnswersEachEntryForItselfAndKeepsTheOrder() {
        String arn = topic();
        String url = messaging.openQueue("batch");
        subscribeQueue(arn, "batch", Map.of("RawMessageDelivery", "true"));
        var response = sns.publishBatch(request ->
                request.topicArn(arn).publishBatchRequestEntries(entry("a", "1"), entry("b", ""), entry("c", "3")));
        assertThat(response.successful()).extracting("id").containsExactly("a", "c");
        assertThat(response.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("b");
            assertThat(failure.code()).isEqualTo("InvalidParameter");
        });
        assertThat(messaging.nextMessage(url).body()).isEqualTo("1");
        assertThat(messaging.nextMessage(url).body()).isEqualTo("3");
    }

    @Test
    void batchHasOneToTenEntriesOfDifferentIdsWithin262144Bytes() {
        String arn = topic();
        assertThatThrownBy(() -> batch(arn, List.of())).isInstanceOf(EmptyBatchRequestException.class);
        assertThatThrownBy(() -> batch(arn, List.of(entry("a", "x"), entry("a", "y"))))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
        List<PublishBatchRequestEntry> many = new ArrayList<>();
        IntStream.range(0, 11).forEach(i -> many.add(entry("e" + i, "x")));
        assertThatThrownBy(() -> batch(arn, many)).isInstanceOf(TooManyEntriesInBatchRequestException.class);
        String half = "x".repeat(131_073);
        assertThatThrownBy(() -> batch(arn, List.of(entry("a", half), entry("b", half))))
                .isInstanceOf(BatchRequestTooLongException.class);
    }
}
