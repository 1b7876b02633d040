package io.portcullis.aws;

import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Correction.ReplaceKeyPolicy;
import io.portcullis.analyzer.Correction.RevokeGrant;
import io.portcullis.analyzer.Correction.Step;
import io.portcullis.analyzer.Grant;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.Corrector;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Corrects keys in KMS. KMS has no conditional write, so each write follows a read that must show the state the plan was
 * made for, and is read back. Safe for use by many threads.
 */
public final class KmsCorrector implements Corrector {

    private static final Logger LOG = LoggerFactory.getLogger(KmsCorrector.class);

    /** A new policy is seen within seconds (KMS Developer Guide, "Eventual consistency"). */
    private static final List<Duration> READ_BACK = List.of(
            Duration.ZERO,
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4));

    private final KmsRegions regions;
    private final List<Duration> readBack;

    /** A corrector of keys, each in its Region, that waits up to eight seconds to see what it wrote. */
    public KmsCorrector(KmsRegions regions) {
        this(regions, READ_BACK);
    }

    /**
     * A corrector of keys, each in its Region.
     *
     * @param readBack the pauses before each time that what was written is read back
     */
    public KmsCorrector(KmsRegions regions, List<Duration> readBack) {
        this.regions = regions;
        this.readBack = List.copyOf(readBack);
    }

    @Override
    public Outcome apply(Correction correction, Step step) {
        Resource key = correction.before().resource();
        return switch (step) {
            case ReplaceKeyPolicy(String before, String after) ->
                trying("kms:PutKeyPolicy", () -> replace(key, before, after, String::equals));
            case RevokeGrant(Grant grant) -> trying("kms:RevokeGrant", () -> revoke(key, grant));
        };
    }

    @Override
    public Outcome undo(Correction correction, Step step) {
        Resource key = correction.before().resource();
        return switch (step) {
            // KMS may have laid out anew the document that we put: its meaning decides whether it is still there.
            case ReplaceKeyPolicy(String before, String after) ->
                trying("kms:PutKeyPolicy", () -> replace(key, after, before, PolicyText::sameMeaning));
            case RevokeGrant(Grant grant) -> trying("kms:CreateGrant", () -> grantAgain(key, grant));
        };
    }

    private Outcome replace(Resource key, String before, String after, BiPredicate<String, String> same) {
        KmsClient kms = regions.client(key.region());
        if (!same.test(policy(kms, key), before)) {
            return new Superseded("the key policy is not the one expected: somebody has changed it since");
        }
        kms.putKeyPolicy(
                request -> request.keyId(key.arn()).policyName("default").policy(after));
        for (Duration pause : readBack) {
            pause(pause);
            if (PolicyText.sameMeaning(policy(kms, key), after)) {
                return new Done();
            }
        }
        return new Failed("kms:PutKeyPolicy was accepted, but reading back shows another policy; look at the key");
    }

    private Outcome revoke(Resource key, Grant grant) {
        KmsClient kms = regions.client(key.region());
        if (!isListed(kms, key, grant)) {
            return new Superseded("the grant " + grant.id() + " does not exist as it was analyzed");
        }
        kms.revokeGrant(request -> request.keyId(key.arn()).grantId(grant.id()));
        return new Done("KMS may show and honour the grant for up to five minutes.");
    }

    private Outcome grantAgain(Resource key, Grant grant) {
        KmsClient kms = regions.client(key.region());
        if (isListed(kms, key, grant)) {
            return new Superseded("the grant " + grant.id() + " is still there");
        }
        String id = kms.createGrant(Grants.request(key.arn(), grant)).grantId();
        return new Done(
                "A revoked grant cannot be brought back: a new one with the same parameters was made, its id is " + id
                        + " (it was " + grant.id() + "). Who keeps the old id must be told.");
    }

    private static String policy(KmsClient kms, Resource key) {
        return kms.getKeyPolicy(request -> request.keyId(key.arn()).policyName("default"))
                .policy();
    }

    private static boolean isListed(KmsClient kms, Resource key, Grant grant) {
        return kms.listGrantsPaginator(request -> request.keyId(key.arn()).grantId(grant.id())).grants().stream()
                .map(Grants::read)
                .anyMatch(grant::equals);
    }

    private static Outcome trying(String permission, java.util.function.Supplier<Outcome> step) {
        try {
            return step.get();
        } catch (NotFoundException e) {
            return new Superseded("it does not exist any more: " + Trouble.of(permission, e));
        } catch (SdkException e) {
            LOG.warn("A step of a correction failed", e);
            return new Failed(Trouble.of(permission, e));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a correction was read back; look at the key", e);
        }
    }
}
