package io.portcullis.local.kms;

import io.portcullis.local.trail.Trail;
import io.portcullis.wire.Operation;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * KMS for any number of accounts and Regions. Every caller is the root user of its account and reaches the keys of that
 * account only. Safe for many threads.
 */
public final class LocalKms {

    private final Service service;

    /**
     * Starts without keys.
     *
     * @param clock the time of creations and deletions
     * @param grantDelay how long listings do not show a new grant; AWS takes up to about five minutes
     * @param ids makes the ids of keys and grants
     * @param trail records what changes
     */
    public LocalKms(InstantSource clock, Duration grantDelay, Supplier<UUID> ids, Trail trail) {
        Vaults vaults = new Vaults(clock, key -> recordDeletion(trail, clock, key));
        List<Operation<?, ?>> operations = Stream.of(
                        new KeyCalls(vaults, clock, ids).operations(),
                        new PolicyCalls(vaults).operations(),
                        new GrantCalls(vaults, clock, grantDelay, ids).operations(),
                        new StateCalls(vaults, clock).operations(),
                        new RotationCalls(vaults, clock).operations(),
                        new AliasCalls(vaults, clock).operations(),
                        new TagCalls(vaults).operations())
                .flatMap(List::stream)
                .toList();
        Service plain = new Service("kms", new Protocol.Json("1.1", "TrentService"), operations);
        this.service = trail.recording(plain, new KmsDescriber(vaults));
    }

    /** The service, for a server. */
    public Service service() {
        return service;
    }

    private static void recordDeletion(Trail trail, InstantSource clock, Key key) {
        String[] arn = key.arn().split(":", -1);
        Place place = new Place(arn[4], arn[3]);
        trail.serviceEvent(
                KmsDescriber.EVENT_SOURCE,
                "DeleteKey",
                KmsDescriber.resource(place, key.arn()),
                clock.instant(),
                place.region());
    }
}
