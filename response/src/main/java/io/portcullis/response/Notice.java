package io.portcullis.response;

import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What changed on one resource, with all that a person needs to act on it.
 *
 * @param analyzer the ARN of the analyzer
 * @param resource the resource
 * @param change what set it off
 * @param at when the resource was looked at; what is kept of it is no older
 * @param transitions what changed; empty only in a reminder (see {@link Publisher#remind})
 * @param kept the last analysis with its times; empty when the resource is gone
 * @param findings the resource's findings as kept now, resolved ones included
 * @param plan what would close it, when there is a plan
 * @param correction what was done about it by ourselves, when the transitions are the outcome of that
 */
public record Notice(
        String analyzer,
        Resource resource,
        Change change,
        Instant at,
        List<Transition> transitions,
        Optional<KeptResource> kept,
        List<KeptFinding> findings,
        Optional<Correction> plan,
        Optional<CorrectionRecord> correction) {
    /** Copies the lists. */
    public Notice {
        transitions = List.copyOf(transitions);
        findings = List.copyOf(findings);
    }

    /** The same with other transitions. */
    Notice with(List<Transition> others) {
        return new Notice(analyzer, resource, change, at, others, kept, findings, plan, correction);
    }
}
