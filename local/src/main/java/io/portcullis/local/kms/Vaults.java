package io.portcullis.local.kms;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The vaults of all accounts and Regions. Safe for many threads: a vault is open to one call at a time. */
final class Vaults {

    private final InstantSource clock;
    private final Consumer<Key> deleted;
    private final Map<Place, Vault> vaults = new ConcurrentHashMap<>();

    /**
     * Starts without keys.
     *
     * @param clock tells when waiting periods are over
     * @param deleted learns of each key that was deleted at the end of its waiting period, outside of any vault
     */
    Vaults(InstantSource clock, Consumer<Key> deleted) {
        this.clock = clock;
        this.deleted = deleted;
    }

    /** Works in the vault of a place, alone. Keys that are due are deleted before. */
    <T> T in(Place place, Function<Vault, T> work) {
        Vault vault = vaults.computeIfAbsent(place, Vault::new);
        deleteDue(vault);
        synchronized (vault) {
            return work.apply(vault);
        }
    }

    /** Works in each vault of a Region that has been used, one after the other in the order of their accounts. */
    void inRegion(String region, Consumer<Vault> work) {
        vaults.keySet().stream()
                .filter(place -> place.region().equals(region))
                .sorted(Comparator.comparing(Place::account))
                .forEach(place -> in(place, vault -> {
                    work.accept(vault);
                    return vault;
                }));
    }

    private void deleteDue(Vault vault) {
        Instant now = clock.instant();
        List<Key> due;
        synchronized (vault) {
            due = vault.deleteDue(now);
        }
        due.forEach(deleted);
    }
}
