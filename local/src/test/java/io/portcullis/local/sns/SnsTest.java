package io.portcullis.local.sns;

import static io.portcullis.local.Messaging.ACCOUNT;
import static io.portcullis.local.Messaging.STRANGER;
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
import java.util.ArrayList;
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
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/** SNS over a socket through the SDK. */
final class SnsTest {

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

    @Test
    void topicIsMadeOnce() {
        String arn = sns.createTopic(request -> request.name("once")).topicArn();
        assertThat(arn).isEqualTo("arn:aws:sns:eu-central-1:" + ACCOUNT + ":once");
        assertThat(sns.createTopic(request -> request.name("once")).topicArn()).isEqualTo(arn);
        assertThatThrownBy(() ->
                        sns.createTopic(request -> request.name("once").attributes(Map.of("DisplayName", "other"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("already exists with different attributes");
        assertThatThrownBy(() -> sns.createTopic(request -> request.name("once")
                        .tags(Tag.builder().key("a").value("b").build())))
                .hasMessageContaining("already exists with different tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.fifo", "ä"})
    void topicNamesAreLettersDigitsHyphensAndUnderscores(String name) {
        assertThatThrownBy(() -> sns.createTopic(request -> request.name(name)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void newTopicHasTheDefaultPolicyAndCounts() throws Exception {
        String arn = topic();
        Map<String, String> attributes = attributes(arn);
        assertThat(attributes)
                .containsEntry("TopicArn", arn)
                .containsEntry("Owner", ACCOUNT)
                .containsEntry("DisplayName", "")
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsEntry("SubscriptionsPending", "0")
                .containsEntry("SubscriptionsDeleted", "0")
                .containsKey("EffectiveDeliveryPolicy");
        JsonNode statement =
                JSON.readTree(attributes.get("Policy")).path("Statement").path(0);
        assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("*");
        assertThat(statement.at("/Condition/StringEquals/AWS:SourceOwner").asText())
                .isEqualTo(ACCOUNT);
    }

    @Test
    void missingTopicIsNotFound() {
        String arn = "arn:aws:sns:eu-central-1:" + ACCOUNT + ":nowhere";
        assertThatThrownBy(() -> sns.getTopicAttributes(request -> request.topicArn(arn)))
                .isInstanceOfSatisfying(NotFoundException.class, fault -> {
                    assertThat(fault.statusCode()).isEqualTo(404);
                    assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("NotFound");
                });
        sns.deleteTopic(request -> request.topicArn(arn));
    }

    @Test
    void topicOfAnotherRegionIsAnInvalidParameter() {
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn("arn:aws:sns:us-east-1:" + ACCOUNT + ":x")
                        .message("x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("TopicArn");
    }

    @Test
    void policyMustBeAPolicyOfThisService() {
        String arn = topic();
        assertThatThrownBy(() -> setPolicy(arn, "{\"Statement\":["))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Policy");
        assertThatThrownBy(() -> setPolicy(arn, """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*",\
                        "Resource":"*"}]}""")).hasMessageContaining("out of service scope");
        assertThatThrownBy(() -> sns.setTopicAttributes(
                        request -> request.topicArn(arn).attributeName("Colour").attributeValue("red")))
                .isInstanceOf(InvalidParameterException.class);
    }

    private static void setPolicy(String arn, String policy) {
        sns.setTopicAttributes(
                request -> request.topicArn(arn).attributeName("Policy").attributeValue(policy));
    }

    @Test
    void policyIsKeptByteForByte() {
        String arn = topic();
        String policy = """
                {"Version":"2012-10-17", "Statement":[ {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                "Action":"sns:Publish","Resource":"%s"}]}""".formatted(arn);
        setPolicy(arn, policy);
        assertThat(attributes(arn)).containsEntry("Policy", policy);
    }

    @Test
    void otherAccountsNeedThePolicyWhichAddPermissionWrites() {
        String arn = topic();
        SnsClient stranger = messaging.sns(STRANGER);
        assertThatThrownBy(
                        () -> stranger.publish(request -> request.topicArn(arn).message("x")))
                .isInstanceOfSatisfying(
                        AuthorizationErrorException.class,
                        fault -> assertThat(fault.statusCode()).isEqualTo(403));
        sns.addPermission(request ->
                request.topicArn(arn).label("guest").awsAccountIds(STRANGER).actionNames("Publish"));
        stranger.publish(request -> request.topicArn(arn).message("x"));
        assertThatThrownBy(() -> sns.addPermission(request -> request.topicArn(arn)
                        .label("guest")
                        .awsAccountIds(STRANGER)
                        .actionNames("Publish")))
                .hasMessageContaining("already exists");
        sns.removePermission(request -> request.topicArn(arn).label("guest"));
        assertThatThrownBy(
                        () -> stranger.publish(request -> request.topicArn(arn).message("x")))
                .isInstanceOf(AuthorizationErrorException.class);
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

    private static List<Subscription> subscriptions(String topicArn) {
        return sns.listSubscriptionsByTopic(request -> request.topicArn(topicArn))
                .subscriptions();
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

    private static String subscribeQueue(String topicArn, String queue, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topicArn)
                        .protocol("sqs")
                        .endpoint(Messaging.queueArn(queue))
                        .attributes(attributes))
                .subscriptionArn();
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

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
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

    private static void publish(String arn, String message, Map<String, MessageAttributeValue> attributes) {
        sns.publish(request -> request.topicArn(arn).message(message).messageAttributes(attributes));
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
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

    private static void set(String subscription, String name, String value) {
        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(subscription).attributeName(name).attributeValue(value));
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

    private static void batch(String arn, List<PublishBatchRequestEntry> entries) {
        sns.publishBatch(request -> request.topicArn(arn).publishBatchRequestEntries(entries));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    @Test
    void listsComeInPagesOfAHundred() {
        SnsClient other = messaging.sns("444455556666");
        IntStream.range(0, 101).forEach(i -> other.createTopic(request -> request.name("t" + i)));
        var first = other.listTopics();
        assertThat(first.topics()).hasSize(100);
        assertThat(other.listTopics(request -> request.nextToken(first.nextToken()))
                        .topics())
                .hasSize(1);
        assertThatThrownBy(() -> other.listTopics(request -> request.nextToken("nonsense")))
                .isInstanceOf(InvalidParameterException.class);
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

    @Test
    void tagsComeAndGo() {
        String arn = topic();
        sns.tagResource(request -> request.resourceArn(arn)
                .tags(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("2").build()));
        sns.untagResource(request -> request.resourceArn(arn).tagKeys("a"));
        assertThat(sns.listTagsForResource(request -> request.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
    }
}
