package io.portcullis.local.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

class AliasCallsTest {

    private final KmsBench bench = new KmsBench();
    private final String key = bench.createKey().keyId();

    @Test
    void aliasIsListedWithItsTarget() {
        create("alias/app", key);

        assertThat(list(ListAliasesRequest.builder().build()).aliases())
                .containsExactly(AliasListEntry.builder()
                        .aliasName("alias/app")
                        .aliasArn("arn:aws:kms:us-east-1:111122223333:alias/app")
                        .targetKeyId(key)
                        .creationDate(bench.clock.instant())
                        .lastUpdatedDate(bench.clock.instant())
                        .build());
    }

    @Test
    void aliasMovesToAnotherKeyAndKeepsItsBirthday() {
        create("alias/app", key);
        String other = bench.createKey().keyId();
        bench.clock.advance(Duration.ofHours(1));

        bench.call(
                UpdateAliasRequest.builder()
                        .aliasName("alias/app")
                        .targetKeyId(other)
                        .build(),
                SdkPojo.class);

        AliasListEntry moved =
                list(ListAliasesRequest.builder().build()).aliases().getFirst();
        assertThat(moved.targetKeyId()).isEqualTo(other);
        assertThat(Duration.between(moved.creationDate(), moved.lastUpdatedDate()))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aliasMovesOnlyBetweenKeysOfOneTypeAndUsage() {
        create("alias/app", key);
        String signing = bench.createKey(CreateKeyRequest.builder()
                        .keySpec(KeySpec.RSA_2048)
                        .keyUsage(KeyUsageType.SIGN_VERIFY)
                        .build())
                .keyId();

        bench.refusal(
                UpdateAliasRequest.builder()
                        .aliasName("alias/app")
                        .targetKeyId(signing)
                        .build(),
                "ValidationException");
    }

    @Test
    void aliasNameIsTakenOnce() {
        create("alias/app", key);

        bench.refusal(request("alias/app", key), "AlreadyExistsException")
                .hasMessage("An alias with the name arn:aws:kms:us-east-1:111122223333:alias/app already exists");
    }

    @Test
    void aliasNamesBeginWithAliasAndNotWithAws() {
        bench.refusal(request("app", key), "ValidationException").hasMessageContaining("alias/");
        bench.refusal(request("alias/a b", key), "ValidationException").hasMessageContaining("^[a-zA-Z0-9:/_-]+$");
        bench.refusal(request("alias/", key), "InvalidAliasNameException");
        bench.refusal(request("alias/aws/s3", key), "NotAuthorizedException");
    }

    @Test
    void deletedAliasIsNotFound() {
        create("alias/app", key);
        DeleteAliasRequest delete =
                DeleteAliasRequest.builder().aliasName("alias/app").build();
        bench.call(delete, SdkPojo.class);

        bench.refusal(delete, "NotFoundException")
                .hasMessage("Alias arn:aws:kms:us-east-1:111122223333:alias/app is not found.");
    }

    @Test
    void aliasesOfOneKeyAreListed() {
        create("alias/a", key);
        create("alias/b", bench.createKey().keyId());

        assertThat(list(ListAliasesRequest.builder().keyId(key).build()).aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly("alias/a");
    }

    @Test
    void aliasesAreListedInPagesOfFifty() {
        IntStream.range(0, 120).forEach(i -> create("alias/%03d".formatted(i), key));

        ListAliasesResponse first = list(ListAliasesRequest.builder().build());
        ListAliasesResponse second =
                list(ListAliasesRequest.builder().marker(first.nextMarker()).build());
        ListAliasesResponse third =
                list(ListAliasesRequest.builder().marker(second.nextMarker()).build());

        assertThat(first.aliases()).hasSize(50);
        assertThat(second.aliases().getFirst().aliasName()).isEqualTo("alias/050");
        assertThat(third.aliases()).hasSize(20);
        assertThat(third.truncated()).isFalse();
    }

    private void create(String name, String target) {
        bench.call(request(name, target), SdkPojo.class);
    }

    private static CreateAliasRequest request(String name, String target) {
        return CreateAliasRequest.builder().aliasName(name).targetKeyId(target).build();
    }

    private ListAliasesResponse list(ListAliasesRequest request) {
        return bench.call(request, ListAliasesResponse.class);
    }
}
