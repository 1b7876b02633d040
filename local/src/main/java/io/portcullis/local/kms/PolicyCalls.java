package io.portcullis.local.kms;

import io.portcullis.wire.Operation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/** Key policies: a key has one, named {@code default}, kept byte for byte as it was put. */
final class PolicyCalls {

    static final String ONLY_NAME = "default";

    private static final int NAME_LIMIT = 128;
    private static final int PAGE_LIMIT = 1000;
    private static final Pattern NAME = Pattern.compile("[\\w]+");

    private final Vaults vaults;

    PolicyCalls(Vaults vaults) {
        this.vaults = vaults;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Call.operation("GetKeyPolicy", GetKeyPolicyRequest::builder, this::get),
                Call.operation("PutKeyPolicy", PutKeyPolicyRequest::builder, this::put),
                Call.operation("ListKeyPolicies", ListKeyPoliciesRequest::builder, this::list));
    }

    private GetKeyPolicyResponse get(Call call, GetKeyPolicyRequest request) {
        String keyId = Members.keyId(request.keyId());
        Key key = vaults.in(call.place(), vault -> vault.key(call, keyId));
        checkName(request.policyName());
        return GetKeyPolicyResponse.builder()
                .policy(key.policy())
                .policyName(ONLY_NAME)
                .build();
    }

    private PutKeyPolicyResponse put(Call call, PutKeyPolicyRequest request) {
        String keyId = Members.keyId(request.keyId());
        boolean bypass = Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck());
        vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId);
            checkName(request.policyName());
            vault.keep(key.withPolicy(KeyPolicies.checked(call.place(), key.arn(), request.policy(), bypass)));
            return key;
        });
        return PutKeyPolicyResponse.builder().build();
    }

    private ListKeyPoliciesResponse list(Call call, ListKeyPoliciesRequest request) {
        String keyId = Members.keyId(request.keyId());
        Members.number("limit", request.limit(), 1, PAGE_LIMIT, PAGE_LIMIT);
        vaults.in(call.place(), vault -> vault.key(call, keyId));
        if (request.marker() != null) {
            throw Faults.invalidMarker();
        }
        return ListKeyPoliciesResponse.builder()
                .policyNames(ONLY_NAME)
                .truncated(false)
                .build();
    }

    private static void checkName(@Nullable String name) {
        Optional<String> given = Members.optionalText("policyName", name, 1, NAME_LIMIT);
        given.ifPresent(text -> Members.matching("policyName", text, NAME));
        if (!given.orElse(ONLY_NAME).equals(ONLY_NAME)) {
            throw Faults.notFound("No such policy exists");
        }
    }
}
