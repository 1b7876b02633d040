package io.portcullis.response;

import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was done to a resource, and all that is needed to undo it.
 *
 * @param id names the correction in {@code undo}
 * @param analyzer the ARN of the analyzer whose findings it closes
 * @param at when it was begun
 * @param actor who did it, such as {@code portcullis}
 * @param cause the change it answers
 * @param findings the ids of the findings it closes, sorted
 * @param correction the plan, with the documents before and after byte for byte
 * @param steps the plan's steps with what came of each, in the plan's order
 * @param refused why none of it was done, when it was refused
 * @param undone when somebody asked for it to be undone
 */
public record CorrectionRecord(
        String id,
        String analyzer,
        Instant at,
        String actor,
        Change cause,
        List<String> findings,
        Correction correction,
        List<Applied> steps,
        Optional<String> refused,
        Optional<Instant> undone) {

    /**
     * A step with what came of it.
     *
     * @param reason why it was not done, or what people should know about it; or empty text
     */
    public record Applied(Correction.Step step, Status status, String reason) {}

    /** What came of a step. */
    public enum Status {
        /** Not tried; or tried, and the process ended before the outcome was kept. */
        PLANNED,
        /** Done and read back. */
        DONE,
        /** Not done: the resource was not as the plan found it. */
        SUPERSEDED,
        /** Not done, or not known to be done. */
        FAILED,
        /** Done, and undone later. */
        UNDONE
    }

    /** Copies the lists. */
    public CorrectionRecord {
        findings = findings.stream().sorted().toList();
        steps = List.copyOf(steps);
    }

    /** Which resource. */
    public Resource resource() {
        return correction.before().resource();
    }

    /** Whether every step was done. */
    public boolean isDone() {
        return refused.isEmpty() && steps.stream().allMatch(step -> step.status() == Status.DONE);
    }

    /** Whether it was begun and neither done nor undone: what it closes is still to be closed. */
    boolean isUnfinished() {
        return refused.isEmpty() && undone.isEmpty() && !isDone();
    }

    /** What came of it, for people. */
    public String outcome() {
        return refused.map(reason -> "refused: " + reason)
                .orElseGet(() -> steps.stream()
                        .map(step -> step.status().name().toLowerCase(java.util.Locale.ROOT)
                                + (step.reason().isEmpty() ? "" : " (" + step.reason() + ")"))
                        .collect(Collectors.joining(", ")));
    }

    CorrectionRecord withSteps(List<Applied> next) {
        return new CorrectionRecord(id, analyzer, at, actor, cause, findings, correction, next, refused, undone);
    }

    CorrectionRecord withUndone(Optional<Instant> when) {
        return new CorrectionRecord(id, analyzer, at, actor, cause, findings, correction, steps, refused, when);
    }
}
