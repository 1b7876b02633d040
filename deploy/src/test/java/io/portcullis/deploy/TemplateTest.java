package io.portcullis.deploy;

import static io.portcullis.deploy.Templates.ofType;
import static io.portcullis.deploy.Templates.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.PolicyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.response.change.ChangeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** template.yaml, judged by cfn-lint, by the SAM translator with each choice of parameters, and by our own engine. */
class TemplateTest {

    private static final String TEMPLATE = "template.yaml";
    private static final String ACCOUNT = "111122223333";
    private static final String ALL =
            "Corrections=apply Analyzer=both SecurityHub=on NotificationEmail=security@example.com";

    private final JsonMapper json = new JsonMapper();

    @Test
    void cfnLintFindsNothing() throws Exception {
        assertThat(Templates.lint(TEMPLATE)).isEmpty();
    }

    @Test
    void itsRulesSelectWhatTheReaderReads() throws Exception {
        JsonNode resources = resources(ALL);
        ChangeReader reader = new ChangeReader();

        assertThat(resources.at("/ChangeRule/Properties/EventPattern")).isEqualTo(json.readTree(reader.eventPattern()));
        assertThat(resources.at("/AnalyzerFindingRule/Properties/EventPattern"))
                .isEqualTo(json.readTree(reader.findingPattern()));
    }

    @Test
    void theRuleMadeByHandSelectsTheSame() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "deploy.md"))).contains(new ChangeReader().eventPattern());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ALL, "Corrections=propose EncryptionKeyArn=arn:aws:kms:us-east-1:111122223333:key/abc"})
    void noOutsiderReachesItsTopicsAndQueues(String parameters) throws Exception {
        JsonNode resources = resources(parameters);
        EmbeddedAnalyzer engine = new EmbeddedAnalyzer(new ZoneOfTrust.Account(ACCOUNT), Settings.DEFAULT);
        List<Resource> seen = new ArrayList<>();
        for (JsonNode policy : ofType(resources, "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy")) {
            JsonNode document = policy.at("/Properties/PolicyDocument");
            String arn = document.at("/Statement/0/Resource").asText();
            Resource resource = Resource.of(ResourceType.ofArn(arn).orElseThrow(), arn, ACCOUNT);
            Analysis analysis = engine.analyze(new PolicyState(resource, document.toString()));
            assertThat(analysis.verdict()).as(arn + " " + analysis).isEqualTo(Verdict.NONE);
            seen.add(resource);
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(5);
    }

    /** A service that acts for anybody is a way in for everybody, where the policy does not say for whom it may act. */
    @Test
    void eachServiceIsLetInForOurOwnRulesAndAlarmsAlone() throws Exception {
        for (JsonNode policy : ofType(resources(ALL), "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy")) {
            for (JsonNode statement : policy.at("/Properties/PolicyDocument/Statement")) {
                JsonNode condition = statement.path("Condition");
                assertThat(condition.at("/StringEquals/aws:SourceAccount").asText())
                        .isEqualTo(ACCOUNT);
                assertThat(condition.findValue("aws:SourceArn").toString())
                        .contains(":" + ACCOUNT + ":")
                        .doesNotContain("\"*\"");
            }
        }
    }

    @Test
    void noRoleMayChangeAKeyUnlessCorrectionsAreApplied() throws Exception {
        for (String mode : List.of("off", "propose")) {
            assertThat(rolesThatMay(resources("Corrections=" + mode), "kms:PutKeyPolicy", "kms:RevokeGrant"))
                    .as(mode)
                    .isEmpty();
        }
        assertThat(rolesThatMay(resources(ALL), "kms:PutKeyPolicy", "kms:RevokeGrant"))
                .containsOnly("CorrectionRole");
        assertThat(rolesThatMay(resources(""), "access-analyzer:StartResourceScan"))
                .isEmpty();
    }

    @Test
    void securityHubIsWrittenToOnlyWhereItIsOnAndOnlyAsTheAccountsOwnProduct() throws Exception {
        assertThat(rolesThatMay(resources("Corrections=apply"), "securityhub:BatchImportFindings"))
                .isEmpty();
        List<JsonNode> allowed = statements(resources(ALL)).stream()
                .filter(statement -> statement.path("Action").toString().contains("securityhub:"))
                .toList();

        assertThat(allowed).singleElement().satisfies(statement -> {
            assertThat(texts(statement.path("Action"))).containsExactly("securityhub:BatchImportFindings");
            assertThat(texts(statement.path("Resource")))
                    .containsExactly("arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default");
        });
        assertThat(rolesThatMay(resources(ALL), "securityhub:BatchImportFindings"))
                .containsExactly("RespondPolicy");
    }

    @Test
    void noRoleHasMoreThanAllItsFunctionCallsAndNoneAWildcard() throws Exception {
        for (JsonNode statement : statements(resources(ALL))) {
            for (String action : texts(statement.path("Action"))) {
                assertThat(action).doesNotContain("*");
            }
            if (texts(statement.path("Resource")).contains("*")) {
                assertThat(texts(statement.path("Action")))
                        .isSubsetOf(
                                "kms:ListKeys",
                                "access-analyzer:ListAnalyzers",
                                "xray:PutTraceSegments",
                                "xray:PutTelemetryRecords");
            }
        }
    }

    @Test
    void everythingThatFailsIsKept() throws Exception {
        JsonNode resources = resources(ALL);
        for (JsonNode rule : ofType(resources, "AWS::Events::Rule")) {
            assertThat(rule.at("/Properties/Targets/0/DeadLetterConfig/Arn").asText())
                    .endsWith(":DeadLetters");
        }
        for (JsonNode source : ofType(resources, "AWS::Lambda::EventSourceMapping")) {
            assertThat(texts(source.at("/Properties/FunctionResponseTypes")))
                    .containsExactly("ReportBatchItemFailures");
        }
        for (String function : List.of("Change", "Sweep", "Correction")) {
            JsonNode queue = resources.path(function + "Queue").path("Properties");
            int timeout = resources
                    .path(function + "Function")
                    .at("/Properties/Timeout")
                    .asInt();
            assertThat(queue.at("/RedrivePolicy/deadLetterTargetArn").asText()).endsWith(":DeadLetters");
            assertThat(queue.path("VisibilityTimeout").asInt())
                    .as("six times the function's time (Lambda developer guide, SQS event sources)")
                    .isGreaterThanOrEqualTo(6 * timeout);
        }
    }

    @Test
    void aChangeIsTakenOverNoEarlierThanItsFunctionEnds() throws Exception {
        JsonNode resources = resources(ALL);
        for (String function : List.of("ChangeFunction", "CorrectionFunction")) {
            assertThat((long) resources.path(function).at("/Properties/Timeout").asInt())
                    .isEqualTo(Installation.LEASE.toSeconds());
        }
    }

    @Test
    void theTableForgetsByItselfAndCanBeBroughtBack() throws Exception {
        JsonNode table = resources("").at("/Table/Properties");

        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("expires");
        assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void peopleAreToldWhenItDoesNotWork() throws Exception {
        JsonNode resources = resources(ALL);
        List<String> watched = new ArrayList<>();
        for (JsonNode alarm : ofType(resources, "AWS::CloudWatch::Alarm")) {
            assertThat(alarm.at("/Properties/AlarmActions/0").asText()).endsWith(":MailTopic");
            assertThat(alarm.at("/Properties/AlarmName").asText()).startsWith("portcullis-");
            watched.add(alarm.at("/Properties/MetricName").asText() + " "
                    + alarm.at("/Properties/Dimensions/0/Value").asText());
        }
        assertThat(watched)
                .containsExactlyInAnyOrder(
                        "ApproximateNumberOfMessagesVisible DeadLetters",
                        "ApproximateAgeOfOldestMessage ChangeQueue",
                        "ApproximateAgeOfOldestMessage SweepQueue",
                        "ApproximateAgeOfOldestMessage CorrectionQueue",
                        "Errors ChangeFunction",
                        "Errors SweepFunction",
                        "Errors CorrectionFunction");
    }

    @Test
    void itsFunctionsExistAndUnderstandTheirSettings() throws Exception {
        for (String parameters : List.of(
                "",
                ALL,
                "ZoneOfTrust=o-a1b2c3d4e5 OrganizationAccounts=111122223333,222222222222 Corrections=propose Analyzer=both",
                "Analyzer=managed")) {
            for (JsonNode function : ofType(resources(parameters), "AWS::Lambda::Function")) {
                Class<?> handler =
                        Class.forName(function.at("/Properties/Handler").asText());
                assertThat(LambdaFunction.class).isAssignableFrom(handler);
                Map<String, String> environment = new HashMap<>(Map.of("AWS_REGION", "us-east-1"));
                function.at("/Properties/Environment/Variables")
                        .properties()
                        .forEach(each ->
                                environment.put(each.getKey(), each.getValue().asText()));
                DeploySettings settings = DeploySettings.of(environment);
                assertThat(settings.topic()).isEqualTo("arn:aws:sns:us-east-1:111122223333:MailTopic");
            }
        }
    }

    private static JsonNode resources(String parameters) throws Exception {
        return Templates.resources(TEMPLATE, parameters);
    }

    private static List<String> rolesThatMay(JsonNode resources, String... actions) {
        List<String> roles = new ArrayList<>();
        resources.properties().forEach(each -> {
            List<String> all = statements(json(each.getKey(), each.getValue())).stream()
                    .flatMap(statement -> texts(statement.path("Action")).stream())
                    .toList();
            if (Stream.of(actions).anyMatch(all::contains)) {
                roles.add(each.getKey());
            }
        });
        return roles;
    }

    private static JsonNode json(String name, JsonNode resource) {
        return new JsonMapper().createObjectNode().set(name, resource);
    }

    private static List<JsonNode> statements(JsonNode resources) {
        List<JsonNode> statements = new ArrayList<>();
        for (JsonNode role : ofType(resources, "AWS::IAM::Role", "AWS::IAM::ManagedPolicy")) {
            role.at("/Properties/PolicyDocument/Statement").forEach(statements::add);
            for (JsonNode policy : role.at("/Properties/Policies")) {
                policy.at("/PolicyDocument/Statement").forEach(statements::add);
            }
        }
        return statements;
    }
}
