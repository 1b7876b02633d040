package io.portcullis.local.events;

import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.wire.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every bus of every account and Region; the default ones are always there. Safe for many threads. */
final class Buses {

    static final String DEFAULT = "default";

    private final Map<String, Bus> byArn = new ConcurrentHashMap<>();
    private final Clock clock;

    Buses(Clock clock) {
        this.clock = clock;
    }

    static ResourceArn arn(String account, String region, String name) {
        return ResourceArn.of("events", region, account, "event-bus/" + name);
    }

    /** The default bus of that account and Region. */
    Bus defaultBus(String account, String region) {
        ResourceArn arn = arn(account, region, DEFAULT);
        return byArn.computeIfAbsent(arn.text(), ignored -> new Bus(arn, Optional.empty(), Map.of(), clock.instant()));
    }

    /** Makes a bus; false when there is one of that ARN. */
    boolean create(Bus bus) {
        return byArn.putIfAbsent(bus.arn().text(), bus) == null;
    }

    void delete(Bus bus) {
        byArn.remove(bus.arn().text(), bus);
    }

    Optional<Bus> find(ResourceArn arn) {
        return arn.resource().equals("event-bus/" + DEFAULT)
                ? Optional.of(defaultBus(arn.account(), arn.region()))
                : Optional.ofNullable(byArn.get(arn.text()));
    }

    /** The bus that a request names, by name or ARN; without a name the default one. */
    Optional<Bus> find(Caller caller, @Nullable String nameOrArn) {
        if (nameOrArn == null || nameOrArn.isEmpty()) {
            return Optional.of(defaultBus(caller.account(), caller.region()));
        }
        return find(ResourceArn.parse(nameOrArn).orElse(arn(caller.account(), caller.region(), nameOrArn)));
    }

    Bus require(Caller caller, @Nullable String nameOrArn) {
        return find(caller, nameOrArn).orElseThrow(() -> Faults.noSuchBus(shortName(String.valueOf(nameOrArn))));
    }

    private static String shortName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    List<Bus> of(String account, String region) {
        defaultBus(account, region);
        return byArn.values().stream()
                .filter(bus -> bus.arn().account().equals(account)
                        && bus.arn().region().equals(region))
                .toList();
    }
}
