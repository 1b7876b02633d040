package io.portcullis.local.events;

import static io.portcullis.local.Messaging.ACCOUNT;
import static io.portcullis.local.Messaging.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.Messaging;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Buses, rules and targets over a socket through the SDK. */
final class RulesTest {

    private static final String PATTERN = "{\"source\":[\"app\"]}";

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

    private static String rule() {
        String name = "r-" + UUID.randomUUID();
        events.putRule(request -> request.name(name).eventPattern(PATTERN));
        return name;
    }

    private static Target target(String id) {
        return Target.builder().id(id).arn(Messaging.queueArn("q-" + id)).build();
    }

    @Test
    void ruleIsDescribedAsPut() {
        String arn = events.putRule(request -> request.name("described")
                        .eventPattern(PATTERN)
                        .description("all of app")
                        .state(RuleState.DISABLED))
                .ruleArn();
        assertThat(arn).isEqualTo("arn:aws:events:eu-central-1:" + ACCOUNT + ":rule/described");
        var rule = events.describeRule(request -> request.name("described"));
        assertThat(rule.arn()).isEqualTo(arn);
        assertThat(rule.eventPattern()).isEqualTo(PATTERN);
        assertThat(rule.description()).isEqualTo("all of app");
        assertThat(rule.state()).isEqualTo(RuleState.DISABLED);
        assertThat(rule.eventBusName()).isEqualTo("default");
    }

    @Test
    void putAgainReplacesTheRuleAndKeepsItsTargets() {
        String name = rule();
        events.putTargets(request -> request.rule(name).targets(target("1")));
        events.putRule(request -> request.name(name).eventPattern("{\"source\":[\"other\"]}"));
        assertThat(events.describeRule(request -> request.name(name)).eventPattern())
                .contains("other");
        assertThat(events.listTargetsByRule(request -> request.rule(name)).targets())
                .hasSize(1);
    }

    @Test
    void ruleNeedsAPatternOrASchedule() {
        assertThatThrownBy(() -> events.putRule(request -> request.name("empty")))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("EventPattern or ScheduleExpression must be specified");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"source\":\"app\"}",
                "{\"source\":[{\"unknown\":1}]}",
                "{\"source\":[{\"numeric\":[\"<\"]}]}"
            })
    void whatIsNoPatternIsRefusedWithTheReason(String pattern) {
        assertThatThrownBy(() -> events.putRule(request -> request.name("bad").eventPattern(pattern)))
                .isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("Event pattern is not valid. Reason: ");
    }

    @Test
    void patternThatIsTooLongOrTooComplexIsRefused() {
        String longest = "{\"source\":[\"" + "x".repeat(4_096) + "\"]}";
        assertThatThrownBy(() -> events.putRule(request -> request.name("long").eventPattern(longest)))
                .isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("4096");
        String wild = "{\"source\":[{\"wildcard\":\"" + "*a".repeat(60) + "*\"}]}";
        assertThatThrownBy(() -> events.putRule(request -> request.name("wild").eventPattern(wild)))
                .isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("too complex");
    }

    @Test
    void schedulesAreCheckedAndLiveOnTheDefaultBusOnly() {
        events.putRule(request -> request.name("hourly").scheduleExpression("rate(1 hour)"));
        assertThatThrownBy(() -> events.putRule(request -> request.name("x").scheduleExpression("rate(1 hours)")))
                .hasMessageContaining("Parameter ScheduleExpression is not valid.");
        events.createEventBus(request -> request.name("plain"));
        assertThatThrownBy(() -> events.putRule(
                        request -> request.name("x").eventBusName("plain").scheduleExpression("rate(1 hour)")))
                .hasMessageContaining("supported only on the default event bus");
    }

    @Test
    void ruleWithTargetsCannotBeDeletedAndOneThatIsNotThereCan() {
        String name = rule();
        events.putTargets(request -> request.rule(name).targets(target("1")));
        assertThatThrownBy(() -> events.deleteRule(request -> request.name(name)))
                .hasMessageContaining("Rule can't be deleted since it has targets.");
        events.removeTargets(request -> request.rule(name).ids("1"));
        events.deleteRule(request -> request.name(name));
        events.deleteRule(request -> request.name(name));
        assertThatThrownBy(() -> events.describeRule(request -> request.name(name)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Rule " + name + " does not exist on EventBus default.");
    }

    @Test
    void ruleHasAtMostFiveTargets() {
        String name = rule();
        for (int i = 0; i < 5; i++) {
            Target target = target("t" + i);
            events.putTargets(request -> request.rule(name).targets(target));
        }
        events.putTargets(request -> request.rule(name).targets(target("t0")));
        assertThatThrownBy(() -> events.putTargets(request -> request.rule(name).targets(target("t5"))))
                .isInstanceOf(LimitExceededException.class);
        assertThat(events.listTargetsByRule(request -> request.rule(name)).targets())
                .hasSize(5);
    }

    @Test
    void targetMustBeATopicAQueueOrABus() {
        String name = rule();
        for (String arn : List.of("nonsense", "arn:aws:lambda:eu-central-1:" + ACCOUNT + ":function:f")) {
            Target target = Target.builder().id("1").arn(arn).build();
            assertThatThrownBy(() ->
                            events.putTargets(request -> request.rule(name).targets(target)))
                    .isInstanceOf(EventBridgeException.class)
                    .hasMessageContaining(arn);
        }
        Target dead = target("1").toBuilder()
                .deadLetterConfig(config -> config.arn("arn:aws:sns:eu-central-1:" + ACCOUNT + ":t"))
                .build();
        assertThatThrownBy(() -> events.putTargets(request -> request.rule(name).targets(dead)))
                .hasMessageContaining("DeadLetterConfig");
    }

    @Test
    void removingTargetsAnswersThoseThatWereNotThere() {
        String name = rule();
        events.putTargets(request -> request.rule(name).targets(target("1")));
        var response = events.removeTargets(request -> request.rule(name).ids("1", "2"));
        assertThat(response.failedEntryCount()).isEqualTo(1);
        assertThat(response.failedEntries().getFirst().targetId()).isEqualTo("2");
    }

    @Test
    void targetsAreListedWholeAndRulesByTheirTarget() {
        String name = rule();
        Target target = target("full-" + name).toBuilder()
                .inputTransformer(transformer ->
                        transformer.inputPathsMap(Map.of("a", "$.id")).inputTemplate("\"<a>\""))
                .deadLetterConfig(config -> config.arn(Messaging.queueArn("dead")))
                .retryPolicy(policy -> policy.maximumRetryAttempts(1).maximumEventAgeInSeconds(60))
                .build();
        events.putTargets(request -> request.rule(name).targets(target));
        assertThat(events.listTargetsByRule(request -> request.rule(name)).targets())
                .containsExactly(target);
        assertThat(events.listRuleNamesByTarget(request -> request.targetArn(target.arn()))
                        .ruleNames())
                .containsExactly(name);
    }

    @Test
    void rulesAreListedByPrefixInPages() {
        IntStream.range(0, 5)
                .forEach(
                        i -> events.putRule(request -> request.name("page-" + i).eventPattern(PATTERN)));
        var first = events.listRules(request -> request.namePrefix("page-").limit(3));
        var second =
                events.listRules(request -> request.namePrefix("page-").limit(3).nextToken(first.nextToken()));
        assertThat(first.rules()).extracting(Rule::name).containsExactly("page-0", "page-1", "page-2");
        assertThat(second.rules()).extracting(Rule::name).containsExactly("page-3", "page-4");
        assertThat(second.nextToken()).isNull();
        assertThatThrownBy(() -> events.listRules(request -> request.nextToken("nonsense")))
                .isInstanceOf(EventBridgeException.class);
    }

    @Test
    void accountsAndRegionsDoNotSeeEachOther() {
        rule();
        assertThat(messaging.events(STRANGER).listRules(request -> {}).rules()).isEmpty();
    }

    @Test
    void patternsCanBeTriedOnAnEvent() {
        String event = """
                {"id":"1","account":"111122223333","source":"app","time":"2026-01-01T00:00:00Z","region":"eu-central-1",\
                "resources":[],"detail-type":"x","detail":{"n":7}}""";
        assertThat(matches("{\"detail\":{\"n\":[{\"numeric\":[\">\",5]}]}}", event))
                .isTrue();
        assertThat(matches("{\"detail\":{\"n\":[8]}}", event)).isFalse();
        assertThat(matches("{\"$or\":[{\"source\":[\"no\"]},{\"detail-type\":[\"x\"]}]}", event))
                .isTrue();
        assertThatThrownBy(() -> matches(PATTERN, "{\"source\":\"app\"}"))
                .hasMessageContaining("Parameter Event is not valid.");
    }

    private static boolean matches(String pattern, String event) {
        return events.testEventPattern(request -> request.eventPattern(pattern).event(event))
                .result();
    }

    @Test
    void busesComeAndGo() {
        String arn = events.createEventBus(request -> request.name("mine")).eventBusArn();
        assertThat(arn).isEqualTo("arn:aws:events:eu-central-1:" + ACCOUNT + ":event-bus/mine");
        assertThatThrownBy(() -> events.createEventBus(request -> request.name("mine")))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThat(events.describeEventBus(request -> request.name(arn)).name()).isEqualTo("mine");
        assertThat(events.listEventBuses(request -> {}).eventBuses())
                .extracting("name")
                .contains("default", "mine");
        String rule = events.putRule(
                        request -> request.name("r").eventBusName("mine").eventPattern(PATTERN))
                .ruleArn();
        assertThat(rule).endsWith(":rule/mine/r");
        assertThatThrownBy(() -> events.deleteEventBus(request -> request.name("mine")))
                .hasMessageContaining("it has rules");
        events.deleteRule(request -> request.name("r").eventBusName("mine"));
        events.deleteEventBus(request -> request.name("mine"));
        assertThatThrownBy(() -> events.describeEventBus(request -> request.name("mine")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Event bus mine does not exist.");
    }

    @Test
    void defaultBusIsAlwaysThereAndStays() {
        assertThat(messaging
                        .events("123456789012")
                        .describeEventBus(request -> {})
                        .name())
                .isEqualTo("default");
        assertThatThrownBy(() -> events.deleteEventBus(request -> request.name("default")))
                .hasMessageContaining("Cannot delete event bus default.");
    }

    @Test
    void permissionsAreStatementsOfTheBusPolicy() {
        events.createEventBus(request -> request.name("shared"));
        events.putPermission(request -> request.eventBusName("shared")
                .statementId("guest")
                .action("events:PutEvents")
                .principal(STRANGER));
        assertThat(events.describeEventBus(request -> request.name("shared")).policy())
                .contains("guest", STRANGER);
        events.removePermission(request -> request.eventBusName("shared").statementId("guest"));
        assertThat(events.describeEventBus(request -> request.name("shared")).policy())
                .isNull();
        assertThatThrownBy(() -> events.removePermission(
                        request -> request.eventBusName("shared").statementId("guest")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void tagsOfRulesAndBusesComeAndGo() {
        String bus = events.createEventBus(request -> request.name("tagged")
                        .tags(Tag.builder().key("a").value("1").build()))
                .eventBusArn();
        String rule = events.putRule(request -> request.name("tagged").eventPattern(PATTERN))
                .ruleArn();
        for (String arn : List.of(bus, rule)) {
            events.tagResource(request -> request.resourceARN(arn)
                    .tags(Tag.builder().key("b").value("2").build()));
            events.untagResource(request -> request.resourceARN(arn).tagKeys("a"));
            assertThat(events.listTagsForResource(request -> request.resourceARN(arn))
                            .tags())
                    .containsExactly(Tag.builder().key("b").value("2").build());
        }
        assertThatThrownBy(() -> events.listTagsForResource(request -> request.resourceARN("arn:aws:s3:::b")))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
