package io.portcullis.local.kms;

import io.portcullis.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Automatic rotation, as a setting: there is no material here to rotate. */
final class RotationCalls {

    private static final int SHORTEST = 90;
    private static final int LONGEST = 2560;
    private static final int YEAR = 365;

    private final Vaults vaults;
    private final InstantSource clock;

    RotationCalls(Vaults vaults, InstantSource clock) {
        this.vaults = vaults;
        this.clock = clock;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Call.operation("GetKeyRotationStatus", GetKeyRotationStatusRequest::builder, this::status),
                Call.operation("EnableKeyRotation", EnableKeyRotationRequest::builder, this::enable),
                Call.operation("DisableKeyRotation", DisableKeyRotationRequest::builder, this::disable));
    }

    private EnableKeyRotationResponse enable(Call call, EnableKeyRotationRequest request) {
        String keyId = Members.keyId(request.keyId());
        int days = Members.number("rotationPeriodInDays", request.rotationPeriodInDays(), SHORTEST, LONGEST, YEAR);
        set(call, keyId, Optional.of(new Rotation(days, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
        return EnableKeyRotationResponse.builder().build();
    }

    private DisableKeyRotationResponse disable(Call call, DisableKeyRotationRequest request) {
        set(call, Members.keyId(request.keyId()), Optional.empty());
        return DisableKeyRotationResponse.builder().build();
    }

    private void set(Call call, String keyId, Optional<Rotation> rotation) {
        vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId).rotatable().usable();
            vault.keep(key.withRotation(rotation));
            return key;
        });
    }

    private GetKeyRotationStatusResponse status(Call call, GetKeyRotationStatusRequest request) {
        String keyId = Members.keyId(request.keyId());
        Key key = vaults.in(call.place(), vault -> vault.key(call, keyId).rotatable());
        // A key that is pending deletion does not rotate, but takes its rotation up again when it is spared.
        Optional<Rotation> rotation = key.rotation().filter(on -> key.state() != KeyState.PENDING_DELETION);
        Instant now = clock.instant();
        return GetKeyRotationStatusResponse.builder()
                .keyId(key.arn())
                .keyRotationEnabled(rotation.isPresent())
                .rotationPeriodInDays(rotation.map(Rotation::periodInDays).orElse(null))
                .nextRotationDate(rotation.map(on -> on.next(now)).orElse(null))
                .build();
    }
}
