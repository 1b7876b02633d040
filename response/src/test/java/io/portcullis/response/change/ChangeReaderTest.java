package io.portcullis.response.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.Change;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeReaderTest {

    private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String ARN = "arn:aws:kms:us-east-1:111122223333:key/" + ID;
    private static final String RESOURCES =
            "[{\"accountId\":\"111122223333\",\"type\":\"AWS::KMS::Key\",\"ARN\":\"" + ARN + "\"}]";

    private final ChangeReader reader = new ChangeReader();

    @Test
    void readsAPutKeyPolicy() {
        assertThat(reader.read(event("PutKeyPolicy", "{\"keyId\":\"" + ID + "\"}", "null", RESOURCES)))
                .contains(new Change(
                        "d4b1e1e3",
                        List.of(Resource.kmsKey(ARN)),
                        "PutKeyPolicy",
                        "arn:aws:iam::111122223333:user/alice",
                        Instant.parse("2026-11-23T19:29:59Z")));
    }

    @ParameterizedTest
    @EnumSource(KmsCall.class)
    void readsEveryCallThatMayChangeAccess(KmsCall call) {
        assertThat(reader.read(event(call.eventName(), "null", "null", RESOURCES)))
                .map(Change::resources)
                .contains(List.of(Resource.kmsKey(ARN)));
    }

    @Test
    void takesARetiredGrantsKeyFromTheResourcesForItsParametersAreNull() {
        assertThat(arns(event("RetireGrant", "null", "null", RESOURCES))).containsExactly(ARN);
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, ARN})
    void takesTheKeyFromTheParametersWhenTheRecordListsNoResources(String keyId) {
        assertThat(arns(event("PutKeyPolicy", "{\"keyId\":\"" + keyId + "\"}", "null", "null")))
                .containsExactly(ARN);
    }

    @Test
    void namesKeysOfOtherPartitionsByTheirRegion() {
        String event = event("PutKeyPolicy", "{\"keyId\":\"" + ID + "\"}", "null", "null")
                .replace("us-east-1", "cn-north-1");
        assertThat(arns(event)).containsExactly("arn:aws-cn:kms:cn-north-1:111122223333:key/" + ID);
    }

    @Test
    void takesANewKeyFromTheResponse() {
        String response = "{\"keyMetadata\":{\"arn\":\"" + ARN + "\",\"keyId\":\"" + ID + "\"}}";
        assertThat(arns(event("CreateKey", "{}", response, "[]"))).containsExactly(ARN);
    }

    @Test
    void namesTheReplicaToo() {
        String replica = "arn:aws:kms:eu-west-1:111122223333:key/" + ID;
        String response = "{\"replicaKeyMetadata\":{\"arn\":\"" + replica + "\"}}";
        String parameters = "{\"keyId\":\"" + ID + "\",\"replicaRegion\":\"eu-west-1\"}";

        assertThat(arns(event("ReplicateKey", parameters, response, RESOURCES))).containsExactly(ARN, replica);
        assertThat(arns(event("ReplicateKey", parameters, "null", RESOURCES))).containsExactly(ARN, replica);
    }

    @Test
    void takesTheKeyNotTheAliasOfAnAliasCall() {
        String resources = "[{\"ARN\":\"arn:aws:kms:us-east-1:111122223333:alias/a\"},{\"ARN\":\"" + ARN + "\"}]";
        assertThat(arns(event("CreateAlias", "{\"aliasName\":\"alias/a\"}", "null", resources)))
                .containsExactly(ARN);
        assertThat(arns(event("UpdateAlias", "{\"targetKeyId\":\"" + ID + "\"}", "null", "null")))
                .containsExactly(ARN);
    }

    @Test
    void readsServiceEvents() {
        String event = event("DeleteKey", "null", "null", RESOURCES)
                .replace("AWS API Call via CloudTrail", "AWS Service Event via CloudTrail")
                .replace("\"arn\":\"arn:aws:iam::111122223333:user/alice\"", "\"invokedBy\":\"AWS Internal\"");
        assertThat(reader.read(event)).map(Change::actor).contains("AWS Internal");
    }

    @Test
    void dropsCallsThatFailed() {
        String event = event("PutKeyPolicy", "{}", "null", RESOURCES)
                .replace("\"awsRegion\"", "\"errorCode\":\"AccessDenied\",\"awsRegion\"");
        assertThat(reader.read(event)).isEmpty();
    }

    @Test
    void dropsWhatIsNoCallThatChangesAccess() {
        assertThat(reader.read(event("Decrypt", "{}", "null", RESOURCES))).isEmpty();
        assertThat(reader.read(event("PutKeyPolicy", "{}", "null", RESOURCES).replace("aws.kms", "my.app")))
                .as("anybody may put events of other sources")
                .isEmpty();
        assertThat(reader.read("{\"source\":\"aws.kms\",\"detail-type\":\"KMS CMK Deletion\",\"detail\":{}}"))
                .isEmpty();
    }

    @Test
    void saysWhereAMalformedEventIsAtFault() {
        assertThatThrownBy(() -> reader.read("{\"source\":\n  oops")).hasMessageContaining("line 2, column");
        assertThatThrownBy(() -> reader.read("[]")).hasMessageContaining("JSON object");
        assertThatThrownBy(() -> reader.read("")).hasMessageContaining("JSON object");
        assertThatThrownBy(() -> reader.read(event("PutKeyPolicy", "{\"keyId\":\"alias/x\"}", "null", "[]")))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("/detail/resources")
                .hasMessageContaining("PutKeyPolicy");
        assertThatThrownBy(() -> reader.read(
                        event("PutKeyPolicy", "{}", "null", RESOURCES).replace("2026-11-23T19:29:59Z", "yesterday")))
                .hasMessageContaining("/detail/eventTime")
                .hasMessageContaining("yesterday");
    }

    @Test
    void selectsJustTheCallsItReads() throws Exception {
        JsonNode pattern = new JsonMapper().readTree(reader.eventPattern());

        assertThat(pattern.at("/detail/eventName"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(KmsCall.values()).map(KmsCall::eventName).toList());
        assertThat(pattern.path("source")).extracting(JsonNode::asText).containsExactly("aws.kms");
        assertThat(pattern.path("detail-type")).hasSize(2);
        assertThat(reader.eventPattern().length()).isLessThan(2_048);
    }

    @Test
    void readsAFindingOfAccessAnalyzersOwn() {
        assertThat(reader.read(finding("AWS::KMS::Key", ARN)))
                .contains(new Change(
                        "22222222-dcba-4444-dcba-333333333333",
                        List.of(Resource.kmsKey(ARN)),
                        "Access Analyzer Finding",
                        "access-analyzer.amazonaws.com",
                        Instant.parse("2026-11-23T19:41:05Z")));
    }

    @Test
    void readsAnErrorFindingAndOneThatIsOver() {
        String open = finding("AWS::KMS::Key", ARN);
        assertThat(arns(open.replace("\"isPublic\":true", "\"error\":\"ACCESS_DENIED\"")))
                .containsExactly(ARN);
        assertThat(arns(open.replace("ACTIVE", "RESOLVED"))).containsExactly(ARN);
        assertThat(arns(open.replace("\"isDeleted\":false", "\"isDeleted\":true")))
                .containsExactly(ARN);
    }

    @Test
    void dropsFindingsOfOtherTypesAndOtherEventsOfAccessAnalyzer() {
        assertThat(reader.read(finding("AWS::S3::Bucket", "arn:aws:s3:::bucket")))
                .isEmpty();
        assertThat(reader.read(finding("AWS::KMS::Key", ARN)
                        .replace("Access Analyzer Finding", "Unused Access Finding for IAM entities")))
                .isEmpty();
    }

    @Test
    void saysWhereAFindingIsAtFault() {
        assertThatThrownBy(() -> reader.read(finding("AWS::KMS::Key", "alias/x")))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("/detail/resource");
    }

    @Test
    void selectsJustTheFindingsItReads() throws Exception {
        JsonNode pattern = new JsonMapper().readTree(reader.findingPattern());

        assertThat(pattern.path("source")).extracting(JsonNode::asText).containsExactly("aws.access-analyzer");
        assertThat(pattern.path("detail-type")).extracting(JsonNode::asText).containsExactly("Access Analyzer Finding");
        assertThat(pattern.at("/detail/resourceType"))
                .extracting(JsonNode::asText)
                .containsExactly("AWS::KMS::Key");
    }

    /** As in "Monitoring IAM Access Analyzer with Amazon EventBridge" of the IAM User Guide. */
    private static String finding(String type, String arn) {
        return """
            {"version":"0","id":"22222222-dcba-4444-dcba-333333333333","detail-type":"Access Analyzer Finding",
             "source":"aws.access-analyzer","account":"111122223333","time":"2026-11-23T19:41:05Z","region":"us-east-1",
             "resources":["arn:aws:access-analyzer:us-east-1:111122223333:analyzer/MyAnalyzer"],
             "detail":{"version":"1.0","id":"b8222460-5731-4f6c-b8e8-0fed2a7b2f4a","status":"ACTIVE",
               "resourceType":"%s","resource":"%s","createdAt":"2026-11-23T19:41:03Z",
               "analyzedAt":"2026-11-23T19:41:03Z","updatedAt":"2026-11-23T19:41:03Z","accountId":"111122223333",
               "region":"us-east-1","principal":{"AWS":"*"},"action":["kms:Decrypt"],"condition":{},
               "isDeleted":false,"isPublic":true}}
            """.formatted(type, arn);
    }

    private List<String> arns(String event) {
        return reader.read(event).orElseThrow().resources().stream()
                .map(Resource::arn)
                .toList();
    }

    private static String event(String name, String parameters, String response, String resources) {
        return """
            {"version":"0","id":"7bf73129","detail-type":"AWS API Call via CloudTrail","source":"aws.kms",
             "account":"111122223333","time":"2026-11-23T19:30:01Z","region":"us-east-1","resources":[],
             "detail":{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE",
               "arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333"},
               "eventTime":"2026-11-23T19:29:59Z","eventSource":"kms.amazonaws.com","eventName":"%s",
               "awsRegion":"us-east-1","requestParameters":%s,"responseElements":%s,"eventID":"d4b1e1e3",
               "resources":%s,"eventType":"AwsApiCall","recipientAccountId":"111122223333"}}
            """.formatted(name, parameters, response, resources);
    }
}
