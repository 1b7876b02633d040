package io.portcullis.local.kms;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that KMS keeps for one account in one Region. Not safe for threads by itself: {@link Vaults} lets one call in at a
 * time.
 */
final class Vault {

    private final Place place;
    private final NavigableMap<String, Key> keys = new TreeMap<>();
    private final NavigableMap<String, Alias> aliases = new TreeMap<>();
    private final Map<String, NavigableMap<String, KeyGrant>> grants = new HashMap<>();

    Vault(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    NavigableMap<String, Key> keys() {
        return Collections.unmodifiableNavigableMap(keys);
    }

    NavigableMap<String, Alias> aliases() {
        return Collections.unmodifiableNavigableMap(aliases);
    }

    NavigableMap<String, KeyGrant> grants(Key key) {
        return Collections.unmodifiableNavigableMap(grants.getOrDefault(key.id(), Collections.emptyNavigableMap()));
    }

    /** The key with an id or ARN; an alias is refused. */
    Key key(Call call, String written) {
        return switch (KeyName.parse(call, written)) {
            case KeyName.Id id -> byId(id.id());
            case KeyName.AliasName ignored -> throw Faults.notFound("Invalid keyId '" + written + "'");
        };
    }

    /** The key with an id, alias name or ARN of either. */
    Key keyOrAlias(Call call, String written) {
        return switch (KeyName.parse(call, written)) {
            case KeyName.Id id -> byId(id.id());
            case KeyName.AliasName alias -> byId(alias(alias.name()).targetKeyId());
        };
    }

    Alias alias(String name) {
        return Optional.ofNullable(aliases.get(name)).orElseThrow(() -> Faults.aliasNotFound(place.arn(name)));
    }

    void keep(Key key) {
        keys.put(key.id(), key);
    }

    void keep(Alias alias) {
        aliases.put(alias.name(), alias);
    }

    void keep(Key key, KeyGrant grant) {
        grants.computeIfAbsent(key.id(), id -> new TreeMap<>()).put(grant.id(), grant);
    }

    void drop(Alias alias) {
        aliases.remove(alias.name());
    }

    void drop(Key key, KeyGrant grant) {
        grants.getOrDefault(key.id(), new TreeMap<>()).remove(grant.id());
    }

    /** Deletes the keys whose waiting period is over, with their grants and aliases. */
    List<Key> deleteDue(Instant now) {
        List<Key> due = keys.values().stream().filter(key -> key.isDue(now)).toList();
        for (Key key : due) {
            keys.remove(key.id());
            grants.remove(key.id());
            aliases.values().removeIf(alias -> alias.targetKeyId().equals(key.id()));
        }
        return due;
    }

    private Key byId(String id) {
        return Optional.ofNullable(keys.get(id)).orElseThrow(() -> Faults.keyNotFound(place.keyArn(id)));
    }
}
