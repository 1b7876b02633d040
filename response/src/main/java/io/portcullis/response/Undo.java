package io.portcullis.response;

import io.portcullis.response.CorrectionRecord.Applied;
import io.portcullis.response.CorrectionRecord.Status;
import io.portcullis.response.Corrector.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Takes corrections back. What a person undid is not corrected again by itself. */
public final class Undo {

    private final CorrectionLog log;
    private final Corrector corrector;
    private final Clock clock;

    /** Undoes what this log keeps. */
    public Undo(CorrectionLog log, Corrector corrector, Clock clock) {
        this.log = log;
        this.corrector = corrector;
        this.clock = clock;
    }

    /**
     * Takes a correction's steps back, last first: the policy becomes what it was, byte for byte; a revoked grant is made
     * anew. A step whose result is not in place, because it was never done or somebody changed it since, stays as it is.
     *
     * @param id the correction's id
     * @return the record as kept now: UNDONE for each step that was taken back, else the reason
     * @throws NoSuchElementException when no correction of that id is kept
     */
    public CorrectionRecord undo(String id) {
        CorrectionRecord entry = log.find(id)
                .orElseThrow(() -> new NoSuchElementException("No correction " + id + " is kept. Kept are: "
                        + log.all().stream().map(CorrectionRecord::id).toList()));
        // Kept first: the change's event may be answered before this returns, and must find the person's word.
        log.keep(entry.withUndone(Optional.of(clock.instant())));
        List<Applied> steps = new ArrayList<>();
        for (Applied step : entry.steps().reversed()) {
            steps.add(mayBeInPlace(entry, step) ? undone(entry, step) : step);
        }
        Collections.reverse(steps);
        boolean any = steps.stream().anyMatch(step -> step.status() == Status.UNDONE);
        CorrectionRecord after = entry.withSteps(steps).withUndone(any ? Optional.of(clock.instant()) : entry.undone());
        log.keep(after);
        return after;
    }

    /** A step kept as planned or failed may have been done all the same: the corrector looks before it acts. */
    private static boolean mayBeInPlace(CorrectionRecord entry, Applied step) {
        return entry.refused().isEmpty()
                && switch (step.status()) {
                    case DONE, FAILED, PLANNED -> true;
                    case SUPERSEDED, UNDONE -> false;
                };
    }

    private Applied undone(CorrectionRecord entry, Applied step) {
        Outcome outcome = corrector.undo(entry.correction(), step.step());
        return switch (outcome) {
            case Corrector.Done(String note) -> new Applied(step.step(), Status.UNDONE, note);
            case Corrector.Superseded(String reason) ->
                new Applied(step.step(), step.status(), "not undone: " + reason);
            case Corrector.Failed(String reason) -> new Applied(step.step(), step.status(), "not undone: " + reason);
        };
    }
}
