package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.response.Inspection.Analyzed;
import io.portcullis.response.Inspection.Pending;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.Progress.Stage;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import io.portcullis.response.Responder.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done about what is open: the plan that people are told, and the correction that is made where that is asked
 * for. What was archived is intended, and nothing is done about it. Safe for use by many threads.
 */
final class Remedy {

    private static final Logger LOG = LoggerFactory.getLogger(Remedy.class);

    private final Parts parts;
    private final Optional<Correcting> correcting;

    Remedy(Parts parts, Optional<Correcting> correcting) {
        this.parts = parts;
        this.correcting = correcting;
    }

    /** What would close what is open; empty when nothing is, and when no plan could be made. */
    Optional<Correction> plan(Inspection inspection) {
        if (!(certain(inspection) instanceof Analyzed(KeyState state, Analysis analysis))) {
            return Optional.empty();
        }
        Analysis open = open(analysis);
        try {
            return open.findings().isEmpty()
                    ? Optional.empty()
                    : parts.planner().plan(state, open);
        } catch (RuntimeException e) {
            LOG.error(
                    "No plan could be made for {}: people are told without one",
                    state.resource().arn(),
                    e);
            return Optional.empty();
        }
    }

    /**
     * Closes what is open.
     *
     * @param calledFor whether there is news, or somebody has asked
     * @return what was done or refused; empty when nothing was to be done, and when it failed
     */
    Optional<CorrectionRecord> correct(Change change, Inspection inspection, boolean calledFor) {
        if (correcting.isEmpty() || !(certain(inspection) instanceof Analyzed(KeyState state, Analysis analysis))) {
            return Optional.empty();
        }
        Resource resource = state.resource();
        Set<String> archived = ids(analysis, Status.ARCHIVED);
        try {
            Optional<CorrectionRecord> done =
                    correcting.get().correct(parts.analyzer(), change, state, open(analysis), archived, calledFor);
            done.ifPresent(entry -> parts.progress().tell(Stage.CORRECTED, change, resource, entry.outcome()));
            return done;
        } catch (RuntimeException e) {
            LOG.error("{} was not corrected", resource.arn(), e);
            parts.progress().tell(Stage.CORRECTED, change, resource, "failed: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What is certain is reason enough to act, whoever else has yet to answer. */
    private static Inspection certain(Inspection inspection) {
        return inspection instanceof Pending(var state, NotYet answer)
                ? new Analyzed(state, answer.soFar())
                : inspection;
    }

    /** The analysis with just its active findings. */
    private Analysis open(Analysis analysis) {
        Set<String> active = ids(analysis, Status.ACTIVE);
        List<Finding> findings = new ArrayList<>(analysis.findings());
        findings.removeIf(finding -> !active.contains(finding.id()));
        return new Analysis(analysis.resource(), analysis.verdict(), findings, analysis.reasons());
    }

    private Set<String> ids(Analysis analysis, Status status) {
        return parts.store().findings(parts.analyzer(), analysis.resource().arn()).stream()
                .filter(kept -> kept.status() == status)
                .map(kept -> kept.finding().id())
                .collect(Collectors.toSet());
    }
}
