package io.portcullis.local.kms;

import io.portcullis.wire.Operation;
import io.portcullis.wire.ServiceFault;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Making, listing and describing keys. */
final class KeyCalls {

    private static final int PAGE_LIMIT = 1000;
    private static final int PAGE_DEFAULT = 100;
    private static final int DESCRIPTION_LIMIT = 8192;

    private final Vaults vaults;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    KeyCalls(Vaults vaults, InstantSource clock, Supplier<UUID> ids) {
        this.vaults = vaults;
        this.clock = clock;
        this.ids = ids;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Call.operation("CreateKey", CreateKeyRequest::builder, this::create),
                Call.operation("ListKeys", ListKeysRequest::builder, this::list),
                Call.operation("DescribeKey", DescribeKeyRequest::builder, this::describe),
                Call.operation("UpdateKeyDescription", UpdateKeyDescriptionRequest::builder, this::updateDescription));
    }

    private CreateKeyResponse create(Call call, CreateKeyRequest request) {
        KeyMetadata metadata = metadata(call.place(), request);
        boolean bypass = Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck());
        String policy = request.policy() == null
                ? KeyPolicies.standard(call.place())
                : KeyPolicies.checked(call.place(), metadata.arn(), request.policy(), bypass);
        NavigableMap<String, String> tags = Tags.adding(Tags.NONE, request.tags());
        vaults.in(call.place(), vault -> {
            vault.keep(new Key(metadata, policy, tags, Optional.empty()));
            return vault;
        });
        return CreateKeyResponse.builder().keyMetadata(metadata).build();
    }

    @SuppressWarnings("deprecation") // Clients still read CustomerMasterKeySpec.
    private KeyMetadata metadata(Place place, CreateKeyRequest request) {
        OriginType origin = origin(request);
        KeySpec spec = spec(request);
        KeyUsageType usage = usage(request, spec);
        boolean multiRegion = Boolean.TRUE.equals(request.multiRegion());
        String id = newId(multiRegion);
        boolean hasMaterial = origin == OriginType.AWS_KMS;
        KeyMetadata.Builder metadata = KeyMetadata.builder()
                .awsAccountId(place.account())
                .keyId(id)
                .arn(place.keyArn(id))
                .creationDate(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .enabled(hasMaterial)
                .description(Members.optionalText("description", request.description(), 0, DESCRIPTION_LIMIT)
                        .orElse(""))
                .keyUsage(usage)
                .keyState(hasMaterial ? KeyState.ENABLED : KeyState.PENDING_IMPORT)
                .origin(origin)
                .keyManager(KeyManagerType.CUSTOMER)
                .customerMasterKeySpec(spec.toString())
                .keySpec(spec)
                .multiRegion(multiRegion);
        KeyAlgorithms.describe(metadata, spec, usage);
        if (multiRegion) {
            metadata.multiRegionConfiguration(primary -> primary.multiRegionKeyType(MultiRegionKeyType.PRIMARY)
                    .primaryKey(key -> key.arn(place.keyArn(id)).region(place.region()))
                    .replicaKeys(List.of()));
        }
        return metadata.build();
    }

    private String newId(boolean multiRegion) {
        String id = ids.get().toString();
        return multiRegion ? "mrk-" + id.replace("-", "") : id;
    }

    private static OriginType origin(CreateKeyRequest request) {
        if (request.customKeyStoreId() != null) {
            throw ServiceFault.sender(
                    "CustomKeyStoreNotFoundException",
                    "Custom key store '" + request.customKeyStoreId() + "' does not exist");
        }
        OriginType origin = request.origin() == null ? OriginType.AWS_KMS : request.origin();
        return switch (origin) {
            case AWS_KMS, EXTERNAL -> origin;
            case AWS_CLOUDHSM, EXTERNAL_KEY_STORE ->
                throw Faults.validation("Origin " + origin + " requires a CustomKeyStoreId");
            case UNKNOWN_TO_SDK_VERSION ->
                throw Members.notInEnum("origin", request.originAsString(), names(OriginType.knownValues()));
        };
    }

    private static KeySpec spec(CreateKeyRequest request) {
        String written = writtenSpec(request);
        KeySpec spec = KeySpec.fromValue(written);
        if (spec == KeySpec.UNKNOWN_TO_SDK_VERSION) {
            throw Members.notInEnum("keySpec", written, names(KeySpec.knownValues()));
        }
        return spec;
    }

    /** The spec as the request gives it, under its name of now or of old. */
    @SuppressWarnings("deprecation") // Clients still send CustomerMasterKeySpec.
    static String writtenSpec(CreateKeyRequest request) {
        Optional<String> now = Optional.ofNullable(request.keySpecAsString());
        Optional<String> old = Optional.ofNullable(request.customerMasterKeySpecAsString());
        if (now.isPresent() && old.isPresent()) {
            throw Faults.validation("You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
                    + " CustomerMasterKeySpec is deprecated.");
        }
        return now.or(() -> old).orElse(KeySpec.SYMMETRIC_DEFAULT.toString());
    }

    private static KeyUsageType usage(CreateKeyRequest request, KeySpec spec) {
        if (request.keyUsage() == null && spec != KeySpec.SYMMETRIC_DEFAULT) {
            throw Faults.validation(
                    "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        }
        KeyUsageType usage = request.keyUsage() == null ? KeyUsageType.ENCRYPT_DECRYPT : request.keyUsage();
        if (usage == KeyUsageType.UNKNOWN_TO_SDK_VERSION) {
            throw Members.notInEnum("keyUsage", request.keyUsageAsString(), names(KeyUsageType.knownValues()));
        }
        if (KeyAlgorithms.of(spec, usage).isEmpty()) {
            throw Faults.validation("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
        }
        return usage;
    }

    private static List<String> names(Collection<? extends Enum<?>> known) {
        return known.stream().map(Enum::toString).sorted().toList();
    }

    private ListKeysResponse list(Call call, ListKeysRequest request) {
        int limit = Members.number("limit", request.limit(), 1, PAGE_LIMIT, PAGE_DEFAULT);
        Page<Key> page =
                vaults.in(call.place(), vault -> Page.of("keys", vault.keys(), key -> true, request.marker(), limit));
        return ListKeysResponse.builder()
                .keys(page.items().stream()
                        .map(key -> KeyListEntry.builder()
                                .keyId(key.id())
                                .keyArn(key.arn())
                                .build())
                        .toList())
                .nextMarker(page.next().orElse(null))
                .truncated(page.truncated())
                .build();
    }

    private DescribeKeyResponse describe(Call call, DescribeKeyRequest request) {
        String keyId = Members.keyId(request.keyId());
        Key key = vaults.in(call.place(), vault -> vault.keyOrAlias(call, keyId));
        return DescribeKeyResponse.builder().keyMetadata(key.metadata()).build();
    }

    private UpdateKeyDescriptionResponse updateDescription(Call call, UpdateKeyDescriptionRequest request) {
        String keyId = Members.keyId(request.keyId());
        String description = Members.text("description", request.description(), 0, DESCRIPTION_LIMIT);
        vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId).changeable();
            vault.keep(
                    key.with(key.metadata().toBuilder().description(description).build()));
            return key;
        });
        return UpdateKeyDescriptionResponse.builder().build();
    }
}
