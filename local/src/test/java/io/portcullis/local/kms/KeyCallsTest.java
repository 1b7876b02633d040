package io.portcullis.local.kms;

import static io.portcullis.local.kms.KmsBench.ACCOUNT;
import static io.portcullis.local.kms.KmsBench.OTHER_ACCOUNT;
import static io.portcullis.local.kms.KmsBench.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

class KeyCallsTest {

    private final KmsBench bench = new KmsBench();

    @Test
    void keyIsSymmetricEnabledAndCustomerManagedByDefault() {
        KeyMetadata key = bench.createKey();

        assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:111122223333:key/" + key.keyId());
        assertThat(key.awsAccountId()).isEqualTo(ACCOUNT);
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(key.encryptionAlgorithms()).containsExactly(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.enabled()).isTrue();
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
        assertThat(key.multiRegion()).isFalse();
        assertThat(key.description()).isEmpty();
        assertThat(key.creationDate()).isEqualTo(bench.clock.instant());
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048,ENCRYPT_DECRYPT,RSAES_OAEP_SHA_1",
        "RSA_4096,SIGN_VERIFY,RSASSA_PKCS1_V1_5_SHA_256",
        "ECC_NIST_P384,SIGN_VERIFY,ECDSA_SHA_384",
        "ECC_NIST_P256,KEY_AGREEMENT,ECDH",
        "ECC_SECG_P256K1,SIGN_VERIFY,ECDSA_SHA_256",
        "HMAC_512,GENERATE_VERIFY_MAC,HMAC_SHA_512",
        "ML_DSA_65,SIGN_VERIFY,ML_DSA_SHAKE_256"
    })
    void asymmetricAndHmacKeysShowTheAlgorithmsOfTheirUsage(String spec, String usage, String algorithm) {
        KeyMetadata key = bench.createKey(
                CreateKeyRequest.builder().keySpec(spec).keyUsage(usage).build());

        List<String> all = new ArrayList<>(key.encryptionAlgorithmsAsStrings());
        all.addAll(key.signingAlgorithmsAsStrings());
        all.addAll(key.keyAgreementAlgorithmsAsStrings());
        all.addAll(key.macAlgorithmsAsStrings());
        assertThat(all).startsWith(algorithm);
        assertThat(key.keySpecAsString()).isEqualTo(spec);
    }

    @Test
    void usageIsRequiredUnlessSymmetric() {
        bench.refusal(CreateKeyRequest.builder().keySpec("RSA_2048").build(), "ValidationException")
                .hasMessage("You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
    }

    @ParameterizedTest
    @CsvSource({"SYMMETRIC_DEFAULT,SIGN_VERIFY", "HMAC_256,ENCRYPT_DECRYPT", "ECC_SECG_P256K1,KEY_AGREEMENT"})
    void usageMustFitTheSpec(String spec, String usage) {
        bench.refusal(CreateKeyRequest.builder().keySpec(spec).keyUsage(usage).build(), "ValidationException")
                .hasMessage("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
    }

    @Test
    void unknownSpecIsNamedWithTheKnownOnes() {
        bench.refusal(CreateKeyRequest.builder().keySpec("RSA_1").build(), "ValidationException")
                .hasMessageContaining("Value 'RSA_1' at 'keySpec'")
                .hasMessageContaining("SYMMETRIC_DEFAULT");
    }

    @Test
    void externalOriginWaitsForItsMaterial() {
        KeyMetadata key = bench.createKey(
                CreateKeyRequest.builder().origin(OriginType.EXTERNAL).build());

        assertThat(key.keyState()).isEqualTo(KeyState.PENDING_IMPORT);
        assertThat(key.enabled()).isFalse();
    }

    @Test
    void multiRegionKeyIsAPrimaryWithItsOwnFormOfId() {
        KeyMetadata key =
                bench.createKey(CreateKeyRequest.builder().multiRegion(true).build());

        assertThat(key.keyId()).matches("mrk-[0-9a-f]{32}");
        assertThat(key.multiRegionConfiguration().multiRegionKeyType()).isEqualTo(MultiRegionKeyType.PRIMARY);
        assertThat(key.multiRegionConfiguration().primaryKey().arn()).isEqualTo(key.arn());
        assertThat(bench.describe(key.keyId())).isEqualTo(key);
    }

    @Test
    void customKeyStoresDoNotExist() {
        bench.refusal(CreateKeyRequest.builder().customKeyStoreId("cks-1").build(), "CustomKeyStoreNotFoundException");
    }

    @Test
    void keyIsDescribedByIdArnAliasNameAndAliasArn() {
        KeyMetadata key = bench.createKey();
        bench.call(
                CreateAliasRequest.builder()
                        .aliasName("alias/app")
                        .targetKeyId(key.keyId())
                        .build(),
                CreateAliasResponse.class);

        assertThat(List.of(key.keyId(), key.arn(), "alias/app", "arn:aws:kms:us-east-1:111122223333:alias/app"))
                .allSatisfy(name -> assertThat(bench.describe(name)).isEqualTo(key));
    }

    @Test
    void missingKeyIsNamedByItsArn() {
        bench.refusal(describe("00000000-0000-4000-8000-000000000000"), "NotFoundException")
                .hasMessage("Key 'arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000'"
                        + " does not exist");
    }

    @Test
    void missingAliasIsNamedByItsArn() {
        bench.refusal(describe("alias/none"), "NotFoundException")
                .hasMessage("Alias arn:aws:kms:us-east-1:111122223333:alias/none is not found.");
    }

    @Test
    void whatIsNoKeyIdIsRefused() {
        bench.refusal(describe("my-key"), "NotFoundException").hasMessage("Invalid keyId 'my-key'");
    }

    @Test
    void arnOfSomethingElseIsInvalid() {
        bench.refusal(describe("arn:aws:s3:::bucket"), "InvalidArnException")
                .hasMessage("Invalid arn arn:aws:s3:::bucket");
    }

    @Test
    void arnOfAnotherRegionIsNotFoundHere() {
        KeyMetadata key = bench.createKey();

        bench.refusal(ACCOUNT, "eu-west-1", describe(key.arn()), "NotFoundException")
                .hasMessage("Invalid arn us-east-1");
    }

    @Test
    void otherAccountsAreDenied() {
        KeyMetadata key = bench.createKey();

        bench.refusal(OTHER_ACCOUNT, REGION, describe(key.arn()), "AccessDeniedException")
                .hasMessage("User: arn:aws:iam::444455556666:root is not authorized to perform: kms:DescribeKey"
                        + " on resource: " + key.arn()
                        + " because no resource-based policy allows the kms:DescribeKey action");
    }

    @Test
    void accountsAndRegionsKeepTheirKeysApart() {
        bench.createKey();

        assertThat(bench.as(OTHER_ACCOUNT, REGION, ListKeysRequest.builder().build(), ListKeysResponse.class)
                        .keys())
                .isEmpty();
        assertThat(bench.as(ACCOUNT, "eu-west-1", ListKeysRequest.builder().build(), ListKeysResponse.class)
                        .keys())
                .isEmpty();
    }

    @Test
    void missingMembersAreNamed() {
        bench.refusal(DescribeKeyRequest.builder().build(), "ValidationException")
                .hasMessage("1 validation error detected: Value null at 'keyId' failed to satisfy constraint:"
                        + " Member must not be null");
    }

    @Test
    void onlyDescribeKeyTakesAliases() {
        KeyMetadata key = bench.createKey();
        bench.call(
                CreateAliasRequest.builder()
                        .aliasName("alias/app")
                        .targetKeyId(key.keyId())
                        .build(),
                CreateAliasResponse.class);

        bench.refusal(GetKeyPolicyRequest.builder().keyId("alias/app").build(), "NotFoundException")
                .hasMessage("Invalid keyId 'alias/app'");
    }

    @Test
    void keysAreListedInPagesOfAHundredWithoutGapsOrRepeats() {
        List<String> made = IntStream.range(0, 250)
                .mapToObj(i -> bench.createKey().keyId())
                .sorted()
                .toList();

        List<String> listed = new ArrayList<>();
        ListKeysResponse page = bench.call(ListKeysRequest.builder().build(), ListKeysResponse.class);
        assertThat(page.keys()).hasSize(100);
        while (page.truncated()) {
            listed.addAll(page.keys().stream().map(KeyListEntry::keyId).toList());
            page = bench.call(
                    ListKeysRequest.builder().marker(page.nextMarker()).build(), ListKeysResponse.class);
        }
        listed.addAll(page.keys().stream().map(KeyListEntry::keyId).toList());

        assertThat(listed).isEqualTo(made);
        assertThat(page.nextMarker()).isNull();
    }

    @Test
    void pageThatEndsExactlyAtTheLastKeyIsTheLast() {
        bench.createKey();
        bench.createKey();

        ListKeysResponse page = bench.call(ListKeysRequest.builder().limit(2).build(), ListKeysResponse.class);

        assertThat(page.truncated()).isFalse();
        assertThat(page.nextMarker()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0,greater than or equal to 1", "1001,less than or equal to 1000"})
    void limitsOutsideTheModelAreRefused(int limit, String words) {
        bench.refusal(ListKeysRequest.builder().limit(limit).build(), "ValidationException")
                .hasMessageContaining("Value '" + limit + "' at 'limit'")
                .hasMessageContaining(words);
    }

    @Test
    void markersThatWereNotGivenOutAreRefused() {
        bench.refusal(ListKeysRequest.builder().marker("x y").build(), "InvalidMarkerException");
        bench.refusal(ListKeysRequest.builder().marker("bm9wZQ").build(), "InvalidMarkerException");
    }

    @Test
    void descriptionCanBeChanged() {
        KeyMetadata key =
                bench.createKey(CreateKeyRequest.builder().description("before").build());

        bench.call(
                UpdateKeyDescriptionRequest.builder()
                        .keyId(key.keyId())
                        .description("after")
                        .build(),
                UpdateKeyDescriptionResponse.class);

        assertThat(bench.describe(key.keyId()).description()).isEqualTo("after");
    }

    private static DescribeKeyRequest describe(String keyId) {
        return DescribeKeyRequest.builder().keyId(keyId).build();
    }
}
