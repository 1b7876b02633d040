package io.portcullis.local.events;

import static io.portcullis.local.Messaging.ACCOUNT;
import static io.portcullis.local.Messaging.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.Messaging;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** PutEvents over a socket through the SDK: the limits of a request and the errors of its entries. */
final class PutEventsTest {

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

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    private static String busArn(String name) {
        return "arn:aws:events:eu-central-1:" + ACCOUNT + ":event-bus/" + name;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- | d | {} | InvalidArgument | Parameter Source is not valid. Reason: Source is a required argument.",
                "s | - | {} | InvalidArgument | Parameter DetailType is not valid. Reason: DetailType is a required argument.",
                "s | d | - | InvalidArgument | Parameter Detail is not valid. Reason: Detail is a required argument.",
                "s | d | [1] | MalformedDetail | Detail is malformed.",
                "s | d | {\"a\": | MalformedDetail | Detail is malformed.",
                "s | d | {} {} | MalformedDetail | Detail is malformed.",
                "aws.kms | d | {} | NotAuthorizedForSource | Not authorized for the source.",
            })
    void wrongEntryIsAnsweredInItsPlaceAndTheOthersGoThrough(
            String source, String detailType, String detail, String code, String message) {
        PutEventsRequestEntry wrong = PutEventsRequestEntry.builder()
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .build();
        PutEventsResponse response = put(entry("app", "{}"), wrong, entry("app", "{}"));
        assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(200);
        assertThat(response.failedEntryCount()).isEqualTo(1);
        assertThat(response.entries()).hasSize(3);
        assertThat(response.entries().get(0).eventId()).isNotEmpty();
        assertThat(response.entries().get(1).errorCode()).isEqualTo(code);
        assertThat(response.entries().get(1).errorMessage()).isEqualTo(message);
        assertThat(response.entries().get(2).eventId()).isNotEmpty();
    }

    @Test
    void detailTypeHasAtMost128Characters() {
        var entry = entry("app", "{}").toBuilder().detailType("x".repeat(129)).build();
        assertThat(putOne(entry).errorCode()).isEqualTo("InvalidArgument");
        assertThat(putOne(entry.toBuilder().detailType("x".repeat(128)).build()).eventId())
                .isNotEmpty();
    }

    @Test
    void detailIsNestedAtMost1000Deep() {
        assertThat(putOne(entry("app", nested(1_000))).errorCode()).isNull();
        assertThat(putOne(entry("app", nested(1_001))).errorCode()).isEqualTo("MalformedDetail");
    }

    @Test
    void requestHasOneToTenEntries() {
        assertThatThrownBy(() -> put()).isInstanceOf(EventBridgeException.class);
        PutEventsRequestEntry[] eleven = new PutEventsRequestEntry[11];
        Arrays.fill(eleven, entry("app", "{}"));
        assertThatThrownBy(() -> put(eleven))
                .isInstanceOfSatisfying(
                        EventBridgeException.class,
                        fault -> assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    @Test
    void entriesWeighAtMost262144BytesTogether() {
        // 3 bytes of source, 9 of detail type, 8 of {"a":""}.
        String fits = "{\"a\":\"" + "x".repeat(262_144 - 20) + "\"}";
        assertThat(putOne(entry("app", fits)).errorCode()).isNull();
        assertThatThrownBy(() -> put(entry("app", fits.replace("\"}", "x\"}"))))
                .hasMessageContaining("Total size of the entries in the request is over the limit.");
    }

    @Test
    void entrySizeCountsTimeResourcesAndUtf8Bytes() {
        var entry = PutEventsRequestEntry.builder()
                .source("äb")
                .detailType("c")
                .detail("{}")
                .resources("arn", "é")
                .build();
        assertThat(PutEventsOperation.bytes(entry)).isEqualTo(3 + 1 + 2 + 3 + 2);
        assertThat(PutEventsOperation.bytes(
                        entry.toBuilder().time(Instant.now()).build()))
                .isEqualTo(11 + 14);
    }

    @Test
    void eventForABusThatIsNotThereIsTakenAndGoesNowhere() {
        var result =
                putOne(entry("app", "{}").toBuilder().eventBusName("nowhere").build());
        assertThat(result.eventId()).isNotEmpty();
        assertThat(result.errorCode()).isNull();
    }

    @Test
    void otherAccountsPutEventsOnlyWhereTheBusPolicyLetsThem() {
        events.createEventBus(request -> request.name("guests"));
        String url = messaging.openQueue("guests");
        String source = route("guests", target(Messaging.queueArn("guests")));
        EventBridgeClient stranger = messaging.events(STRANGER);
        var entry =
                entry(source, "{}").toBuilder().eventBusName(busArn("guests")).build();
        assertThat(stranger.putEvents(request -> request.entries(entry)).failedEntryCount())
                .isEqualTo(1);
        events.putPermission(request -> request.eventBusName("guests")
                .statementId("guest")
                .action("events:PutEvents")
                .principal(STRANGER));
        String id = stranger.putEvents(request -> request.entries(entry))
                .entries()
                .getFirst()
                .eventId();
        assertThat(messaging.nextMessage(url).body()).contains(id);
    }
}
