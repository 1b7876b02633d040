package io.portcullis.doctor.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.doctor.Check;
import io.portcullis.doctor.Check.State;
import io.portcullis.response.change.ChangeReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looks at a local account over real sockets. */
class ExaminationTest {

    private static final String REGION = "eu-west-1";
    private static final String QUEUE = "arn:aws:sqs:" + REGION + ":" + DoctoredAccount.ACCOUNT + ":changes";
    private static final String FUNCTION =
            "arn:aws:lambda:" + REGION + ":" + DoctoredAccount.ACCOUNT + ":function:portcullis-change";

    @Test
    void findsEverythingInPlace() {
        try (DoctoredAccount account = new DoctoredAccount()) {
            account.trail("us-east-1");
            wire(account);
            account.clients.client(REGION).createKey(request -> {});
            List<Check> checks = account.checks(REGION, ResourceType.KMS_KEY);
            assertThat(checks)
                    .extracting(Check::what)
                    .containsExactly("trail", "rule", "queue", "dead letters", "function", "keys");
            assertThat(checks).allMatch(check -> check.state() == State.IN_PLACE);
            assertThat(account.asked)
                    .as("a trail is asked for where it was made")
                    .containsExactly("us-east-1");
        }
    }

    @Test
    void findsNothingInPlaceInAnotherRegion() {
        try (DoctoredAccount account = new DoctoredAccount()) {
            wire(account);
            assertThat(account.checks("eu-central-1", ResourceType.KMS_KEY))
                    .filteredOn(check -> check.state() == State.MISSING)
                    .extracting(Check::what)
                    .containsExactly("trail", "rule");
        }
    }

    @Test
    void findsThatTheQueueOfARuleIsGone() {
        try (DoctoredAccount account = new DoctoredAccount()) {
            account.trail(REGION);
            SqsClient sqs = wire(account);
            sqs.deleteQueue(request -> request.queueUrl(
                    sqs.getQueueUrl(name -> name.queueName("changes")).queueUrl()));
            assertThat(account.checks(REGION, ResourceType.KMS_KEY))
                    .filteredOn(check -> check.state() == State.MISSING)
                    .singleElement()
                    .satisfies(check -> assertThat(check.says()).contains("there is no queue arn:aws:sqs:eu-west-1"));
        }
    }

    @Test
    void namesThePermissionThatIsLackingAndNeverCallsItInPlace() {
        Map<String, String> permissions = Map.of(
                "DescribeTrails", "cloudtrail:DescribeTrails",
                "GetTrailStatus", "cloudtrail:GetTrailStatus",
                "GetEventSelectors", "cloudtrail:GetEventSelectors",
                "ListRules", "events:ListRules",
                "ListTargetsByRule", "events:ListTargetsByRule",
                "GetQueueUrl", "sqs:GetQueueUrl",
                "GetQueueAttributes", "sqs:GetQueueAttributes",
                "ListEventSourceMappings", "lambda:ListEventSourceMappings",
                "ListKeys", "kms:ListKeys",
                "GetKeyPolicy", "kms:GetKeyPolicy");
        permissions.forEach(ExaminationTest::namesWhenDenied);
        namesWhenDenied("GetFunctionConfiguration", "lambda:GetFunctionConfiguration");
        namesWhenDenied("GetFunctionConcurrency", "lambda:GetFunctionConcurrency");
    }

    @Test
    void findsThatTheFunctionIsOffOrGoneOrMayNotRun() {
        try (DoctoredAccount account = new DoctoredAccount()) {
            wire(account);
            account.mappings.clear();
            assertThat(function(account).says()).isEqualTo("no function of this account takes from " + QUEUE);
            account.taking(FUNCTION, QUEUE, "Disabled");
            assertThat(function(account).says()).contains("its event source mapping is Disabled");
            account.mappings.clear();
            account.taking(FUNCTION, QUEUE, "Enabled");
            account.functions.put(FUNCTION, Optional.of(0));
            assertThat(function(account).says()).contains("reserved concurrency of 0");
            account.functions.clear();
            assertThat(function(account).says()).contains(FUNCTION + " is gone");
        }
    }

    @Test
    void anAliasRunsWithWhatTheWholeFunctionHas() {
        try (DoctoredAccount account = new DoctoredAccount()) {
            wire(account);
            account.mappings.clear();
            account.taking(FUNCTION + ":live", QUEUE, "Enabled");
            account.functions.put(FUNCTION, Optional.of(0));
            assertThat(function(account).says()).contains("reserved concurrency of 0");
        }
    }

    @Test
    void readsEveryPageOfWhoTakesFromTheQueue() {
        try (DoctoredAccount account = new DoctoredAccount()) {
            wire(account);
            account.taking(FUNCTION + "-too", QUEUE, "Enabled");
            assertThat(function(account).says()).contains(FUNCTION + " and " + FUNCTION + "-too take from " + QUEUE);
        }
    }

    private static Check function(DoctoredAccount account) {
        return account.checks(REGION, ResourceType.KMS_KEY).stream()
                .filter(check -> check.what().equals("function"))
                .findFirst()
                .orElseThrow();
    }

    private static void namesWhenDenied(String operation, String permission) {
        try (DoctoredAccount account = new DoctoredAccount(operation)) {
            account.trail(REGION);
            wire(account);
            account.clients.client(REGION).createKey(request -> {});
            assertThat(account.checks(REGION, ResourceType.KMS_KEY))
                    .filteredOn(check -> check.state() != State.IN_PLACE)
                    .as(operation)
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.state()).isEqualTo(State.UNKNOWN);
                        assertThat(check.says()).contains("Allow " + permission);
                    });
        }
    }

    @Test
    void eventsOfIamComeToOneRegionAlone() {
        try (DoctoredAccount account = new DoctoredAccount()) {
            account.trail("us-east-1");
            assertThat(account.checks(REGION, ResourceType.IAM_ROLE))
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.state()).isEqualTo(State.MISSING);
                        assertThat(check.says()).startsWith("events of iam.amazonaws.com come to us-east-1 alone");
                    });
            assertThat(account.checks("us-east-1", ResourceType.IAM_ROLE))
                    .extracting(Check::what)
                    .containsExactly("trail", "rule");
        }
    }

    /** Sets up a rule, its queue, that queue's dead letters and a function that takes from it. */
    private static SqsClient wire(DoctoredAccount account) {
        SqsClient sqs = account.clients.client(SqsClient.class, SqsClient::builder, REGION);
        String place = "arn:aws:sqs:" + REGION + ":" + DoctoredAccount.ACCOUNT + ":";
        EventBridgeClient events = account.clients.client(EventBridgeClient.class, EventBridgeClient::builder, REGION);
        String rule = events.putRule(request -> request.name("changes").eventPattern(new ChangeReader().eventPattern()))
                .ruleArn();
        events.putTargets(request -> request.rule("changes")
                .targets(Target.builder().id("queue").arn(place + "changes").build()));
        sqs.createQueue(request -> request.queueName("dead"));
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(place + "changes", rule);
        sqs.createQueue(request -> request.queueName("changes")
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        policy,
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + place + "dead\",\"maxReceiveCount\":5}")));
        account.taking(FUNCTION, QUEUE, "Enabled");
        return sqs;
    }
}
