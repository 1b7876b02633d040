package io.portcullis.aws;

import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.ResourceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Reads keys from KMS. Keys in every state are read, also those that wait for deletion: cancelling that brings their access
 * back. What cannot be read is said to be unreadable, with the call, the permission it needs and the way out.
 */
public final class KmsReader implements ResourceReader {

    /** ListKeys gives at most 1,000 keys a page (KMS API reference). */
    private static final int PAGE = 1_000;

    private static final int DESCRIBED_AT_ONCE = 8;

    private final KmsRegions regions;
    private final String home;

    /**
     * A reader of keys.
     *
     * @param home the Region whose keys are listed; single keys are read in their own Region
     */
    public KmsReader(KmsRegions regions, String home) {
        this.regions = regions;
        this.home = home;
    }

    @Override
    public Reading read(Resource resource) {
        String arn = resource.arn();
        KmsClient kms = regions.client(resource.region());
        String permission = "kms:GetKeyPolicy";
        try {
            String policy = kms.getKeyPolicy(request -> request.keyId(arn).policyName("default"))
                    .policy();
            if (policy == null) {
                return new Unreadable(resource, "kms:GetKeyPolicy answered without a policy.");
            }
            permission = "kms:ListGrants";
            List<Grant> grants = kms.listGrantsPaginator(request -> request.keyId(arn)).grants().stream()
                    .map(Grants::read)
                    .toList();
            return new Present(new KeyState(resource, policy, grants));
        } catch (NotFoundException e) {
            return new Gone(resource);
        } catch (SdkException e) {
            return new Unreadable(resource, Trouble.of(permission, e));
        }
    }

    @Override
    public Listing list(ResourceType type) {
        KmsClient kms = regions.client(home);
        List<String> arns = new ArrayList<>();
        Optional<String> incomplete = Optional.empty();
        try {
            for (ListKeysResponse page : kms.listKeysPaginator(request -> request.limit(PAGE))) {
                page.keys().stream().map(KeyListEntry::keyArn).forEach(arns::add);
            }
        } catch (SdkException e) {
            incomplete =
                    Optional.of(Trouble.of("kms:ListKeys", e) + " " + arns.size() + " keys were listed before that.");
        }
        List<Resource> customers = arns.stream()
                .map(Resource::kmsKey)
                .gather(Gatherers.mapConcurrent(DESCRIBED_AT_ONCE, key -> ofCustomer(kms, key)))
                .flatMap(Optional::stream)
                .toList();
        return new Listing(customers, incomplete);
    }

    /** The key, unless it is known to be managed by AWS or gone: what cannot be described is looked at all the same. */
    private static Optional<Resource> ofCustomer(KmsClient kms, Resource key) {
        try {
            boolean managedByAws = kms.describeKey(request -> request.keyId(key.arn()))
                            .keyMetadata()
                            .keyManager()
                    == KeyManagerType.AWS;
            return managedByAws ? Optional.empty() : Optional.of(key);
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(key);
        }
    }
}
