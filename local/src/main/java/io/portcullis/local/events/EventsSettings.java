package io.portcullis.local.events;

import io.portcullis.local.delivery.Retries;
import java.time.Duration;

/**
 * The limits of the event buses.
 *
 * @param maxRequestBytes the most that the entries of one PutEvents request may weigh together
 * @param retries how a failing delivery is tried again before it goes to the dead-letter queue
 * @param minute how long a minute of {@code rate(…)} lasts; shorter ones make schedules run in time-lapse
 */
public record EventsSettings(int maxRequestBytes, Retries retries, Duration minute) {

    /** 262,144 bytes, what every target can take; AWS has taken 1 MiB since January 2026. */
    public static final EventsSettings DEFAULT = new EventsSettings(262_144, Retries.DEFAULT, Duration.ofMinutes(1));
}
