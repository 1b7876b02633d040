package io.portcullis.local.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.trail.AffectedResource;
import io.portcullis.local.trail.CallDescriber;
import io.portcullis.local.trail.LoggedMembers;
import io.portcullis.local.trail.Particulars;
import io.portcullis.wire.Caller;
import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;

/**
 * KMS calls as CloudTrail records them.
 *
 * <p>Sources: KMS developer guide, "Logging AWS KMS API calls with AWS CloudTrail" and its samples. Since December 2022
 * most records carry the key's ARN as {@code responseElements.keyId}, though the response itself does not.
 */
final class KmsDescriber implements CallDescriber {

    static final String EVENT_SOURCE = "kms.amazonaws.com";

    private static final Set<String> WITHOUT_RESPONSE = Set.of("PutKeyPolicy", "RevokeGrant", "RetireGrant");
    private static final List<String> SECRET = List.of("grantToken", "grantTokens");

    private final Vaults vaults;

    KmsDescriber(Vaults vaults) {
        this.vaults = vaults;
    }

    static AffectedResource resource(Place place, String arn) {
        return new AffectedResource(place.account(), "AWS::KMS::Key", arn);
    }

    @Override
    public String eventSource() {
        return EVENT_SOURCE;
    }

    @Override
    public Particulars asked(Caller caller, String operation, SdkPojo request) {
        Call call = new Call(operation, caller);
        if (request instanceof RetireGrantRequest retire) {
            return retired(call, retire);
        }
        Optional<ObjectNode> parameters =
                LoggedMembers.of(withDefaults(request)).map(KmsDescriber::withoutSecrets);
        return new Particulars(parameters, Optional.empty(), named(call, request), Map.of());
    }

    @Override
    public Particulars answered(Particulars asked, String operation, SdkPojo response) {
        List<AffectedResource> resources = response instanceof CreateKeyResponse created
                ? List.of(new AffectedResource(
                        created.keyMetadata().awsAccountId(),
                        "AWS::KMS::Key",
                        created.keyMetadata().arn()))
                : asked.resources();
        if (WITHOUT_RESPONSE.contains(operation)) {
            return asked.answered(Optional.empty(), resources);
        }
        ObjectNode elements = LoggedMembers.of(response)
                .map(KmsDescriber::withoutSecrets)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        if (!(response instanceof CreateKeyResponse)) {
            resources.stream().findFirst().ifPresent(key -> elements.put("keyId", key.arn()));
        }
        return asked.answered(Optional.of(elements), resources);
    }

    /** RetireGrant is recorded without its parameters; the grant is named apart from them. */
    private Particulars retired(Call call, RetireGrantRequest request) {
        Optional<GrantToken> token = Optional.ofNullable(request.grantToken()).flatMap(GrantToken::decode);
        Optional<String> grantId = Optional.ofNullable(request.grantId()).or(() -> token.map(GrantToken::grantId));
        Optional<String> key = Optional.ofNullable(request.keyId()).or(() -> token.map(GrantToken::keyArn));
        return new Particulars(
                Optional.empty(),
                Optional.empty(),
                key.flatMap(name -> keyNamed(call, name)).stream().toList(),
                grantId.map(id -> Map.of("grantId", id)).orElse(Map.of()));
    }

    /** The key that a request names, then the alias. */
    private List<AffectedResource> named(Call call, SdkPojo request) {
        Optional<String> alias = member(request, "AliasName");
        Optional<AffectedResource> key = member(request, "KeyId")
                .or(() -> member(request, "TargetKeyId"))
                .or(() -> alias)
                .flatMap(name -> keyNamed(call, name));
        Optional<AffectedResource> aliasResource =
                alias.map(name -> resource(call.place(), call.place().arn(name)));
        return key.isEmpty()
                ? List.of()
                : Stream.of(key, aliasResource).flatMap(Optional::stream).toList();
    }

    private Optional<AffectedResource> keyNamed(Call call, String name) {
        try {
            Key key = vaults.in(call.place(), vault -> vault.keyOrAlias(call, name));
            return Optional.of(resource(call.place(), key.arn()));
        } catch (ServiceFault noSuchKey) {
            return Optional.empty();
        }
    }

    private static Optional<String> member(SdkPojo request, String name) {
        return ((SdkRequest) request).getValueForField(name, String.class);
    }

    private static ObjectNode withoutSecrets(ObjectNode members) {
        members.remove(SECRET);
        return members;
    }

    /** Records show the values that KMS took for missing members. */
    private static SdkPojo withDefaults(SdkPojo request) {
        return switch (request) {
            case CreateKeyRequest create -> withDefaults(create);
            case PutKeyPolicyRequest put ->
                put.toBuilder()
                        .policyName(Optional.ofNullable(put.policyName()).orElse(PolicyCalls.ONLY_NAME))
                        .bypassPolicyLockoutSafetyCheck(Boolean.TRUE.equals(put.bypassPolicyLockoutSafetyCheck()))
                        .build();
            default -> request;
        };
    }

    @SuppressWarnings("deprecation") // Records show the spec under both of its names.
    private static SdkPojo withDefaults(CreateKeyRequest create) {
        String spec = Optional.ofNullable(create.keySpecAsString())
                .or(() -> Optional.ofNullable(create.customerMasterKeySpecAsString()))
                .orElse(KeySpec.SYMMETRIC_DEFAULT.toString());
        return create.toBuilder()
                .description(Optional.ofNullable(create.description()).orElse(""))
                .origin(Optional.ofNullable(create.originAsString()).orElse(OriginType.AWS_KMS.toString()))
                .keySpec(spec)
                .customerMasterKeySpec(spec)
                .keyUsage(
                        Optional.ofNullable(create.keyUsageAsString()).orElse(KeyUsageType.ENCRYPT_DECRYPT.toString()))
                .bypassPolicyLockoutSafetyCheck(Boolean.TRUE.equals(create.bypassPolicyLockoutSafetyCheck()))
                .build();
    }
}
