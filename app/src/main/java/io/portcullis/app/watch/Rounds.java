package io.portcullis.app.watch;

import io.portcullis.analyzer.ResourceType;
import io.portcullis.aws.QueuedSweep;
import io.portcullis.response.ResourceReader.Listing;
import io.portcullis.response.Scheduler;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has everything looked at, at once and then again and again, although no event told of it. */
record Rounds(QueuedSweep sweep, Scheduler scheduler, Duration pause, Vitals vitals) {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** When a round that was not whole is gone again, unless the next is due before. */
    private static final Duration SOON = Duration.ofMinutes(5);

    /** Begins, on a thread of its own. */
    void begin() {
        scheduler.after(Duration.ZERO, this::go);
    }

    private void go() {
        boolean whole = isWhole();
        scheduler.after(whole || pause.compareTo(SOON) < 0 ? pause : SOON, this::go);
    }

    private boolean isWhole() {
        try {
            Listing listing = sweep.resources(ResourceType.KMS_KEY, "");
            for (int from = 0; from < listing.resources().size(); from += QueuedSweep.BATCH) {
                sweep.send(listing.resources()
                        .subList(
                                from,
                                Math.min(
                                        from + QueuedSweep.BATCH,
                                        listing.resources().size())));
            }
            listing.incomplete()
                    .ifPresentOrElse(reason -> LOG.warn("Not every key could be listed: {}", reason), vitals::swept);
            return listing.incomplete().isEmpty();
        } catch (RuntimeException e) {
            LOG.error("Not everything could be put on the queue to be looked at; next try within {}", SOON, e);
            return false;
        }
    }
}
