package io.portcullis.app.local;

import io.portcullis.wire.Operation;
import io.portcullis.wire.Service;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Notices the first call in each account and Region, before it is answered. Calls that come while the first is being told
 * of are not held up. Safe for use by many threads.
 */
final class Arrivals {

    private final Consumer<Place> first;
    private final Set<Place> seen = ConcurrentHashMap.newKeySet();

    /** Tells of each first call. */
    Arrivals(Consumer<Place> first) {
        this.first = first;
    }

    /** The same services, their calls noticed. */
    List<Service> noticing(List<Service> services) {
        return services.stream()
                .map(service -> new Service(
                        service.signingName(),
                        service.protocol(),
                        service.operations().stream()
                                .<Operation<?, ?>>map(this::noticing)
                                .toList()))
                .toList();
    }

    private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> noticing(Operation<I, O> operation) {
        return new Operation<>(
                operation.name(),
                operation.binding(),
                operation.request(),
                (caller, request) -> {
                    notice(new Place(caller.account(), caller.region()));
                    return operation.handler().apply(caller, request);
                },
                operation.takesUnsigned());
    }

    /** Tells of a place unless it was told of before. */
    void notice(Place place) {
        if (!seen.add(place)) {
            return;
        }
        try {
            first.accept(place);
        } catch (RuntimeException failed) {
            // The next call tries again: no place may go unnoticed.
            seen.remove(place);
            throw failed;
        }
    }
}
