package io.portcullis.wire;

import java.util.List;

/**
 * A service: its name in credential scopes, its protocol and its operations.
 *
 * @param signingName the service in the credential scope, such as {@code kms} or {@code access-analyzer}
 * @param protocol how its operations travel
 * @param operations all it answers; any other is refused as unknown
 */
public record Service(String signingName, Protocol protocol, List<Operation<?, ?>> operations) {
    /** Copies the operations. */
    public Service {
        operations = List.copyOf(operations);
    }
}
