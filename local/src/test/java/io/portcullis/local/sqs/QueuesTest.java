package io.portcullis.local.sqs;

import static io.portcullis.local.Messaging.ACCOUNT;
import static io.portcullis.local.Messaging.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.Messaging;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues over a socket through the SDK: attributes, policies, lists. */
final class QueuesTest {

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
    void queueUrlIsTheEndpointTheAccountAndTheName() {
        String url = sqs.createQueue(request -> request.queueName("url")).queueUrl();
        assertThat(url).isEqualTo(messaging.endpoint() + "/" + ACCOUNT + "/url");
        assertThat(sqs.getQueueUrl(request -> request.queueName("url")).queueUrl())
                .isEqualTo(url);
    }

    @Test
    void creatingAgainWithTheSameAttributesAnswersTheSameQueue() {
        Map<String, String> attributes = Map.of("VisibilityTimeout", "7");
        String first = sqs.createQueue(request -> request.queueName("again").attributesWithStrings(attributes))
                .queueUrl();
        String second = sqs.createQueue(request -> request.queueName("again").attributesWithStrings(attributes))
                .queueUrl();
        assertThat(second).isEqualTo(first);
        assertThat(sqs.createQueue(request -> request.queueName("again")).queueUrl())
                .isEqualTo(first);
    }

    @Test
    void creatingAgainWithOtherAttributesIsRefused() {
        sqs.createQueue(request -> request.queueName("other").attributesWithStrings(Map.of("VisibilityTimeout", "7")));
        assertThatThrownBy(() -> sqs.createQueue(
                        request -> request.queueName("other").attributesWithStrings(Map.of("VisibilityTimeout", "8"))))
                .isInstanceOf(QueueNameExistsException.class);
    }

    @Test
    void refusesFifoQueuesByName() {
        assertThatThrownBy(() -> sqs.createQueue(request -> request.queueName("a.fifo")))
                .hasMessageContaining("FIFO");
    }

    @Test
    void refusesUnknownAttributesAndValuesOutOfRange() {
        assertThatThrownBy(() -> queue(Map.of("Colour", "red"))).isInstanceOf(InvalidAttributeNameException.class);
        assertThatThrownBy(() -> queue(Map.of("VisibilityTimeout", "43201")))
                .isInstanceOf(InvalidAttributeValueException.class);
        assertThatThrownBy(() -> queue(Map.of("Policy", "{\"Statement\":7}")))
                .isInstanceOf(InvalidAttributeValueException.class);
        assertThatThrownBy(() -> queue(Map.of("RedrivePolicy", "{\"maxReceiveCount\":3}")))
                .isInstanceOf(InvalidAttributeValueException.class);
    }

    @Test
    void missingQueueHasTheErrorCodeOfTheJsonProtocolAndTheOldOne() {
        assertThatThrownBy(() ->
                        sqs.sendMessage(request -> request.queueUrl(messaging.endpoint() + "/" + ACCOUNT + "/nowhere")
                                .messageBody("x")))
                .isInstanceOfSatisfying(
                        QueueDoesNotExistException.class,
                        fault -> assertThat(fault.awsErrorDetails().errorCode())
                                .isIn("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"));
    }

    @Test
    void countsReadyAndHiddenMessagesAndPurgesAll() {
        String url = queue(Map.of());
        sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries(3, "x")));
        sqs.receiveMessage(request -> request.queueUrl(url));
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("2");
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("1");
        sqs.purgeQueue(request -> request.queueUrl(url));
        assertThat(messaging.depth(url)).isZero();
    }

    @Test
    void otherAccountsNeedThePolicyWhichAddPermissionWrites() {
        String url = queue(Map.of());
        SqsClient stranger = messaging.sqs(STRANGER);
        assertThatThrownBy(() ->
                        stranger.sendMessage(request -> request.queueUrl(url).messageBody("x")))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        fault -> assertThat(fault.statusCode()).isEqualTo(403));
        sqs.addPermission(request ->
                request.queueUrl(url).label("guest").awsAccountIds(STRANGER).actions("SendMessage"));
        stranger.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        sqs.removePermission(request -> request.queueUrl(url).label("guest"));
        assertThatThrownBy(() ->
                        stranger.sendMessage(request -> request.queueUrl(url).messageBody("x")))
                .isInstanceOf(SqsException.class);
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.POLICY))
                        .attributes())
                .isEmpty();
    }

    @Test
    void listsQueuesByPrefixInPages() {
        IntStream.range(0, 5).forEach(i -> sqs.createQueue(request -> request.queueName("page-" + i)));
        var urls =
                sqs
                        .listQueuesPaginator(
                                request -> request.queueNamePrefix("page-").maxResults(2))
                        .queueUrls()
                        .stream()
                        .toList();
        assertThat(urls).hasSize(5).isSorted();
        assertThat(messaging.sqs(STRANGER).listQueues().queueUrls()).isEmpty();
    }

    @Test
    void tagsComeAndGo() {
        String url = queue(Map.of());
        sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("a", "1", "b", "2")));
        sqs.untagQueue(request -> request.queueUrl(url).tagKeys("a"));
        assertThat(sqs.listQueueTags(request -> request.queueUrl(url)).tags()).containsExactly(Map.entry("b", "2"));
    }

    @Test
    void deletedQueueSendsWaitingReceiversHome() throws Exception {
        String url = queue(Map.of());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<List<Message>> waiting = CompletableFuture.supplyAsync(() -> receive(url, 20), threads);
            sqs.deleteQueue(request -> request.queueUrl(url));
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(QueueDoesNotExistException.class);
        }
    }
}
