package io.portcullis.local.kms;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;

/**
 * A key with all that is kept of it but its grants and aliases.
 *
 * <p>What a state forbids: KMS developer guide, "Key states of KMS keys". Policies and grants can be read and policies
 * changed in every state, so nothing here guards those.
 *
 * @param metadata the key as DescribeKey shows it
 * @param policy the text of its policy, as it was put
 * @param tags tag keys to values
 * @param rotation automatic rotation, when it is on
 */
record Key(KeyMetadata metadata, String policy, NavigableMap<String, String> tags, Optional<Rotation> rotation) {

    /** Copies the tags. */
    Key {
        tags = Collections.unmodifiableNavigableMap(new TreeMap<>(tags));
    }

    String id() {
        return metadata.keyId();
    }

    String arn() {
        return metadata.arn();
    }

    KeyState state() {
        return metadata.keyState();
    }

    boolean isSymmetricEncryption() {
        return metadata.keySpec() == KeySpec.SYMMETRIC_DEFAULT;
    }

    /** Whether its waiting period is over. */
    boolean isDue(Instant now) {
        return state() == KeyState.PENDING_DELETION && !now.isBefore(metadata.deletionDate());
    }

    /** This key, unless its state forbids changes. */
    Key changeable() {
        if (state() == KeyState.PENDING_DELETION) {
            throw Faults.invalidState(arn() + " is pending deletion.");
        }
        return this;
    }

    /** This key, unless it cannot be switched on and off: a key without material has neither state. */
    Key switchable() {
        changeable();
        if (state() == KeyState.PENDING_IMPORT) {
            throw Faults.invalidState(arn() + " is pending import.");
        }
        return this;
    }

    /** This key, unless its state forbids using it. */
    Key usable() {
        switchable();
        if (state() == KeyState.DISABLED) {
            throw Faults.disabled(arn());
        }
        return this;
    }

    /** This key, unless its material does not rotate. */
    Key rotatable() {
        if (!isSymmetricEncryption() || metadata.origin() != OriginType.AWS_KMS) {
            throw Faults.unsupported(arn() + " does not support automatic rotation: only symmetric encryption keys with"
                    + " key material of KMS do.");
        }
        return this;
    }

    Key with(KeyMetadata newMetadata) {
        return new Key(newMetadata, policy, tags, rotation);
    }

    Key withState(KeyState state) {
        return with(metadata.toBuilder()
                .keyState(state)
                .enabled(state == KeyState.ENABLED)
                .build());
    }

    Key withPolicy(String newPolicy) {
        return new Key(metadata, newPolicy, tags, rotation);
    }

    Key withTags(NavigableMap<String, String> newTags) {
        return new Key(metadata, policy, newTags, rotation);
    }

    Key withRotation(Optional<Rotation> newRotation) {
        return new Key(metadata, policy, tags, newRotation);
    }
}
