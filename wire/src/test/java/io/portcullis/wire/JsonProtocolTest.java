package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;

class JsonProtocolTest {

    private static final AtomicReference<SdkPojo> SEEN = new AtomicReference<>();
    private static final AtomicReference<Caller> CALLER = new AtomicReference<>();
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");

    private static WireServer server;
    private static KmsClient kms;

    @BeforeAll
    static void start() {
        server = WireServer.start(WireSettings.loopback(0), List.of(service()));
        kms = Clients.of(server).make(KmsClient.builder());
    }

    @AfterAll
    static void stop() {
        kms.close();
        server.close();
    }

    private static Service service() {
        return new Service(
                "kms",
                new Protocol.Json("1.1", "TrentService"),
                List.of(
                        Operation.named("CreateGrant", CreateGrantRequest::builder, JsonProtocolTest::createGrant),
                        Operation.named("DescribeKey", DescribeKeyRequest::builder, JsonProtocolTest::describeKey),
                        Operation.named("Encrypt", EncryptRequest::builder, JsonProtocolTest::encrypt),
                        Operation.named("ListKeys", ListKeysRequest::builder, JsonProtocolTest::listKeys),
                        Operation.named("PutKeyPolicy", PutKeyPolicyRequest::builder, JsonProtocolTest::putKeyPolicy),
                        Operation.named(
                                "ScheduleKeyDeletion", ScheduleKeyDeletionRequest::builder, (caller, request) -> {
                                    throw new IllegalStateException("a fault of the server's own");
                                }),
                        Operation.named("TagResource", TagResourceRequest::builder, JsonProtocolTest::tag)));
    }

    private static CreateGrantResponse createGrant(Caller caller, CreateGrantRequest request) {
        SEEN.set(request);
        return CreateGrantResponse.builder().grantId("g-1").build();
    }

    private static DescribeKeyResponse describeKey(Caller caller, DescribeKeyRequest request) {
        CALLER.set(caller);
        if (request.keyId().equals("gone")) {
            throw new ServiceFault("NotFoundException", 400, "Key 'gone' does not exist");
        }
        return DescribeKeyResponse.builder()
                .keyMetadata(key -> key.keyId(request.keyId())
                        .awsAccountId(caller.account())
                        .creationDate(TIME)
                        .enabled(true)
                        .pendingDeletionWindowInDays(7)
                        .keyState(KeyState.ENABLED)
                        .multiRegionConfiguration(multi -> multi.primaryKey(primary -> primary.region("eu-west-1"))))
                .build();
    }

    private static EncryptResponse encrypt(Caller caller, EncryptRequest request) {
        return EncryptResponse.builder().ciphertextBlob(request.plaintext()).build();
    }

    private static ListKeysResponse listKeys(Caller caller, ListKeysRequest request) {
        return ListKeysResponse.builder().keys(List.of()).truncated(false).build();
    }

    private static PutKeyPolicyResponse putKeyPolicy(Caller caller, PutKeyPolicyRequest request) {
        SEEN.set(request);
        return PutKeyPolicyResponse.builder().build();
    }

    private static TagResourceResponse tag(Caller caller, TagResourceRequest request) {
        SEEN.set(request);
        return TagResourceResponse.builder().build();
    }

    @Test
    void carriesNestedMembersListsMapsAndEnumsIn() {
        kms.createGrant(grant -> grant.keyId("k")
                .granteePrincipal("arn:aws:iam::444455556666:root")
                .operations(GrantOperation.DECRYPT, GrantOperation.GENERATE_DATA_KEY)
                .constraints(c -> c.encryptionContextEquals(Map.of("größe", "Ω 𝄞 \"x\"\n"))));
        CreateGrantRequest seen = (CreateGrantRequest) SEEN.get();
        assertThat(seen.granteePrincipal()).isEqualTo("arn:aws:iam::444455556666:root");
        assertThat(seen.operations()).containsExactly(GrantOperation.DECRYPT, GrantOperation.GENERATE_DATA_KEY);
        assertThat(seen.constraints().encryptionContextEquals()).containsExactly(Map.entry("größe", "Ω 𝄞 \"x\"\n"));
        assertThat(seen.hasGrantTokens()).isFalse();
    }

    @Test
    void carriesListsOfStructuresIn() {
        kms.tagResource(tag -> tag.keyId("k")
                .tags(
                        Tag.builder().tagKey("a").tagValue("1").build(),
                        Tag.builder().tagKey("b").tagValue("").build()));
        assertThat(((TagResourceRequest) SEEN.get()).tags())
                .extracting(t -> t.tagKey() + "=" + t.tagValue())
                .containsExactly("a=1", "b=");
    }

    @Test
    void carriesTimesNumbersBooleansAndNestedMembersOut() {
        var key = kms.describeKey(request -> request.keyId("k")).keyMetadata();
        assertThat(key.creationDate()).isEqualTo(TIME);
        assertThat(key.enabled()).isTrue();
        assertThat(key.pendingDeletionWindowInDays()).isEqualTo(7);
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.multiRegionConfiguration().primaryKey().region()).isEqualTo("eu-west-1");
        assertThat(key.hasEncryptionAlgorithms()).isFalse();
    }

    @Test
    void tellsAnEmptyListFromAnAbsentOne() {
        assertThat(kms.listKeys().hasKeys()).isTrue();
        assertThat(kms.listKeys().keys()).isEmpty();
    }

    @Test
    void carriesBytesBothWays() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        assertThat(kms.encrypt(request -> request.keyId("k").plaintext(SdkBytes.fromByteArray(bytes)))
                        .ciphertextBlob()
                        .asByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void carriesAMegabyte() {
        String policy = "é".repeat(512 * 1024);
        kms.putKeyPolicy(request -> request.keyId("k").policy(policy));
        assertThat(((PutKeyPolicyRequest) SEEN.get()).policy()).isEqualTo(policy);
    }

    @Test
    void takesATwelveDigitAccessKeyIdForTheAccountAndTheScopesRegion() {
        kms.describeKey(request -> request.keyId("k"));
        Caller caller = CALLER.get();
        assertThat(caller.account()).isEqualTo("111122223333");
        assertThat(caller.region()).isEqualTo("eu-central-1");
        assertThat(caller.accessKeyId()).contains("111122223333");
        assertThat(caller.endpoint()).isEqualTo(server.endpoint());
        assertThat(caller.sourceIp()).isEqualTo("127.0.0.1");
        assertThat(caller.userAgent()).startsWith("aws-sdk-java");
    }

    @Test
    void takesAnyOtherAccessKeyIdForTheDefaultAccount() {
        try (KmsClient other = Clients.of(server).keys("AKIDEXAMPLE", "s").make(KmsClient.builder())) {
            assertThat(other.describeKey(request -> request.keyId("k"))
                            .keyMetadata()
                            .awsAccountId())
                    .isEqualTo(WireSettings.DEFAULT_ACCOUNT);
        }
    }

    @Test
    void throwsTheModelledExceptionOfAFault() {
        assertThatThrownBy(() -> kms.describeKey(request -> request.keyId("gone")))
                .isInstanceOfSatisfying(NotFoundException.class, e -> {
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Key 'gone' does not exist");
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void refusesAnOperationItDoesNotHave() {
        assertThatThrownBy(() -> kms.listAliases()).isInstanceOfSatisfying(KmsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
            assertThat(e.awsErrorDetails().errorMessage()).contains("TrentService.ListAliases");
            assertThat(e.statusCode()).isEqualTo(404);
        });
    }

    @Test
    void answersAFailureOfItsOwnWithTheRequestId() {
        assertThatThrownBy(() -> kms.scheduleKeyDeletion(request -> request.keyId("k")))
                .isInstanceOfSatisfying(KmsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(500);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
                    assertThat(e.awsErrorDetails().errorMessage()).contains(e.requestId());
                });
    }

    @Test
    void answersManyAtOnce() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> pool.submit(() -> kms.describeKey(request -> request.keyId("k" + i))
                            .keyMetadata()
                            .keyId()))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("k" + i);
            }
        }
    }
}
