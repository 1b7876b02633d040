package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.Inspection.Analyzed;
import io.portcullis.response.Inspection.Missing;
import io.portcullis.response.Inspection.Pending;
import io.portcullis.response.Inspection.Unread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks at a resource and waits until its analyzer has the answer, or the deadline is over: what a scan does, which tells
 * its answer once. As safe for use by many threads as its parts.
 */
public final class PatientInspector {

    private final Inspector inspector;
    private final Patience patience;
    private final Clock clock;
    private final Pause pause;

    /** Port: lets time pass. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after this long. */
        void of(Duration time) throws InterruptedException;
    }

    /** Looks by this inspector. */
    public PatientInspector(Inspector inspector, Patience patience, Clock clock, Pause pause) {
        this.inspector = inspector;
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
    }

    /** Looks, and waits; never pending: an overdue answer is the analysis so far, which says what was waited for. */
    public Inspection inspect(Resource resource) {
        Instant begun = clock.instant();
        Instant overdue = begun.plus(patience.deadline());
        Inspection seen = inspector.inspect(resource, begun);
        for (int asked = 1;
                seen instanceof Pending pending && !Thread.currentThread().isInterrupted();
                asked++) {
            Duration wait = patience.pauseAfter(asked, pending.answer().pause());
            if (clock.instant().plus(wait).isAfter(overdue)) {
                break;
            }
            waitFor(wait);
            seen = inspector.inspect(resource, pending.answer());
        }
        return switch (seen) {
            case Pending(var state, var answer) -> new Analyzed(state, answer.soFar());
            case Analyzed analyzed -> analyzed;
            case Unread unread -> unread;
            case Missing missing -> missing;
        };
    }

    private void waitFor(Duration wait) {
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
