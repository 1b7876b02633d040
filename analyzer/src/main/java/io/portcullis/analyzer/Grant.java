package io.portcullis.analyzer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A grant on a KMS key. A grant only allows.
 *
 * @param id the grant's id
 * @param name the name it was given, if any
 * @param grantee who may use it: an ARN, 12 digits, a service name, or the unique id of an identity
 * @param retiring who may retire it, if anybody: the same forms
 * @param issuingAccount the account it was issued under, if known
 * @param operations KMS operation names without prefix, such as {@code Decrypt}
 * @param contextEquals the encryption context must be just this, if not empty
 * @param contextSubset the encryption context must hold this, if not empty
 * @param sourceArn the source ARN that a service grantee is bound to, if any
 */
public record Grant(
        String id,
        Optional<String> name,
        String grantee,
        Optional<String> retiring,
        Optional<String> issuingAccount,
        List<String> operations,
        Map<String, String> contextEquals,
        Map<String, String> contextSubset,
        Optional<String> sourceArn) {
    /** Copies the collections. */
    public Grant {
        operations = List.copyOf(operations);
        contextEquals = Map.copyOf(contextEquals);
        contextSubset = Map.copyOf(contextSubset);
    }
}
