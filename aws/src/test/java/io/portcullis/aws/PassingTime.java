package io.portcullis.aws;

import io.portcullis.response.PatientInspector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock whose time passes when it is told to: from tomorrow, so that it is ahead of the real one. */
final class PassingTime extends Clock implements PatientInspector.Pause {

    private final AtomicReference<Instant> now = new AtomicReference<>(
            Clock.systemUTC().instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));

    @Override
    public void of(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
