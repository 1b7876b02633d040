package io.portcullis.local.kms;

import java.time.Duration;
import java.time.Instant;

/**
 * Automatic rotation of a key's material.
 *
 * @param periodInDays days between rotations, 90–2560
 * @param since when it was switched on
 */
record Rotation(int periodInDays, Instant since) {

    /** The next rotation after a time. */
    Instant next(Instant now) {
        Duration period = Duration.ofDays(periodInDays);
        long passed = Math.max(0, Duration.between(since, now).dividedBy(period));
        return since.plus(period.multipliedBy(passed + 1));
    }
}
