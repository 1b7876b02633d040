package io.portcullis.local.kms;

import static io.portcullis.local.kms.KmsBench.ACCOUNT;
import static io.portcullis.local.kms.KmsBench.OTHER_ACCOUNT;
import static io.portcullis.local.kms.KmsBench.REGION;
import static io.portcullis.local.kms.KmsBench.allow;
import static io.portcullis.local.kms.KmsBench.deny;
import static io.portcullis.local.kms.KmsBench.policy;
import static io.portcullis.local.kms.KmsBench.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

class PolicyCallsTest {

    private static final String OWN = "{\"AWS\":\"" + root(ACCOUNT) + "\"}";
    private static final String LOCKED_OUT =
            "The new key policy will not allow you to update the key policy in the future.";

    private final KmsBench bench = new KmsBench();
    private String key = "";

    @BeforeEach
    void createKey() {
        key = bench.createKey().keyId();
    }

    @Test
    void keyWithoutAPolicyGetsTheDefaultOneAsAwsPrintsIt() {
        assertThat(policyOf(key)).isEqualTo("""
                        {
                          "Version" : "2012-10-17",
                          "Id" : "key-default-1",
                          "Statement" : [ {
                            "Sid" : "Enable IAM User Permissions",
                            "Effect" : "Allow",
                            "Principal" : {
                              "AWS" : "arn:aws:iam::111122223333:root"
                            },
                            "Action" : "kms:*",
                            "Resource" : "*"
                          } ]
                        }""");
    }

    @Test
    void policyIsGivenBackByteForByte() {
        String odd = policy(allow(OWN, "kms:*")).replace(",", " ,\r\n\t");
        put(odd);

        assertThat(policyOf(key)).isEqualTo(odd);
    }

    @Test
    void keyMayBeMadeWithAPolicy() {
        String open = policy(allow("\"*\"", "kms:*"));

        String made =
                bench.createKey(CreateKeyRequest.builder().policy(open).build()).keyId();

        assertThat(policyOf(made)).isEqualTo(open);
    }

    @Test
    void everyKeyHasOnePolicyNamedDefault() {
        ListKeyPoliciesResponse names =
                bench.call(ListKeyPoliciesRequest.builder().keyId(key).build(), ListKeyPoliciesResponse.class);

        assertThat(names.policyNames()).containsExactly("default");
        assertThat(names.truncated()).isFalse();
    }

    @Test
    void policyNameMayBeLeftOutOrDefaultAndNothingElse() {
        GetKeyPolicyRequest named =
                GetKeyPolicyRequest.builder().keyId(key).policyName("default").build();
        assertThat(bench.call(named, GetKeyPolicyResponse.class).policyName()).isEqualTo("default");
        bench.refusal(named.toBuilder().policyName("other").build(), "NotFoundException")
                .hasMessage("No such policy exists");
        bench.refusal(
                request(policy(allow(OWN, "kms:*"))).toBuilder()
                        .policyName("other")
                        .build(),
                "NotFoundException");
    }

    @Test
    void textThatIsNoPolicyIsMalformed() {
        bench.refusal(request("{"), "MalformedPolicyDocumentException");
        bench.refusal(request("[]"), "MalformedPolicyDocumentException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\":\"arn:aws:iam::111122223333:group/g\"}",
                "{\"AWS\":\"arn:aws:iam::111122223333:role/*\"}",
                "{\"AWS\":\"nobody\"}",
                "{\"AWS\":\"arn:aws:iam::1111:root\"}"
            })
    void principalsOfNoKnownFormAreInvalid(String principal) {
        bench.refusal(
                        request(policy(allow(OWN, "kms:*"), allow(principal, "kms:Decrypt"))),
                        "MalformedPolicyDocumentException")
                .hasMessage("Policy contains a statement with one or more invalid principals.");
    }

    @Test
    void uniqueIdsOfDeletedPrincipalsAreTaken() {
        String copied = policy(allow(OWN, "kms:*"), allow("{\"AWS\":\"AROAEXAMPLEEXAMPLE12\"}", "kms:Decrypt"));
        put(copied);

        assertThat(policyOf(key)).isEqualTo(copied);
    }

    @Test
    void statementWithoutAPrincipalIsRefused() {
        String without = policy(allow(OWN, "kms:*"), "{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}");

        bench.refusal(request(without), "MalformedPolicyDocumentException")
                .hasMessage("Policy contains a statement with no principal.");
    }

    @Test
    void policyOverTheQuotaOf32KilobytesIsRefused() {
        String wide = policy(allow(OWN, "kms:*"));
        String fits = wide + " ".repeat(32_768 - wide.length());
        put(fits);

        bench.refusal(request(fits + " "), "LimitExceededException");
    }

    @Test
    void charactersOutsideLatin1AreRefused() {
        bench.refusal(request(policy(allow(OWN, "kms:*")).replace("Version", "Versi\u0142n")), "ValidationException");
    }

    @ParameterizedTest
    @MethodSource
    void policyThatLeavesTheCallerInControlIsTaken(String document) {
        put(document);

        assertThat(policyOf(key)).isEqualTo(document);
    }

    static Stream<String> policyThatLeavesTheCallerInControlIsTaken() {
        return Stream.of(
                policy(allow(OWN, "kms:*")),
                policy(allow("{\"AWS\":\"" + ACCOUNT + "\"}", "kms:Put*")),
                policy(allow("\"*\"", "KMS:putkeypolicy")),
                policy(allow("{\"AWS\":[\"*\"]}", "*")),
                policy(allow(OWN, "kms:*"), deny("\"*\"", "kms:Decrypt")),
                policy(allow(OWN, "kms:*"), deny("{\"AWS\":\"" + root(OTHER_ACCOUNT) + "\"}", "kms:*")),
                // In doubt for the policy: conditions are about requests to come.
                policy(conditional(allow(OWN, "kms:*"))),
                policy(allow(OWN, "kms:*"), conditional(deny("\"*\"", "kms:*"))),
                policy(allow(OWN, "kms:*").replace("\"Action\":\"kms:*\"", "\"NotAction\":\"kms:Decrypt\"")));
    }

    @ParameterizedTest
    @MethodSource
    void policyThatLocksTheCallerOutIsRefused(String document) {
        bench.refusal(request(document), "MalformedPolicyDocumentException").hasMessage(LOCKED_OUT);
        bench.refusal(CreateKeyRequest.builder().policy(document).build(), "MalformedPolicyDocumentException")
                .hasMessage(LOCKED_OUT);
    }

    static Stream<String> policyThatLocksTheCallerOutIsRefused() {
        return Stream.of(
                policy(allow(OWN, "kms:Decrypt")),
                policy(allow("{\"AWS\":\"" + root(OTHER_ACCOUNT) + "\"}", "kms:*")),
                policy(allow("{\"AWS\":\"arn:aws:iam::" + ACCOUNT + ":role/admin\"}", "kms:*")),
                policy(allow("{\"Service\":\"s3.amazonaws.com\"}", "kms:*")),
                policy(allow(OWN, "kms:*"), deny(OWN, "kms:Put*")),
                policy(allow(OWN, "kms:*"), deny("\"*\"", "kms:*")),
                policy(allow(OWN, "kms:*")
                        .replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:kms:us-east-1:1:key/x\"")),
                policy(allow(OWN, "kms:*").replace("\"Action\":\"kms:*\"", "\"NotAction\":\"kms:Put*\"")));
    }

    @Test
    void lockOutCheckCanBeBypassed() {
        String locked = policy(allow(OWN, "kms:Decrypt"));

        bench.call(
                request(locked).toBuilder().bypassPolicyLockoutSafetyCheck(true).build(), PutKeyPolicyResponse.class);

        assertThat(policyOf(key)).isEqualTo(locked);
    }

    @Test
    void policiesAreReadAndChangedInEveryState() {
        String open = policy(allow("\"*\"", "kms:*"));
        bench.call(DisableKeyRequest.builder().keyId(key).build(), DisableKeyResponse.class);
        put(open);
        assertThat(policyOf(key)).isEqualTo(open);

        bench.call(ScheduleKeyDeletionRequest.builder().keyId(key).build(), ScheduleKeyDeletionResponse.class);
        put(policy(allow(OWN, "kms:*")));
        assertThat(policyOf(key)).isEqualTo(policy(allow(OWN, "kms:*")));
    }

    @Test
    void otherAccountsMayNotPutPolicies() {
        String arn = bench.describe(key).arn();

        bench.refusal(
                OTHER_ACCOUNT,
                REGION,
                request(policy(allow("\"*\"", "kms:*"))).toBuilder().keyId(arn).build(),
                "AccessDeniedException");
    }

    private static String conditional(String statement) {
        return statement.substring(0, statement.length() - 1)
                + ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-abcdefghij\"}}}";
    }

    private PutKeyPolicyRequest request(String document) {
        return PutKeyPolicyRequest.builder().keyId(key).policy(document).build();
    }

    private void put(String document) {
        bench.call(request(document), PutKeyPolicyResponse.class);
    }

    private String policyOf(String keyId) {
        return bench.call(GetKeyPolicyRequest.builder().keyId(keyId).build(), GetKeyPolicyResponse.class)
                .policy();
    }
}
