package io.portcullis.local.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;

class RotationCallsTest {

    private final KmsBench bench = new KmsBench();
    private final String key = bench.createKey().keyId();

    @Test
    void rotationIsOffUntilItIsEnabled() {
        assertThat(status().keyRotationEnabled()).isFalse();
        assertThat(status().nextRotationDate()).isNull();
    }

    @Test
    void rotationIsYearlyUnlessToldOtherwise() {
        enable(EnableKeyRotationRequest.builder().keyId(key).build());

        assertThat(status().keyRotationEnabled()).isTrue();
        assertThat(status().rotationPeriodInDays()).isEqualTo(365);
        assertThat(status().nextRotationDate()).isEqualTo(bench.clock.instant().plus(Duration.ofDays(365)));
    }

    @Test
    void nextRotationIsAlwaysAhead() {
        enable(EnableKeyRotationRequest.builder()
                .keyId(key)
                .rotationPeriodInDays(90)
                .build());
        var since = bench.clock.instant();
        bench.clock.advance(Duration.ofDays(200));

        assertThat(status().nextRotationDate()).isEqualTo(since.plus(Duration.ofDays(270)));
    }

    @Test
    void rotationIsDisabledAgain() {
        enable(EnableKeyRotationRequest.builder().keyId(key).build());
        bench.call(DisableKeyRotationRequest.builder().keyId(key).build(), SdkPojo.class);

        assertThat(status().keyRotationEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {89, 2561})
    void periodIsNinetyTo2560Days(int days) {
        bench.refusal(
                EnableKeyRotationRequest.builder()
                        .keyId(key)
                        .rotationPeriodInDays(days)
                        .build(),
                "ValidationException");
    }

    @Test
    void asymmetricKeysDoNotRotate() {
        String signing = bench.createKey(CreateKeyRequest.builder()
                        .keySpec(KeySpec.RSA_2048)
                        .keyUsage(KeyUsageType.SIGN_VERIFY)
                        .build())
                .keyId();

        bench.refusal(EnableKeyRotationRequest.builder().keyId(signing).build(), "UnsupportedOperationException");
        bench.refusal(GetKeyRotationStatusRequest.builder().keyId(signing).build(), "UnsupportedOperationException");
    }

    @Test
    void disabledKeyKeepsItsSetting() {
        bench.call(DisableKeyRequest.builder().keyId(key).build(), SdkPojo.class);

        bench.refusal(EnableKeyRotationRequest.builder().keyId(key).build(), "DisabledException");
    }

    @Test
    void keyPendingDeletionDoesNotRotate() {
        enable(EnableKeyRotationRequest.builder().keyId(key).build());
        bench.call(ScheduleKeyDeletionRequest.builder().keyId(key).build(), SdkPojo.class);

        assertThat(status().keyRotationEnabled()).isFalse();
    }

    private void enable(EnableKeyRotationRequest request) {
        bench.call(request, SdkPojo.class);
    }

    private GetKeyRotationStatusResponse status() {
        return bench.call(GetKeyRotationStatusRequest.builder().keyId(key).build(), GetKeyRotationStatusResponse.class);
    }
}
