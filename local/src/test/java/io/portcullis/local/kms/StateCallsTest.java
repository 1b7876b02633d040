package io.portcullis.local.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;

class StateCallsTest {

    private final KmsBench bench = new KmsBench();
    private final KeyMetadata key = bench.createKey();

    @Test
    void keysAreSwitchedOffAndOn() {
        bench.call(disable(), SdkPojo.class);
        assertThat(bench.describe(key.keyId()).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(bench.describe(key.keyId()).enabled()).isFalse();

        bench.call(enable(), SdkPojo.class);
        assertThat(bench.describe(key.keyId())).isEqualTo(key);
    }

    @Test
    void deletionWaitsThirtyDaysUnlessToldOtherwise() {
        ScheduleKeyDeletionResponse answer = bench.call(schedule().build(), ScheduleKeyDeletionResponse.class);

        assertThat(answer.keyId()).isEqualTo(key.arn());
        assertThat(answer.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(answer.pendingWindowInDays()).isEqualTo(30);
        assertThat(answer.deletionDate()).isEqualTo(bench.clock.instant().plus(Duration.ofDays(30)));
        assertThat(bench.describe(key.keyId()).deletionDate()).isEqualTo(answer.deletionDate());
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 31})
    void deletionWaitsSevenToThirtyDays(int days) {
        bench.refusal(schedule().pendingWindowInDays(days).build(), "ValidationException")
                .hasMessageContaining("'pendingWindowInDays'");
    }

    @Test
    void keyPendingDeletionRefusesChanges() {
        bench.call(schedule().build(), SdkPojo.class);

        for (SdkPojo request : new SdkPojo[] {
            enable(),
            disable(),
            schedule().build(),
            TagResourceRequest.builder()
                    .keyId(key.keyId())
                    .tags(Tag.builder().tagKey("a").tagValue("b").build())
                    .build(),
            UpdateKeyDescriptionRequest.builder()
                    .keyId(key.keyId())
                    .description("d")
                    .build(),
            CreateAliasRequest.builder()
                    .aliasName("alias/a")
                    .targetKeyId(key.keyId())
                    .build()
        }) {
            bench.refusal(request, "KMSInvalidStateException").hasMessage(key.arn() + " is pending deletion.");
        }
    }

    @Test
    void sparedKeyStaysDisabled() {
        bench.call(schedule().build(), SdkPojo.class);

        CancelKeyDeletionResponse answer = bench.call(cancel(), CancelKeyDeletionResponse.class);

        assertThat(answer.keyId()).isEqualTo(key.arn());
        assertThat(bench.describe(key.keyId()).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(bench.describe(key.keyId()).deletionDate()).isNull();
    }

    @Test
    void onlyKeysPendingDeletionAreSpared() {
        bench.refusal(cancel(), "KMSInvalidStateException").hasMessage(key.arn() + " is not pending deletion.");
    }

    @Test
    void keyWithoutMaterialCannotBeSwitched() {
        String empty = bench.createKey(
                        CreateKeyRequest.builder().origin(OriginType.EXTERNAL).build())
                .keyId();

        bench.refusal(EnableKeyRequest.builder().keyId(empty).build(), "KMSInvalidStateException")
                .hasMessageEndingWith("is pending import.");
    }

    @Test
    void keyIsGoneWithItsAliasesWhenTheWaitIsOver() {
        bench.call(
                CreateAliasRequest.builder()
                        .aliasName("alias/a")
                        .targetKeyId(key.keyId())
                        .build(),
                CreateAliasResponse.class);
        bench.call(schedule().pendingWindowInDays(7).build(), SdkPojo.class);

        bench.clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(bench.describe(key.keyId()).keyState()).isEqualTo(KeyState.PENDING_DELETION);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.refusal(DescribeKeyRequest.builder().keyId(key.keyId()).build(), "NotFoundException");
        assertThat(bench.call(ListAliasesRequest.builder().build(), ListAliasesResponse.class)
                        .aliases())
                .isEmpty();
    }

    private EnableKeyRequest enable() {
        return EnableKeyRequest.builder().keyId(key.keyId()).build();
    }

    private DisableKeyRequest disable() {
        return DisableKeyRequest.builder().keyId(key.keyId()).build();
    }

    private CancelKeyDeletionRequest cancel() {
        return CancelKeyDeletionRequest.builder().keyId(key.keyId()).build();
    }

    private ScheduleKeyDeletionRequest.Builder schedule() {
        return ScheduleKeyDeletionRequest.builder().keyId(key.keyId());
    }
}
