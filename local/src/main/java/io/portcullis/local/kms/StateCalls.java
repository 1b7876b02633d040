package io.portcullis.local.kms;

import io.portcullis.wire.Operation;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/** Switching keys on and off, and ending them. */
final class StateCalls {

    static final int DEFAULT_WINDOW = 30;

    private static final int SHORTEST_WINDOW = 7;

    private final Vaults vaults;
    private final InstantSource clock;

    StateCalls(Vaults vaults, InstantSource clock) {
        this.vaults = vaults;
        this.clock = clock;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Call.operation("EnableKey", EnableKeyRequest::builder, this::enable),
                Call.operation("DisableKey", DisableKeyRequest::builder, this::disable),
                Call.operation("ScheduleKeyDeletion", ScheduleKeyDeletionRequest::builder, this::scheduleDeletion),
                Call.operation("CancelKeyDeletion", CancelKeyDeletionRequest::builder, this::cancelDeletion));
    }

    private EnableKeyResponse enable(Call call, EnableKeyRequest request) {
        change(call, Members.keyId(request.keyId()), key -> key.switchable().withState(KeyState.ENABLED));
        return EnableKeyResponse.builder().build();
    }

    private DisableKeyResponse disable(Call call, DisableKeyRequest request) {
        change(call, Members.keyId(request.keyId()), key -> key.switchable().withState(KeyState.DISABLED));
        return DisableKeyResponse.builder().build();
    }

    private ScheduleKeyDeletionResponse scheduleDeletion(Call call, ScheduleKeyDeletionRequest request) {
        String keyId = Members.keyId(request.keyId());
        int days = Members.number(
                "pendingWindowInDays", request.pendingWindowInDays(), SHORTEST_WINDOW, DEFAULT_WINDOW, DEFAULT_WINDOW);
        Key scheduled = change(call, keyId, key -> scheduled(key.changeable(), days));
        return ScheduleKeyDeletionResponse.builder()
                .keyId(scheduled.arn())
                .deletionDate(scheduled.metadata().deletionDate())
                .keyState(scheduled.state())
                .pendingWindowInDays(days)
                .build();
    }

    private Key scheduled(Key key, int days) {
        Key pending = key.withState(KeyState.PENDING_DELETION);
        return pending.with(pending.metadata().toBuilder()
                .deletionDate(clock.instant().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MILLIS))
                .build());
    }

    private CancelKeyDeletionResponse cancelDeletion(Call call, CancelKeyDeletionRequest request) {
        Key key = change(call, Members.keyId(request.keyId()), StateCalls::cancelled);
        return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
    }

    /** A key that was spared stays off until somebody enables it. */
    private static Key cancelled(Key key) {
        if (key.state() != KeyState.PENDING_DELETION) {
            throw Faults.invalidState(key.arn() + " is not pending deletion.");
        }
        Key spared = key.withState(KeyState.DISABLED);
        return spared.with(spared.metadata().toBuilder().deletionDate(null).build());
    }

    private Key change(Call call, String keyId, UnaryOperator<Key> change) {
        return vaults.in(call.place(), vault -> {
            Key changed = change.apply(vault.key(call, keyId));
            vault.keep(changed);
            return changed;
        });
    }
}
