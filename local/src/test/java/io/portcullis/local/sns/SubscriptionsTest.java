package io.portcullis.local.sns;

import static io.portcullis.local.Messaging.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.Messaging;
import io.portcullis.local.delivery.Retries;
import io.portcullis.local.events.EventsSettings;
import io.portcullis.local.mail.MailMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Subscriptions over a socket through the SDK: confirmation, endpoints, what each subscriber gets. */
final class SubscriptionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("http://\\S+");

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

    private static Map<String, String> attributes(String topicArn) {
        return sns.getTopicAttributes(request -> request.topicArn(topicArn)).attributes();
    }

    private static int visit(String link) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private static String link(MailMessage mail) {
        Matcher matcher = LINK.matcher(mail.text());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static List<Subscription> subscriptions(String topicArn) {
        return sns.listSubscriptionsByTopic(request -> request.topicArn(topicArn))
                .subscriptions();
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

    @Test
    void mailSubscriptionIsSilentUntilTheLinkIsVisitedAndAgainAfterTheOtherLink() throws Exception {
        String arn = topic();
        String answer = sns.subscribe(
                        request -> request.topicArn(arn).protocol("email").endpoint("ops@example.org"))
                .subscriptionArn();
        assertThat(answer).isEqualTo("pending confirmation");
        MailMessage confirmation = messaging.nextMail();
        assertThat(confirmation.subject()).isEqualTo("AWS Notification - Subscription Confirmation");
        assertThat(confirmation.text()).contains(arn);
        assertThat(subscriptions(arn)).extracting(Subscription::subscriptionArn).containsExactly("PendingConfirmation");
        assertThat(attributes(arn)).containsEntry("SubscriptionsPending", "1");
        sns.publish(request -> request.topicArn(arn).message("nobody hears this"));

        assertThat(visit(link(confirmation))).isEqualTo(200);
        assertThat(attributes(arn)).containsEntry("SubscriptionsConfirmed", "1");
        sns.publish(request -> request.topicArn(arn).message("Zeile 1\nZeile 2"));
        MailMessage mail = messaging.nextMail();
        assertThat(mail.to()).isEqualTo("ops@example.org");
        assertThat(mail.subject()).isEqualTo("AWS Notification Message");
        assertThat(mail.text()).startsWith("Zeile 1\nZeile 2\n\n--\n").contains("unsubscribe");

        assertThat(visit(link(mail))).isEqualTo(200);
        assertThat(subscriptions(arn)).isEmpty();
        assertThat(attributes(arn)).containsEntry("SubscriptionsDeleted", "1");
    }

    @Test
    void returnSubscriptionArnShowsTheArnOfAPendingSubscription() throws Exception {
        String arn = topic();
        String subscription = sns.subscribe(request -> request.topicArn(arn)
                        .protocol("email-json")
                        .endpoint("json@example.org")
                        .returnSubscriptionArn(true))
                .subscriptionArn();
        assertThat(subscription).startsWith(arn + ":");
        JsonNode confirmation = JSON.readTree(messaging.nextMail().text());
        assertThat(confirmation.path("Type").asText()).isEqualTo("SubscriptionConfirmation");
        sns.confirmSubscription(request ->
                request.topicArn(arn).token(confirmation.path("Token").asText()));
        assertThat(sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                        .attributes())
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("Protocol", "email-json");
    }

    @Test
    void wrongTokenConfirmsNothing() {
        String arn = topic();
        assertThatThrownBy(() ->
                        sns.confirmSubscription(request -> request.topicArn(arn).token("guess")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Token");
    }

    @Test
    void autoConfirmedMailNeedsNoLink() throws Exception {
        try (Messaging own = Messaging.start(EventsSettings.DEFAULT, new SnsSettings(true, Retries.DEFAULT))) {
            SnsClient client = own.sns(ACCOUNT);
            String arn = client.createTopic(request -> request.name("auto")).topicArn();
            assertThat(client.subscribe(request ->
                                    request.topicArn(arn).protocol("email").endpoint("ops@example.org"))
                            .subscriptionArn())
                    .startsWith(arn);
            client.publish(request -> request.topicArn(arn).message("m").subject("Betreff"));
            assertThat(own.nextMail().subject()).isEqualTo("Betreff");
        }
    }

    @Test
    void subscribingTheSameEndpointAgainAnswersTheSameSubscription() {
        String arn = topic();
        messaging.openQueue("same");
        List<String> arns = IntStream.range(0, 2)
                .mapToObj(i -> subscribeQueue(arn, "same", Map.of()))
                .distinct()
                .toList();
        assertThat(arns).hasSize(1);
        assertThatThrownBy(() -> subscribeQueue(arn, "same", Map.of("RawMessageDelivery", "true")))
                .hasMessageContaining("already exists with different attributes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"email nobody", "http https://a.example", "https nonsense", "sqs queue", "lambda x", "sms +49"})
    void endpointMustFitItsProtocol(String both) {
        String arn = topic();
        String[] parts = both.split(" ");
        assertThatThrownBy(() -> sns.subscribe(
                        request -> request.topicArn(arn).protocol(parts[0]).endpoint(parts[1])))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void queueGetsTheEnvelopeAndARawOneTheMessageItself() throws Exception {
        String arn = topic();
        String wrapped = messaging.openQueue("wrapped");
        String raw = messaging.openQueue("raw");
        subscribeQueue(arn, "wrapped", Map.of());
        subscribeQueue(arn, "raw", Map.of("RawMessageDelivery", "true"));
        String id = sns.publish(request -> request.topicArn(arn)
                        .message("hallo")
                        .subject("Betreff")
                        .messageAttributes(Map.of("kind", text("alert"))))
                .messageId();
        JsonNode envelope = JSON.readTree(messaging.nextMessage(wrapped).body());
        assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(arn);
        assertThat(envelope.path("Subject").asText()).isEqualTo("Betreff");
        assertThat(envelope.path("Message").asText()).isEqualTo("hallo");
        assertThat(envelope.path("Timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(envelope.at("/MessageAttributes/kind/Value").asText()).isEqualTo("alert");
        var message = messaging.nextMessage(raw);
        assertThat(message.body()).isEqualTo("hallo");
        assertThat(message.messageAttributes())
                .containsEntry(
                        "kind",
                        software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("alert")
                                .build());
    }

    @Test
    void queueThatDoesNotAllowTheTopicGetsNothingAndTheLossIsCounted() {
        String arn = topic();
        messaging.sqs(ACCOUNT).createQueue(request -> request.queueName("shut"));
        String open = messaging.openQueue("open");
        subscribeQueue(
                arn,
                "shut",
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + Messaging.queueArn("open") + "\"}"));
        long before = messaging.snsService().failedDeliveries();
        sns.publish(request -> request.topicArn(arn).message("x"));
        assertThat(messaging.nextMessage(open).body()).contains("\"Message\" : \"x\"");
        assertThat(messaging.snsService().failedDeliveries()).isEqualTo(before + 1);
    }

    @Test
    void httpSubscriberConfirmsByTheUrlAndThenGetsNotifications() throws Exception {
        String arn = topic();
        try (Receiver receiver = Receiver.start()) {
            sns.subscribe(request -> request.topicArn(arn).protocol("http").endpoint(receiver.url()));
            Receiver.Call confirmation = receiver.next();
            assertThat(confirmation.header("x-amz-sns-message-type")).isEqualTo("SubscriptionConfirmation");
            JsonNode body = JSON.readTree(confirmation.body());
            assertThat(visit(body.path("SubscribeURL").asText())).isEqualTo(200);
            sns.publish(request -> request.topicArn(arn).message("hallo"));
            Receiver.Call notification = receiver.next();
            assertThat(notification.header("x-amz-sns-message-type")).isEqualTo("Notification");
            assertThat(notification.header("x-amz-sns-topic-arn")).isEqualTo(arn);
            assertThat(notification.header("x-amz-sns-subscription-arn")).startsWith(arn);
            assertThat(JSON.readTree(notification.body()).path("Message").asText())
                    .isEqualTo("hallo");
        }
    }

    @Test
    void httpSubscriberThatFailsOnceIsTriedAgain() throws Exception {
        String arn = topic();
        try (Receiver receiver = Receiver.failing(1)) {
            sns.subscribe(request -> request.topicArn(arn).protocol("http").endpoint(receiver.url()));
            assertThat(receiver.next().body()).isEqualTo(receiver.next().body());
        }
    }

    @Test
    void listsTheSubscriptionsOfTheAccount() {
        String arn = topic();
        messaging.openQueue("listed");
        String subscription = subscribeQueue(arn, "listed", Map.of());
        assertThat(sns.listSubscriptionsPaginator().subscriptions().stream().map(Subscription::subscriptionArn))
                .contains(subscription);
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        assertThat(subscriptions(arn)).isEmpty();
        assertThatThrownBy(() -> sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription)))
                .isInstanceOf(NotFoundException.class);
    }
}
