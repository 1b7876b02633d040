package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Correction;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.KeyState;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.Inspection.Analyzed;
import io.portcullis.response.Inspection.Missing;
import io.portcullis.response.Inspection.Unread;
import io.portcullis.response.KeptFinding.Status;
import io.portcullis.response.Progress.Moment;
import io.portcullis.response.Progress.Stage;
import io.portcullis.response.ResourceReader.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds to changes: read the resource's present state, analyze, record, publish the transitions, correct if asked.
 *
 * <p>A change is a hint and the resource is the truth, so changes that come twice, late or out of order do no harm, and the
 * event of our own correction ends quietly. Safe for use by many threads: the changes of one resource are handled one after
 * the other, those of different resources at the same time up to a bound; callers beyond it wait.
 */
public final class Responder {

    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

    private final Parts parts;
    private final Optional<Correcting> correcting;
    private final ResponseSettings settings;
    private final Delivery delivery;
    private final KeyedLocks locks = new KeyedLocks();
    private final Semaphore permits;

    /**
     * What a responder works with.
     *
     * @param analyzer the ARN of the analyzer, under which findings are kept
     * @param planner plans what would close a finding, to be told whether it is applied or not
     * @param publishers who is told, each on its own
     */
    public record Parts(
            String analyzer,
            Inspector inspector,
            FindingStore store,
            Planner planner,
            List<Publisher> publishers,
            Scheduler scheduler,
            Progress progress,
            Clock clock) {
        /** Copies the publishers. */
        public Parts {
            publishers = List.copyOf(publishers);
        }
    }

    /**
     * What came of a change for one resource.
     *
     * @param inspection what the resource was seen to be, at the end
     * @param transitions what changed, corrections included
     * @param correction what was done or refused, when a correction was called for
     */
    public record Handled(Inspection inspection, List<Transition> transitions, Optional<CorrectionRecord> correction) {
        /** Copies the transitions. */
        public Handled {
            transitions = List.copyOf(transitions);
        }
    }

    /** A resource as seen at one moment, recorded. */
    private record Seen(Inspection inspection, List<Transition> transitions) {}

    /**
     * A responder.
     *
     * @param correcting closes what is opened; empty to leave that to people
     */
    public Responder(Parts parts, Optional<Correcting> correcting, ResponseSettings settings) {
        this.parts = parts;
        this.correcting = correcting;
        this.settings = settings;
        this.delivery = new Delivery(parts.publishers(), parts.scheduler(), settings);
        this.permits = new Semaphore(settings.parallelism(), true);
    }

    /**
     * Responds to one change; returns when its resources were looked at, the publishers told and corrections made.
     * Further looks follow by themselves where the service shows changes late.
     *
     * @return what came of it, a resource each
     */
    public List<Handled> handle(Change change) {
        return change.resources().stream()
                .map(resource -> {
                    tell(Stage.RECEIVED, change, resource, change.call());
                    Handled handled = look(change, resource);
                    lookAgainLater(change, resource, handled);
                    return handled;
                })
                .toList();
    }

    /** Responds to a tick of the schedule: looks at every resource that is listed, and at every one known from before. */
    public Sweep.Swept<Handled> handleAll(Sweep sweep, ResourceType type) {
        List<Resource> known = parts.store().resources(parts.analyzer()).stream()
                .map(kept -> kept.analysis().resource())
                .toList();
        Sweep.Swept<Handled> swept = sweep.over(
                type,
                known,
                resource -> look(Change.scheduled(resource, parts.clock().instant()), resource));
        swept.incomplete().ifPresent(reason -> LOG.warn("The sweep over {} is not whole: {}", type, reason));
        return swept;
    }

    /** The notices that could not be delivered so far; they are tried again by themselves. */
    public List<UndeliveredNotice> undelivered() {
        return delivery.undelivered();
    }

    private Handled look(Change change, Resource resource) {
        return locks.during(resource.arn(), () -> {
            permits.acquireUninterruptibly();
            try {
                return respond(change, resource);
            } finally {
                permits.release();
            }
        });
    }

    private void lookAgainLater(Change change, Resource resource, Handled handled) {
        boolean settled = change.call().equals("schedule") && !(handled.inspection() instanceof Unread);
        List<Duration> delays = handled.correction().isPresent() || handled.inspection() instanceof Unread
                ? settings.lookAgainAtGrants()
                : settings.lookAgainAfter(change.call());
        if (!settled) {
            delays.forEach(delay -> parts.scheduler().after(delay, () -> look(change, resource)));
        }
    }

    private Handled respond(Change change, Resource resource) {
        Seen seen = see(change, resource);
        Optional<Correction> plan = plan(seen.inspection());
        publish(change, seen, plan, Optional.empty());
        Optional<CorrectionRecord> done = correct(change, seen);
        if (done.isEmpty() || done.get().refused().isPresent()) {
            return new Handled(seen.inspection(), seen.transitions(), done);
        }
        Change own = correction(done.get(), resource);
        Seen after = see(own, resource);
        publish(own, after, plan(after.inspection()), done);
        return new Handled(
                after.inspection(),
                java.util.stream.Stream.concat(seen.transitions().stream(), after.transitions().stream())
                        .toList(),
                done);
    }

    private Seen see(Change change, Resource resource) {
        // Taken before the read: of two looks, the one that began later knows the newer state.
        Instant at = parts.clock().instant();
        Reading reading = parts.inspector().read(resource);
        tell(Stage.READ, change, resource, reading.getClass().getSimpleName());
        Inspection inspection = parts.inspector().analyze(reading);
        List<Transition> transitions = switch (inspection) {
            case Analyzed(var state, Analysis analysis) -> parts.store().record(parts.analyzer(), analysis, at);
            case Unread(Analysis analysis) -> parts.store().record(parts.analyzer(), analysis, at);
            case Missing(Resource missing) -> parts.store().gone(parts.analyzer(), missing, at);
        };
        tell(Stage.ANALYZED, change, resource, verdict(inspection));
        return new Seen(inspection, transitions);
    }

    private void publish(Change change, Seen seen, Optional<Correction> plan, Optional<CorrectionRecord> correction) {
        if (seen.transitions().isEmpty()) {
            return;
        }
        Resource resource = seen.inspection().resource();
        delivery.deliver(new Notice(
                parts.analyzer(),
                resource,
                change,
                seen.transitions(),
                parts.store().resource(parts.analyzer(), resource.arn()),
                parts.store().findings(parts.analyzer(), resource.arn()),
                plan,
                correction));
        tell(Stage.PUBLISHED, change, resource, seen.transitions().size() + " transitions");
        if (seen.transitions().stream().anyMatch(Transition.Resolved.class::isInstance)) {
            tell(Stage.RESOLVED, change, resource, "");
        }
    }

    private Optional<CorrectionRecord> correct(Change change, Seen seen) {
        if (correcting.isEmpty() || !(seen.inspection() instanceof Analyzed(KeyState state, Analysis analysis))) {
            return Optional.empty();
        }
        Resource resource = state.resource();
        boolean news = seen.transitions().stream().anyMatch(Transition.Opened.class::isInstance);
        Set<String> archived = ids(analysis, Status.ARCHIVED);
        try {
            Optional<CorrectionRecord> done =
                    correcting.get().correct(parts.analyzer(), change, state, open(analysis), archived, news);
            done.ifPresent(entry -> tell(Stage.CORRECTED, change, resource, entry.outcome()));
            return done;
        } catch (RuntimeException e) {
            LOG.error("{} was not corrected", resource.arn(), e);
            tell(Stage.CORRECTED, change, resource, "failed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Correction> plan(Inspection inspection) {
        if (!(inspection instanceof Analyzed(KeyState state, Analysis analysis))) {
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

    /** The analysis with just its active findings: the archived are intended, and nothing is to be done about them. */
    private Analysis open(Analysis analysis) {
        Set<String> active = ids(analysis, Status.ACTIVE);
        List<Finding> findings = analysis.findings().stream()
                .filter(finding -> active.contains(finding.id()))
                .toList();
        return new Analysis(analysis.resource(), analysis.verdict(), findings, analysis.reasons());
    }

    private Set<String> ids(Analysis analysis, Status status) {
        return parts.store().findings(parts.analyzer(), analysis.resource().arn()).stream()
                .filter(kept -> kept.status() == status)
                .map(kept -> kept.finding().id())
                .collect(Collectors.toSet());
    }

    private static Change correction(CorrectionRecord done, Resource resource) {
        return new Change(done.id(), List.of(resource), "correction", done.actor(), done.at());
    }

    private static String verdict(Inspection inspection) {
        return switch (inspection) {
            case Analyzed(var state, Analysis analysis) -> analysis.verdict().name();
            case Unread(Analysis analysis) -> analysis.verdict().name();
            case Missing(Resource resource) -> "gone";
        };
    }

    private void tell(Stage stage, Change change, Resource resource, String detail) {
        Moment moment = new Moment(stage, change, resource, detail, System.nanoTime());
        try {
            parts.progress().reached(moment);
        } catch (RuntimeException e) {
            LOG.error("A listener failed at {}", moment, e);
        }
    }
}
