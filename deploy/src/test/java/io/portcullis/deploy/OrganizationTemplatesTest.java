package io.portcullis.deploy;

import static io.portcullis.deploy.Templates.ofType;
import static io.portcullis.deploy.Templates.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.PolicyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyKind;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.response.message.ArticleEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What many accounts and Regions need: template.yaml as a stack set takes it, central.yaml and scan-role.yaml; judged by
 * cfn-lint, by the SAM translator and by our own engine.
 */
class OrganizationTemplatesTest {

    private static final String ACCOUNT = "111122223333";
    private static final String SCANNER = "arn:aws:iam::444455556666:role/auditor";
    private static final String CENTRAL = "arn:aws:events:us-east-1:111122223333:event-bus/CentralBus";
    private static final String ELSEWHERE = "arn:aws:events:eu-central-1:444455556666:event-bus/portcullis-findings";

    private final JsonMapper json = new JsonMapper();

    @ParameterizedTest
    @ValueSource(strings = {"central.yaml", "scan-role.yaml"})
    void cfnLintFindsNothing(String template) throws Exception {
        assertThat(Templates.lint(template)).isEmpty();
    }

    @Test
    void stackSetsGetAPlainTemplateWithTheirCodeInTheirOwnRegion(@TempDir Path folder) throws Exception {
        JsonNode plain = forStackSets();

        assertThat(plain.has("Transform")).isFalse();
        assertThat(ofType(plain.path("Resources"), "AWS::Lambda::Function"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(function -> assertThat(function.at("/Properties/Code"))
                        .isEqualTo(json.readTree(
                                "{\"S3Bucket\":{\"Fn::Sub\":\"code-${AWS::Region}\"},\"S3Key\":\"v1.zip\"}")));
        assertThat(plain.path("Resources").findValuesAsText("Type")).noneMatch(type -> type.contains("Serverless"));
        assertThat(plain.toString().length())
                .as("bytes that CreateStackSet takes as TemplateBody")
                .isLessThan(51_200);
        Path file = Files.writeString(folder.resolve("stack-set.json"), plain.toString());
        assertThat(Templates.lint(file.toString())).isEmpty();
    }

    /** Of two stacks in a Region, or one in each Region of an account, none is in the other's way. */
    @Test
    void noNameIsFixed() throws Exception {
        Set<String> names = Set.of(
                "Name",
                "RoleName",
                "ManagedPolicyName",
                "QueueName",
                "TopicName",
                "TableName",
                "FunctionName",
                "AlarmName",
                "LogGroupName",
                "EventBusName");
        List<String> given = new ArrayList<>();
        for (JsonNode resource : forStackSets().path("Resources")) {
            resource.path("Properties").properties().stream()
                    .filter(property -> names.contains(property.getKey()))
                    .map(property -> property.getValue().toString())
                    .filter(value -> !value.startsWith("{\"Ref\":"))
                    .forEach(given::add);
        }
        assertThat(given).isNotEmpty().allMatch(value -> value.startsWith("{\"Fn::Sub\":\"${AWS::StackName}-"));
    }

    @Test
    void findingsGoToTheCentralBusByARoleThatMayDoJustThat() throws Exception {
        JsonNode resources = Templates.resources("template.yaml", "CentralBusArn=" + ELSEWHERE);
        JsonNode rule = resources.at("/CentralRule/Properties");
        JsonNode role = resources.at("/CentralRole/Properties");

        assertThat(rule.path("EventPattern"))
                .isEqualTo(resources.at("/FindingsRule/Properties/EventPattern"))
                .isEqualTo(json.readTree("{\"source\":[\"" + ArticleEvent.SOURCE + "\"]}"));
        assertThat(rule.at("/Targets/0/Arn").asText()).isEqualTo(ELSEWHERE);
        assertThat(rule.at("/Targets/0/RoleArn").asText()).endsWith(":role/CentralRole");
        assertThat(rule.at("/Targets/0/DeadLetterConfig/Arn").asText()).endsWith(":DeadLetters");
        assertThat(texts(resources.at(
                        "/DeadLettersPolicy/Properties/PolicyDocument/Statement/0/Condition/ArnEquals/aws:SourceArn")))
                .anyMatch(arn -> arn.endsWith("rule/CentralRule"));
        JsonNode reference = json.readTree(document("""
                {"Effect":"Allow","Action":"events:PutEvents","Resource":"%s"}""".formatted(ELSEWHERE)));
        assertThat(role.path("Policies")).hasSize(1);
        assertSame(role.at("/Policies/0/PolicyDocument"), reference, PolicyKind.IDENTITY);
        JsonNode trust = role.path("AssumeRolePolicyDocument");
        assertThat(analysis(roleOf(ACCOUNT, "central"), trust, new ZoneOfTrust.Account(ACCOUNT))
                        .verdict())
                .isEqualTo(Verdict.NONE);
        assertThat(newAccess(trust, json.readTree(document("""
                        {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sts:AssumeRole",
                         "Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}""")), PolicyKind.TRUST))
                .as("nobody but EventBridge, for a rule of this account")
                .isInstanceOf(Answer.No.class);
    }

    @Test
    void withoutACentralBusNothingIsSentAnywhere() throws Exception {
        JsonNode resources = Templates.resources("template.yaml", "");

        assertThat(resources.has("CentralRule")).isFalse();
        assertThat(resources.has("CentralRole")).isFalse();
    }

    @Test
    void exactlyTheOrganizationPutsEventsOnTheCentralBus() throws Exception {
        JsonNode policy = central().at("/CentralBusPolicy/Properties/Statement");
        JsonNode organization = json.readTree(document("""
                {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"events:PutEvents","Resource":"%s",
                 "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}""".formatted(CENTRAL)));

        assertSame(json.readTree(document(policy.toString())), organization, PolicyKind.RESOURCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " NotificationEmail=security@example.com"})
    void noOutsiderReachesTheInboxOrTheTopic(String parameters) throws Exception {
        JsonNode resources = Templates.resources("central.yaml", "OrganizationId=o-a1b2c3d4e5" + parameters);
        List<Resource> seen = new ArrayList<>();
        for (JsonNode policy : ofType(resources, "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy")) {
            JsonNode document = policy.at("/Properties/PolicyDocument");
            String arn = document.at("/Statement/0/Resource").asText();
            Resource resource = Resource.of(ResourceType.ofArn(arn).orElseThrow(), arn, ACCOUNT);
            assertThat(analysis(resource, document, new ZoneOfTrust.Account(ACCOUNT))
                            .verdict())
                    .as(arn)
                    .isEqualTo(Verdict.NONE);
            for (JsonNode statement : document.path("Statement")) {
                JsonNode condition = statement.path("Condition");
                assertThat(condition.at("/StringEquals/aws:SourceAccount").asText())
                        .isEqualTo(ACCOUNT);
                assertThat(condition.findValue("aws:SourceArn").toString()).contains(":" + ACCOUNT + ":");
            }
            seen.add(resource);
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void whatComesToTheCentralBusIsKeptAndPeopleAreToldWhenItIsNot() throws Exception {
        JsonNode resources = central();

        assertThat(ofType(resources, "AWS::Events::Rule")).hasSize(2).allSatisfy(rule -> {
            assertThat(rule.at("/Properties/EventPattern/source/0").asText()).isEqualTo(ArticleEvent.SOURCE);
            assertThat(rule.at("/Properties/Targets/0/DeadLetterConfig/Arn").asText())
                    .endsWith(":DeadLetters");
        });
        assertThat(resources
                        .at("/Inbox/Properties/RedrivePolicy/deadLetterTargetArn")
                        .asText())
                .endsWith(":DeadLetters");
        assertThat(ofType(resources, "AWS::CloudWatch::Alarm")).hasSize(2).allSatisfy(alarm -> {
            assertThat(alarm.at("/Properties/AlarmActions/0").asText()).endsWith(":MailTopic");
            assertThat(alarm.at("/Properties/AlarmName").asText()).startsWith("portcullis-");
        });
    }

    @Test
    void onePrincipalAssumesTheScanRoleAndNobodyElse() throws Exception {
        JsonNode trust = scanRole("").path("AssumeRolePolicyDocument");
        Resource role = roleOf(ACCOUNT, "portcullis-scan");

        Analysis outside = analysis(role, trust, new ZoneOfTrust.Account(ACCOUNT));
        assertThat(outside.verdict()).isEqualTo(Verdict.EXTERNAL);
        assertThat(outside.findings())
                .extracting(Finding::principal)
                .containsExactly(new java.util.TreeMap<>(Map.of("AWS", SCANNER)));
        assertThat(analysis(role, trust, new ZoneOfTrust.Organization("o-a1b2c3d4e5", Set.of(ACCOUNT, "444455556666")))
                        .verdict())
                .isEqualTo(Verdict.NONE);
    }

    @Test
    void anExternalIdIsAskedForWhereThereIsOne() throws Exception {
        JsonNode with = json.readTree(document("""
                {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole",
                 "Condition":{"StringEquals":{"sts:ExternalId":"x-17"}}}""".formatted(SCANNER)));

        assertSame(scanRole(" ExternalId=x-17").path("AssumeRolePolicyDocument"), with, PolicyKind.TRUST);
    }

    @Test
    void theScanRoleMayReadKeysAndNothingElse() throws Exception {
        JsonNode needed = json.readTree(document("""
                {"Effect":"Allow","Action":"kms:ListKeys","Resource":"*"},
                {"Effect":"Allow","Action":["kms:DescribeKey","kms:GetKeyPolicy","kms:ListGrants"],
                 "Resource":"arn:aws:kms:*:111122223333:key/*"},
                {"Effect":"Allow","Action":"account:ListRegions","Resource":"arn:aws:account::111122223333:account"}"""));

        assertThat(scanRole("").path("Policies")).hasSize(1);
        assertThat(scanRole("").has("ManagedPolicyArns")).isFalse();
        assertSame(scanRole("").at("/Policies/0/PolicyDocument"), needed, PolicyKind.IDENTITY);
    }

    private JsonNode forStackSets() throws Exception {
        return json.readTree(Templates.translate("stack-set.py", "template.yaml", "code", "v1.zip"));
    }

    private static JsonNode central() throws Exception {
        return Templates.resources(
                "central.yaml", "OrganizationId=o-a1b2c3d4e5 NotificationEmail=security@example.com");
    }

    private static JsonNode scanRole(String parameters) throws Exception {
        return Templates.resources("scan-role.yaml", "ScanningPrincipalArn=" + SCANNER + parameters)
                .at("/ScanRole/Properties");
    }

    private static Resource roleOf(String account, String name) {
        return Resource.of(ResourceType.IAM_ROLE, "arn:aws:iam::" + account + ":role/" + name, account);
    }

    private static Analysis analysis(Resource resource, JsonNode policy, ZoneOfTrust zone) {
        return new EmbeddedAnalyzer(zone, Settings.DEFAULT).analyze(new PolicyState(resource, policy.toString()));
    }

    private static String document(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    /** Each allows just what the other does, over every request there may be. */
    private static void assertSame(JsonNode one, JsonNode other, PolicyKind kind) throws PolicyException {
        assertThat(newAccess(one, other, kind)).as("more than meant").isInstanceOf(Answer.No.class);
        assertThat(newAccess(other, one, kind)).as("less than meant").isInstanceOf(Answer.No.class);
    }

    private static Answer newAccess(JsonNode policy, JsonNode reference, PolicyKind kind) throws PolicyException {
        return NewAccess.of(new Comparison(rules(policy), rules(reference), kind, false, Instant.now()));
    }

    private static List<Rule> rules(JsonNode document) throws PolicyException {
        Policy policy = new PolicyReader().read(document.toString());
        return policy.statements().stream()
                .map(statement -> new Rule("statement " + statement.index(), statement, policy.version()))
                .toList();
    }
}
