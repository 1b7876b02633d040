package io.portcullis.local.kms;

import static io.portcullis.local.kms.KmsBench.ACCOUNT;
import static io.portcullis.local.kms.KmsBench.OTHER_ACCOUNT;
import static io.portcullis.local.kms.KmsBench.REGION;
import static io.portcullis.local.kms.KmsBench.allow;
import static io.portcullis.local.kms.KmsBench.policy;
import static io.portcullis.local.kms.KmsBench.root;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;

/** Golden files hold whole events, so that a change of any shape is seen. */
class KmsRecordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPEN = policy(allow("\"*\"", "kms:*"));

    private final KmsBench bench = new KmsBench();
    private final KeyMetadata key = bench.createKey();

    @Test
    void createKeyShowsDefaultsAndTheNewKey() {
        assertEvent("create-key");
    }

    @Test
    void createKeyShowsThePolicyItWasMadeWith() {
        bench.createKey(CreateKeyRequest.builder()
                .policy(OPEN)
                .description("shared")
                .tags(Tag.builder().tagKey("stage").tagValue("test").build())
                .multiRegion(true)
                .build());

        assertEvent("create-key-with-policy");
    }

    @Test
    void putKeyPolicyShowsThePolicyAsText() {
        call(PutKeyPolicyRequest.builder().keyId(key.keyId()).policy(OPEN).build());

        assertEvent("put-key-policy");
    }

    @Test
    void failedCallShowsItsErrorAndNoResponse() {
        bench.refusal(
                PutKeyPolicyRequest.builder()
                        .keyId(key.keyId())
                        .policy(policy(allow("{\"AWS\":\"" + root(OTHER_ACCOUNT) + "\"}", "kms:*")))
                        .build(),
                "MalformedPolicyDocumentException");

        assertEvent("put-key-policy-refused");
    }

    @Test
    void callForAMissingKeyHasNoResources() {
        bench.refusal(
                DisableKeyRequest.builder()
                        .keyId("00000000-0000-4000-8000-000000000000")
                        .build(),
                "NotFoundException");

        assertThat(lastEvent().path("detail").has("resources")).isFalse();
        assertThat(lastEvent().at("/detail/errorCode").asText()).isEqualTo("NotFoundException");
    }

    @Test
    void deniedCallIsRecordedForTheCallerAloneAsAccessDenied() {
        bench.refusal(
                OTHER_ACCOUNT,
                REGION,
                DisableKeyRequest.builder().keyId(key.arn()).build(),
                "AccessDeniedException");

        assertThat(lastEvent().path("account").asText()).isEqualTo(OTHER_ACCOUNT);
        assertThat(lastEvent().at("/detail/errorCode").asText()).isEqualTo("AccessDenied");
        assertThat(bench.events).hasSize(2);
    }

    @Test
    void createGrantShowsTheGrantAndHidesItsToken() {
        createGrant();

        assertEvent("create-grant");
        assertThat(bench.events.getLast()).doesNotContainIgnoringCase("grantToken");
    }

    @Test
    void revokeGrantHasNoResponse() {
        String id = createGrant().grantId();
        call(RevokeGrantRequest.builder().keyId(key.keyId()).grantId(id).build());

        assertEvent("revoke-grant");
    }

    @Test
    void retireGrantByTokenNamesTheGrantInAdditionalDataAndTheKeyInResources() {
        String token = createGrant().grantToken();
        call(RetireGrantRequest.builder().grantToken(token).build());

        assertEvent("retire-grant");
    }

    @Test
    void dryRunIsRecordedAsTheErrorItIs() {
        String id = createGrant().grantId();
        bench.refusal(
                RevokeGrantRequest.builder()
                        .keyId(key.keyId())
                        .grantId(id)
                        .dryRun(true)
                        .build(),
                "DryRunOperationException");

        assertThat(lastEvent().at("/detail/errorCode").asText()).isEqualTo("DryRunOperationException");
    }

    @Test
    void scheduleKeyDeletionShowsStateAndDate() {
        call(ScheduleKeyDeletionRequest.builder()
                .keyId(key.arn())
                .pendingWindowInDays(7)
                .build());

        assertEvent("schedule-key-deletion");
    }

    @Test
    void cancelKeyDeletionShowsTheKey() {
        call(ScheduleKeyDeletionRequest.builder().keyId(key.arn()).build());
        call(CancelKeyDeletionRequest.builder().keyId(key.arn()).build());

        assertEvent("cancel-key-deletion");
    }

    @Test
    void disableKeyShowsTheKeyThoughTheResponseIsEmpty() {
        call(DisableKeyRequest.builder().keyId(key.keyId()).build());

        assertEvent("disable-key");
    }

    @Test
    void tagResourceShowsTheTags() {
        call(TagResourceRequest.builder()
                .keyId(key.keyId())
                .tags(Tag.builder().tagKey("stage").tagValue("test").build())
                .build());

        assertEvent("tag-resource");
    }

    @Test
    void aliasCallsNameTheKeyAndTheAlias() {
        call(CreateAliasRequest.builder()
                .aliasName("alias/app")
                .targetKeyId(key.keyId())
                .build());
        assertEvent("create-alias");

        call(DeleteAliasRequest.builder().aliasName("alias/app").build());
        assertThat(lastEvent().at("/detail/resources/0/ARN").asText()).isEqualTo(key.arn());
        assertThat(lastEvent().at("/detail/resources/1/ARN").asText()).endsWith(":alias/app");
    }

    @Test
    void readsAreNotRecorded() {
        int before = bench.events.size();

        call(GetKeyPolicyRequest.builder().keyId(key.keyId()).build());
        call(ListKeysRequest.builder().build());
        call(ListGrantsRequest.builder().keyId(key.keyId()).build());

        assertThat(bench.events).hasSize(before);
    }

    @Test
    void deletionAtTheEndOfTheWaitIsAServiceEvent() {
        call(ScheduleKeyDeletionRequest.builder().keyId(key.arn()).build());
        bench.clock.advance(Duration.ofDays(31));
        call(ListKeysRequest.builder().build());

        assertEvent("delete-key");
    }

    private CreateGrantResponse createGrant() {
        return bench.call(
                CreateGrantRequest.builder()
                        .keyId(key.keyId())
                        .granteePrincipal(root(OTHER_ACCOUNT))
                        .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                        .constraints(constraint -> constraint.encryptionContextSubset(Map.of("Department", "IT")))
                        .grantTokens("t")
                        .build(),
                CreateGrantResponse.class);
    }

    private void call(SdkPojo request) {
        bench.call(request, SdkPojo.class);
    }

    private JsonNode lastEvent() {
        return read(bench.events.getLast());
    }

    /** Compares the last event; what was seen is left under target, to be looked at and copied when it is right. */
    private void assertEvent(String name) {
        String seen = lastEvent().toPrettyString() + "\n";
        Path kept = Path.of("target", "golden", name + ".json");
        try {
            Files.createDirectories(Path.of("target", "golden"));
            Files.writeString(kept, seen);
            try (InputStream golden = getClass().getResourceAsStream("records/" + name + ".json")) {
                assertThat(golden).as("golden file records/%s.json", name).isNotNull();
                assertThat(lastEvent()).isEqualTo(JSON.readTree(golden));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(lastEvent().path("account").asText()).isEqualTo(ACCOUNT);
    }

    private static JsonNode read(String event) {
        try {
            return JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
