package io.portcullis.local.events;

import static io.portcullis.local.Messaging.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.Messaging;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;

/** The way of an event: put, matched, delivered, or buried. */
final class DeliveryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Messaging messaging;
    private static EventBridgeClient events;

    @BeforeAll
    static void start() {
        messaging = Messaging.start();
        events = messaging.events(ACCOUNT);
    }

    @AfterAll
    static void stop() {
        messaging.close();
    }

    /** A rule on the events of a source, which is new. */
    private static String route(String bus, Target... targets) {
        String source = "app-" + UUID.randomUUID();
        events.putRule(
                request -> request.name(source).eventBusName(bus).eventPattern("{\"source\":[\"" + source + "\"]}"));
        events.putTargets(request -> request.rule(source).eventBusName(bus).targets(targets));
        return source;
    }

    private static Target target(String arn) {
        return Target.builder().id("1").arn(arn).build();
    }

    private static PutEventsRequestEntry entry(String source, String detail) {
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType("Something")
                .detail(detail)
                .build();
    }

    private static PutEventsResponse put(PutEventsRequestEntry... entries) {
        return events.putEvents(request -> request.entries(entries));
    }

    private static PutEventsResultEntry putOne(PutEventsRequestEntry entry) {
        return put(entry).entries().getFirst();
    }

    private static String attribute(Message message, String name) {
        var value = message.messageAttributes().get(name);
        return value == null ? "" : value.stringValue();
    }

    private static String busArn(String name) {
        return "arn:aws:events:eu-central-1:" + ACCOUNT + ":event-bus/" + name;
    }

    private static void forward(String source, String bus, String... arns) {
        events.putRule(
                request -> request.name(source).eventBusName(bus).eventPattern("{\"source\":[\"" + source + "\"]}"));
        List<Target> targets = IntStream.range(0, arns.length)
                .mapToObj(i -> Target.builder().id("t" + i).arn(arns[i]).build())
                .toList();
        events.putTargets(request -> request.rule(source).eventBusName(bus).targets(targets));
    }

    private static void serviceEvent(String name, boolean readOnly) {
        messaging.eventsService().put(ACCOUNT, Messaging.REGION.id(), """
                        {"version":"0","id":"%s","detail-type":"AWS API Call via CloudTrail","source":"aws.kms",\
                        "account":"111122223333","time":"2026-01-01T00:00:00Z","region":"eu-central-1","resources":[],\
                        "detail":{"eventSource":"kms.amazonaws.com","eventName":"%s","readOnly":%s}}""".formatted(UUID.randomUUID(), name, readOnly));
    }

    /** Waits until so many events are lost. */
    private static boolean eventually(long lost) {
        Instant deadline = Instant.now().plus(Messaging.PATIENCE);
        while (messaging.eventsService().lostEvents() < lost && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        return messaging.eventsService().lostEvents() >= lost;
    }

    @Test
    void eventArrivesInTheEnvelopeOfEventBridge() throws Exception {
        String url = messaging.openQueue("envelope");
        String source = route("default", target(Messaging.queueArn("envelope")));
        String id = putOne(entry(source, "{ \"a\" : 1.50, \"b\":[ true ] }").toBuilder()
                        .resources("arn:a", "arn:b")
                        .time(Instant.parse("2026-01-02T03:04:05.678Z"))
                        .build())
                .eventId();
        String body = messaging.nextMessage(url).body();
        assertThat(body).isEqualTo("""
                        {"version":"0","id":"%s","detail-type":"Something","source":"%s","account":"111122223333",\
                        "time":"2026-01-02T03:04:05Z","region":"eu-central-1","resources":["arn:a","arn:b"],\
                        "detail":{"a":1.50,"b":[true]}}""".formatted(id, source));
        assertThat(JSON.readTree(body).path("detail").path("a").decimalValue()).isEqualByComparingTo("1.5");
    }

    @Test
    void topicThatDoesNotAllowEventBridgeGetsNothingAndTheEventIsBuriedWithTheReason() {
        String dead = messaging.openQueue("dead");
        String topic = messaging
                .sns(ACCOUNT)
                .createTopic(request -> request.name("shut"))
                .topicArn();
        String source = route(
                "default",
                target(topic).toBuilder()
                        .deadLetterConfig(config -> config.arn(Messaging.queueArn("dead")))
                        .build());
        String id = putOne(entry(source, "{\"a\":1}")).eventId();
        Message buried = messaging.nextMessage(dead);
        assertThat(buried.body()).contains(id, "\"detail\":{\"a\":1}");
        assertThat(attribute(buried, "ERROR_CODE")).isEqualTo("NO_PERMISSIONS");
        assertThat(attribute(buried, "ERROR_MESSAGE")).contains("sns:Publish");
        assertThat(attribute(buried, "TARGET_ARN")).isEqualTo(topic);
        assertThat(attribute(buried, "RULE_ARN"))
                .isEqualTo("arn:aws:events:eu-central-1:" + ACCOUNT + ":rule/" + source);
    }

    @Test
    void missingTargetIsBuriedAtOnce() {
        String dead = messaging.openQueue("dead-missing");
        String source = route(
                "default",
                target(Messaging.queueArn("not-there")).toBuilder()
                        .deadLetterConfig(config -> config.arn(Messaging.queueArn("dead-missing")))
                        .build());
        put(entry(source, "{}"));
        assertThat(attribute(messaging.nextMessage(dead), "ERROR_CODE")).isEqualTo("NO_RESOURCE");
    }

    @Test
    void topicThatAllowsTheRuleDeliversToItsSubscribers() throws Exception {
        var sns = messaging.sns(ACCOUNT);
        String url = messaging.openQueue("subscriber");
        String topic = sns.createTopic(request -> request.name("open")).topicArn();
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(Messaging.queueArn("subscriber")));
        String source = route("default", target(topic));
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sns:Publish","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(topic, "arn:aws:events:eu-central-1:" + ACCOUNT + ":rule/" + source);
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("Policy").attributeValue(policy));
        put(entry(source, "{\"a\":1}"));
        JsonNode envelope = JSON.readTree(messaging.nextMessage(url).body());
        assertThat(JSON.readTree(envelope.path("Message").asText())
                        .at("/detail/a")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void eventsOfOneTargetKeepTheirOrder() {
        String url = messaging.openQueue("order");
        String source = route(
                "default",
                target(Messaging.queueArn("order")).toBuilder()
                        .inputPath("$.detail.n")
                        .build());
        for (int call = 0; call < 10; call++) {
            int first = call * 10;
            put(IntStream.range(0, 10)
                    .mapToObj(i -> entry(source, "{\"n\":" + (first + i) + "}"))
                    .toArray(PutEventsRequestEntry[]::new));
        }
        List<String> bodies = IntStream.range(0, 100)
                .mapToObj(i -> messaging.nextMessage(url).body())
                .toList();
        assertThat(bodies)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(String::valueOf).toList());
    }

    @Test
    void disabledRuleIsSilentUntilItIsEnabled() {
        String url = messaging.openQueue("switch");
        String source = route("default", target(Messaging.queueArn("switch")));
        events.disableRule(request -> request.name(source));
        put(entry(source, "{\"n\":1}"));
        events.enableRule(request -> request.name(source));
        put(entry(source, "{\"n\":2}"));
        assertThat(messaging.nextMessage(url).body()).contains("{\"n\":2}");
        assertThat(messaging.depth(url)).isZero();
    }

    @Test
    void busForwardsToABusOnceOnly() {
        String url = messaging.openQueue("forwarded");
        for (String bus : List.of("second", "third")) {
            events.createEventBus(request -> request.name(bus));
        }
        String source = route("default", target(busArn("second")));
        forward(source, "second", Messaging.queueArn("forwarded"), busArn("third"));
        forward(source, "third", Messaging.queueArn("forwarded"), busArn("second"));
        String id = putOne(entry(source, "{}")).eventId();
        assertThat(messaging.nextMessage(url).body()).contains(id);
        // What follows through the same lanes shows that nothing came by way of the third bus.
        String last = putOne(entry(source, "{}")).eventId();
        assertThat(messaging.nextMessage(url).body()).contains(last);
        assertThat(messaging.depth(url)).isZero();
    }

    @Test
    void callsThatOnlyReadReachOnlyRulesThatAskForThem() {
        String url = messaging.openQueue("reads");
        String pattern = "{\"source\":[\"aws.kms\"],\"detail\":{\"eventName\":[\"DescribeKey\",\"PutKeyPolicy\"]}}";
        Target target = target(Messaging.queueArn("reads")).toBuilder()
                .inputPath("$.detail.eventName")
                .build();
        events.putRule(request -> request.name("reads").eventPattern(pattern));
        events.putTargets(request -> request.rule("reads").targets(target));
        serviceEvent("DescribeKey", true);
        serviceEvent("PutKeyPolicy", false);
        assertThat(messaging.nextMessage(url).body()).isEqualTo("\"PutKeyPolicy\"");
        events.putRule(request -> request.name("reads")
                .eventPattern(pattern)
                .state(RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS));
        serviceEvent("DescribeKey", true);
        assertThat(messaging.nextMessage(url).body()).isEqualTo("\"DescribeKey\"");
        events.deleteRule(request -> request.name("unknown"));
    }

    @Test
    void rateFiresAScheduledEventAgainAndAgain() throws Exception {
        String url = messaging.openQueue("rate");
        events.putRule(request -> request.name("rate").scheduleExpression("rate(1 minute)"));
        events.putTargets(request -> request.rule("rate").targets(target(Messaging.queueArn("rate"))));
        JsonNode first = JSON.readTree(messaging.nextMessage(url).body());
        assertThat(first.path("source").asText()).isEqualTo("aws.events");
        assertThat(first.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(first.at("/resources/0").asText()).endsWith(":rule/rate");
        assertThat(messaging.nextMessage(url).body()).contains("Scheduled Event");
        events.disableRule(request -> request.name("rate"));
    }

    @Test
    void lossWithoutADeadLetterQueueIsCounted() {
        long before = messaging.eventsService().lostEvents();
        String url = messaging.openQueue("behind");
        String source = route(
                "default",
                target(Messaging.queueArn("nobody")).toBuilder().id("a").build());
        put(entry(source, "{}"));
        String next = route("default", target(Messaging.queueArn("behind")));
        put(entry(next, "{}"));
        messaging.nextMessage(url);
        assertThat(eventually(before + 1)).isTrue();
    }

    @Test
    void transformerShapesWhatAQueueGets() {
        String url = messaging.openQueue("shaped");
        String source = route(
                "default",
                target(Messaging.queueArn("shaped")).toBuilder()
                        .inputTransformer(transformer -> transformer
                                .inputPathsMap(Map.of("n", "$.detail.n"))
                                .inputTemplate("{\"n\":<n>,\"rule\":\"<aws.events.rule-name>\"}"))
                        .build());
        put(entry(source, "{\"n\":7}"));
        assertThat(messaging.nextMessage(url).body()).isEqualTo("{\"n\":7,\"rule\":\"" + source + "\"}");
    }
}
