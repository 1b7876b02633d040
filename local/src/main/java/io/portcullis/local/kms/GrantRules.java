package io.portcullis.local.kms;

import io.portcullis.policy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/** What KMS asks of a new grant. Source: KMS API reference, CreateGrant and GrantConstraints. */
final class GrantRules {

    private static final int PRINCIPAL_LIMIT = 256;
    private static final int NAME_LIMIT = 256;
    private static final int CONTEXT_LIMIT = 8;
    private static final Pattern PRINCIPAL = Pattern.compile("^[\\w+=,.@:/-]+$");
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9:/_-]+$");

    private GrantRules() {}

    /** Checks what can be checked without the key. */
    static void checkRequest(CreateGrantRequest request) {
        checkPrincipal(principal("granteePrincipal", request.granteePrincipal()));
        if (request.retiringPrincipal() != null) {
            checkPrincipal(principal("retiringPrincipal", request.retiringPrincipal()));
        }
        Members.list("operations", request.hasOperations(), request.operations());
        Members.optionalText("name", request.name(), 1, NAME_LIMIT)
                .ifPresent(name -> Members.matching("name", name, NAME));
        if (request.operations().contains(GrantOperation.UNKNOWN_TO_SDK_VERSION)) {
            throw Members.notInEnum(
                    "operations",
                    request.operationsAsStrings().toString(),
                    GrantOperation.knownValues().stream()
                            .map(GrantOperation::toString)
                            .sorted()
                            .toList());
        }
        if (request.operations().isEmpty()) {
            throw Faults.validation("A grant must have at least one operation");
        }
    }

    /** A principal as the model wants it. */
    static String principal(String member, @Nullable String value) {
        return Members.matching(member, Members.text(member, value, 1, PRINCIPAL_LIMIT), PRINCIPAL);
    }

    private static void checkPrincipal(String written) {
        boolean valid = switch (Principal.parseAws(written)) {
            case Principal.Account ignored -> true;
            case Principal.User ignored -> true;
            case Principal.Role ignored -> true;
            case Principal.RoleSession ignored -> true;
            case Principal.FederatedUser ignored -> true;
            case Principal.Everyone ignored -> false;
            case Principal.UniqueId ignored -> false;
            case Principal.Federated ignored -> false;
            case Principal.Service ignored -> false;
            case Principal.CanonicalUser ignored -> false;
            case Principal.Unrecognised ignored -> false;
        };
        if (!valid) {
            throw Faults.invalidArn("ARN does not refer to a valid principal: " + written);
        }
    }

    /** Checks that the key can do what the grant gives. */
    static void checkKey(Key key, CreateGrantRequest request) {
        Set<GrantOperation> possible = KeyAlgorithms.grantOperations(key);
        List<GrantOperation> impossible = request.operations().stream()
                .filter(operation -> !possible.contains(operation))
                .toList();
        if (!impossible.isEmpty()) {
            throw Faults.validation("The key " + key.arn() + " with KeySpec "
                    + key.metadata().keySpecAsString() + " and KeyUsage "
                    + key.metadata().keyUsageAsString() + " does not support the grant operations " + impossible);
        }
        if (request.constraints() != null) {
            checkConstraints(key, request.constraints());
        }
    }

    private static void checkConstraints(Key key, GrantConstraints constraints) {
        List<Map<String, String>> contexts =
                List.of(constraints.encryptionContextEquals(), constraints.encryptionContextSubset());
        if (contexts.stream().anyMatch(context -> context.size() > CONTEXT_LIMIT)) {
            throw Faults.validation("A grant constraint has at most " + CONTEXT_LIMIT + " encryption context pairs");
        }
        boolean constrained = contexts.stream().anyMatch(context -> !context.isEmpty());
        if (constrained && !key.isSymmetricEncryption()) {
            throw Faults.validation(
                    "Encryption context grant constraints are only valid for symmetric encryption keys");
        }
    }
}
