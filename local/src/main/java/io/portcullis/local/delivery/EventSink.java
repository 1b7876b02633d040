package io.portcullis.local.delivery;

/** Where the local services leave their events: the default event bus of an account and Region. Safe for many threads. */
@FunctionalInterface
public interface EventSink {

    /**
     * Puts one event on the default bus, as AWS's own services do: no entry limits, no permission check. Returns as soon
     * as the event is accepted; targets are called later, on other threads.
     *
     * @param account the 12-digit account of the bus
     * @param region the Region of the bus
     * @param event the whole EventBridge event as JSON text: {@code version}, {@code id}, {@code detail-type},
     *     {@code source}, {@code account}, {@code time}, {@code region}, {@code resources}, {@code detail}
     */
    void put(String account, String region, String event);

    /** Takes every event and keeps none. */
    EventSink NONE = (account, region, event) -> {};
}
