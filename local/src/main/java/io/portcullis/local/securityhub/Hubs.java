package io.portcullis.local.securityhub;

import io.portcullis.wire.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The hubs that are enabled. Safe for use by many threads. */
final class Hubs {

    private final ConcurrentMap<Place, Hub> hubs = new ConcurrentHashMap<>();

    /** An account and Region: where a hub is. */
    record Place(String account, String region) {
        static Place of(Caller caller) {
            return new Place(caller.account(), caller.region());
        }
    }

    /** Whether it was not enabled before. */
    boolean enable(Place place, Instant now) {
        return hubs.putIfAbsent(place, new Hub(now)) == null;
    }

    /** Forgets the hub and its findings. */
    void disable(Place place) {
        hubs.remove(place);
    }

    Optional<Hub> find(Place place) {
        return Optional.ofNullable(hubs.get(place));
    }
}
