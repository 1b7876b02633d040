package io.portcullis.analyzer;

import java.util.List;

/**
 * A KMS key's access controls.
 *
 * @param resource the key
 * @param policy the key policy named {@code default}, as KMS returned it, byte for byte
 * @param grants all grants of the key
 */
public record KeyState(Resource resource, String policy, List<Grant> grants) implements ResourceState {
    /** Copies the grants. */
    public KeyState {
        grants = List.copyOf(grants);
    }
}
