package io.portcullis.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.wire.ServiceFault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What targets are sent. */
final class TargetInputTest {

    private static final String EVENT = """
            {"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":"State Change","source":"app",\
            "account":"111122223333","time":"2026-01-02T03:04:05Z","region":"eu-central-1","resources":["arn:a","arn:b"],\
            "detail":{"state":"RUN\\"NING","count":1.50,"nested":{"x-y":[{"n":1},{"n":2}]}}}""";
    private static final Instant INGESTED = Instant.parse("2026-01-02T03:04:06.789Z");
    private static final BusRule RULE = new BusRule(
            ResourceArn.of("events", "eu-central-1", "111122223333", "rule/r"),
            "r",
            Optional.empty(),
            Optional.empty(),
            RuleState.ENABLED,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of());

    private static String shape(Target target) {
        return TargetInput.of(target).shape(Event.parse(EVENT, INGESTED), RULE);
    }

    private static Target target() {
        return Target.builder()
                .id("1")
                .arn("arn:aws:sqs:eu-central-1:111122223333:q")
                .build();
    }

    private static String transform(Map<String, String> paths, String template) {
        InputTransformer transformer = InputTransformer.builder()
                .inputPathsMap(paths)
                .inputTemplate(template)
                .build();
        return shape(target().toBuilder().inputTransformer(transformer).build());
    }

    @Test
    void withoutInputTheWholeEventIsSentCompactWithItsNumbersUntouched() {
        assertThat(shape(target())).isEqualTo(EVENT);
    }

    @Test
    void inputIsSentAsItIs() {
        assertThat(shape(target().toBuilder().input("{ \"a\" : 1 }").build())).isEqualTo("{ \"a\" : 1 }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.detail.count | 1.50",
                "$.detail.nested['x-y'][1].n | 2",
                "$.detail.nested.x-y[*].n | [1,2]",
                "$.resources[0] | \"arn:a\"",
                "$['detail-type'] | \"State Change\"",
                "$.detail.missing | {}",
            })
    void inputPathSendsThePart(String path, String sent) {
        assertThat(shape(target().toBuilder().inputPath(path).build())).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"detail", "$detail", "$.", "$.a[", "$.a[?(@.b)]", "$..a"})
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> shape(target().toBuilder().inputPath(path).build()))
                .isInstanceOf(ServiceFault.class)
                .hasMessageContaining("not a JSON path");
    }

    @Test
    void templateOfJsonTakesValuesAsJsonAndInsideQuotesAsText() {
        String sent = transform(
                Map.of("state", "$.detail.state", "count", "$.detail.count", "nested", "$.detail.nested.x-y[0]"),
                "{\"state\": <state>, \"text\": \"is <state> (<count>)\", \"count\": <count>, \"part\": <nested>,"
                        + " \"inside\": \"<nested>\"}");
        assertThat(sent)
                .isEqualTo("{\"state\": \"RUN\\\"NING\", \"text\": \"is RUN\\\"NING (1.50)\", \"count\": 1.50,"
                        + " \"part\": {\"n\":1}, \"inside\": \"{\\\"n\\\":1}\"}");
    }

    @Test
    void quotedTemplateKeepsItsQuotesAndPlainOneIsText() {
        Map<String, String> paths = Map.of("source", "$.source");
        assertThat(transform(paths, "\"from <source>\"")).isEqualTo("\"from app\"");
        assertThat(transform(paths, "from <source>")).isEqualTo("from app");
    }

    @Test
    void whatAPathDoesNotFindIsEmptyText() {
        assertThat(transform(Map.of("none", "$.detail.none"), "{\"a\": <none>, \"b\": \"<none>\"}"))
                .isEqualTo("{\"a\": \"\", \"b\": \"\"}");
    }

    @Test
    void builtInVariablesNeedNoPath() {
        assertThat(transform(
                        Map.of(),
                        "{\"rule\": <aws.events.rule-name>, \"arn\": <aws.events.rule-arn>,"
                                + " \"at\": <aws.events.event.ingestion-time>}"))
                .isEqualTo("{\"rule\": \"r\", \"arn\": \"arn:aws:events:eu-central-1:111122223333:rule/r\","
                        + " \"at\": \"2026-01-02T03:04:06Z\"}");
        assertThat(transform(Map.of(), "<aws.events.event.json>")).isEqualTo(EVENT);
        assertThat(transform(Map.of(), "{\"event\": <aws.events.event>}"))
                .contains("\"source\":\"app\"")
                .doesNotContain("\"detail\":");
    }

    @Test
    void constantInputThatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> shape(target().toBuilder().input("x y").build()))
                .hasMessageContaining("JSON syntax error in input for target");
    }

    @Test
    void onlyOneKindOfInputMayBeGiven() {
        assertThatThrownBy(() ->
                        shape(target().toBuilder().input("{}").inputPath("$").build()))
                .hasMessageContaining("Only one of Input, InputPath, or InputTransformer");
    }

    @Test
    void placeholdersWithoutAPathAndReservedNamesAreRefused() {
        assertThatThrownBy(() -> transform(Map.of(), "<unknown>")).hasMessageContaining("<unknown>");
        assertThatThrownBy(() -> transform(Map.of("aws.x", "$.id"), "x")).hasMessageContaining("reserved");
    }
}
