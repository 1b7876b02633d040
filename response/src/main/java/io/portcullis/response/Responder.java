package io.portcullis.response;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.FollowUp.AskAgain;
import io.portcullis.response.FollowUp.LookAgain;
import io.portcullis.response.Inspection.Analyzed;
import io.portcullis.response.Inspection.Missing;
import io.portcullis.response.Inspection.Pending;
import io.portcullis.response.Inspection.Unread;
import io.portcullis.response.Progress.Stage;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import io.portcullis.response.ResourceReader.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
    private final Remedy remedy;
    private final ResponseSettings settings;
    private final Delivery delivery;
    private final KeyedLocks locks = new KeyedLocks();
    private final Arrivals arrivals = new Arrivals();
    private final Unanswered unanswered = new Unanswered();
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

    /** A resource as seen at one moment, recorded; and whether those are due to be reminded who forget. */
    private record Seen(Inspection inspection, List<Transition> transitions, boolean reminds, Instant at) {}

    /**
     * A responder.
     *
     * @param correcting closes what is opened; empty to leave that to people
     */
    public Responder(Parts parts, Optional<Correcting> correcting, ResponseSettings settings) {
        this.parts = parts;
        this.remedy = new Remedy(parts, correcting);
        this.settings = settings;
        this.delivery = new Delivery(
                parts.publishers(),
                parts.scheduler(),
                settings,
                notice -> parts.store().told(parts.analyzer(), notice.resource(), notice.transitions()));
        this.permits = new Semaphore(settings.parallelism(), true);
    }

    /**
     * Responds to one change; returns when its resources were looked at, the publishers told and corrections made.
     * Further looks follow by themselves where the service shows changes late, and until the analyzer has its answer.
     *
     * @return what came of it, a resource each; without those whose look was left to a later change of the same resource
     */
    public List<Handled> handle(Change change) {
        List<Handled> all = new ArrayList<>();
        for (Resource resource : change.resources()) {
            Optional<Handled> handled = handle(change, resource);
            lookAgainLater(change, resource, handled);
            handled.ifPresent(all::add);
        }
        return all;
    }

    private Optional<Handled> handle(Change change, Resource resource) {
        Arrivals.Ticket ticket = arrivals.enter(resource.arn(), change);
        try {
            parts.progress().tell(Stage.RECEIVED, change, resource, change.call());
            return look(change, resource, () -> arrivals.yields(ticket));
        } finally {
            arrivals.leave(ticket);
        }
    }

    /** Responds to a tick of the schedule: looks at every resource that is listed, and at every one known from before. */
    public Sweep.Swept<Handled> handleAll(Sweep sweep, ResourceType type) {
        List<Resource> known = parts.store().resources(parts.analyzer()).stream()
                .map(kept -> kept.analysis().resource())
                .toList();
        Sweep.Swept<Handled> swept = sweep.over(
                type,
                known,
                resource -> look(Change.scheduled(resource, parts.clock().instant()), resource, () -> false)
                        .orElseThrow());
        swept.incomplete().ifPresent(reason -> LOG.warn("The sweep over {} is not whole: {}", type, reason));
        return swept;
    }

    /** Follows up what was put off by this responder, or by one of another process. */
    public void follow(FollowUp what) {
        if (what instanceof AskAgain question) {
            unanswered.adopt(question);
        }
        resume(what);
    }

    /**
     * Looks at a resource because somebody asks for its correction: what is open is closed although it is no news.
     *
     * @return what came of it; the correction is empty when nothing is open, and where corrections are left to people
     */
    public Handled correct(Change request, Resource resource) {
        return alone(resource, () -> {
            Instant at = parts.clock().instant();
            return respond(request, see(request, read(request, resource), at), true);
        });
    }

    /** The notices of a resource that could not be delivered so far; they are tried again by themselves. */
    public List<UndeliveredNotice> undelivered(Resource resource) {
        return delivery.undelivered(resource);
    }

    /** Looks at a resource, unless that is left to somebody else before it is done. */
    private Optional<Handled> look(Change change, Resource resource, BooleanSupplier yields) {
        return alone(resource, () -> yields.getAsBoolean() ? Optional.empty() : respond(change, resource, yields));
    }

    /** Does something with a resource that nothing else is done with meanwhile, within the bound of parallelism. */
    private <T> T alone(Resource resource, Supplier<T> work) {
        return locks.during(resource.arn(), () -> {
            permits.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                permits.release();
            }
        });
    }

    private void lookAgainLater(Change change, Resource resource, Optional<Handled> handled) {
        boolean unsettled = handled.filter(seen -> seen.correction().isPresent() || seen.inspection() instanceof Unread)
                .isPresent();
        List<Duration> delays = unsettled ? settings.lookAgainAtGrants() : settings.lookAgainAfter(change.call());
        delays.forEach(delay -> later(delay, new LookAgain(change, resource)));
    }

    private Optional<Handled> respond(Change change, Resource resource, BooleanSupplier yields) {
        // Taken before the read: of two looks, the one that began later knows the newer state.
        Instant at = parts.clock().instant();
        Reading reading = read(change, resource);
        if (yields.getAsBoolean()) {
            return Optional.empty();
        }
        // Before its answer closes the question.
        Change behind = unanswered.behind(change, resource);
        return Optional.of(respond(behind, see(change, reading, at), false));
    }

    /** Asks about a resource again, unless it was asked about anew or is answered meanwhile. */
    private void askAgain(AskAgain question) {
        Resource resource = question.resource();
        alone(resource, () -> {
            if (unanswered.isOpen(question)) {
                Instant at = parts.clock().instant();
                Reading reading = read(question.change(), resource);
                respond(question.change(), seeAgain(question, reading, at), false);
            }
            return question;
        });
    }

    private Handled respond(Change change, Seen seen, boolean asked) {
        publish(change, seen, Optional.empty());
        boolean news = seen.transitions().stream().anyMatch(Transition.Opened.class::isInstance);
        Optional<CorrectionRecord> done = remedy.correct(change, seen.inspection(), asked || news);
        if (done.isEmpty() || done.get().refused().isPresent()) {
            return new Handled(seen.inspection(), seen.transitions(), done);
        }
        return afterCorrection(seen, done.get(), seen.inspection().resource());
    }

    private Handled afterCorrection(Seen before, CorrectionRecord done, Resource resource) {
        Change own = new Change(done.id(), List.of(resource), "correction", done.actor(), done.at());
        Instant at = parts.clock().instant();
        Seen after = see(own, read(own, resource), at);
        publish(own, after, Optional.of(done));
        List<Transition> transitions = new ArrayList<>(before.transitions());
        transitions.addAll(after.transitions());
        return new Handled(after.inspection(), transitions, Optional.of(done));
    }

    private Reading read(Change change, Resource resource) {
        Reading reading = parts.inspector().read(resource);
        parts.progress().tell(Stage.READ, change, resource, reading.getClass().getSimpleName());
        return reading;
    }

    private Seen see(Change change, Reading reading, Instant at) {
        Inspection inspection = parts.inspector().analyze(reading, change.time());
        if (inspection instanceof Pending(var state, NotYet answer)) {
            Change behind = unanswered.behind(change, state.resource());
            askLater(unanswered.first(behind, state.resource(), answer, at));
        }
        return seen(change, inspection, false, at);
    }

    /** Sees what has become of a question. When it is overdue, what waits for its answer is recorded as not known. */
    private Seen seeAgain(AskAgain question, Reading reading, Instant at) {
        boolean overdue = question.isOverdue(settings.patience(), at);
        Inspection inspection = parts.inspector().analyze(reading, question.answer());
        if (inspection instanceof Pending(var state, NotYet answer)) {
            askLater(unanswered.keep(question.again(answer)));
        }
        return seen(question.change(), inspection, overdue, at);
    }

    private void askLater(AskAgain question) {
        later(settings.patience().pauseAfter(question.asked(), question.answer().pause()), question);
    }

    private void later(Duration delay, FollowUp what) {
        parts.scheduler().followUp(delay, what, this::resume);
    }

    private void resume(FollowUp what) {
        switch (what) {
            case LookAgain(Change change, Resource resource) -> look(change, resource, () -> false);
            case AskAgain question -> askAgain(question);
        }
    }

    private Seen seen(Change change, Inspection inspection, boolean overdue, Instant at) {
        Resource resource = inspection.resource();
        if (!(inspection instanceof Pending)) {
            unanswered.answered(resource);
        }
        FindingStore store = parts.store();
        boolean reminds = !(inspection instanceof Pending) && isReminderDue(change, resource, at);
        List<Transition> transitions = switch (inspection) {
            case Analyzed(var state, Analysis analysis) -> store.record(parts.analyzer(), analysis, at);
            case Pending(var state, NotYet answer) ->
                overdue
                        ? store.record(parts.analyzer(), answer.soFar(), at)
                        : store.add(parts.analyzer(), answer.soFar(), at);
            case Unread(Analysis analysis) -> store.record(parts.analyzer(), analysis, at);
            case Missing(Resource missing) -> store.gone(parts.analyzer(), missing, at);
        };
        parts.progress().tell(Stage.ANALYZED, change, resource, verdict(inspection));
        return new Seen(inspection, transitions, reminds, at);
    }

    /** Only at ticks of the schedule, which come often enough: a look at a change reads no more than it has to. */
    private boolean isReminderDue(Change change, Resource resource, Instant at) {
        return change.isScheduled()
                && parts.store()
                        .resource(parts.analyzer(), resource.arn())
                        .filter(before -> settings.isReminderDue(before, at))
                        .isPresent();
    }

    private void publish(Change change, Seen seen, Optional<CorrectionRecord> correction) {
        if (seen.transitions().isEmpty()) {
            if (seen.reminds()) {
                delivery.remind(notice(change, seen, correction));
            }
            return;
        }
        Resource resource = seen.inspection().resource();
        delivery.deliver(notice(change, seen, correction));
        parts.progress()
                .tell(Stage.PUBLISHED, change, resource, seen.transitions().size() + " transitions");
        if (seen.transitions().stream().anyMatch(Transition.Resolved.class::isInstance)) {
            parts.progress().tell(Stage.RESOLVED, change, resource, "");
        }
    }

    private Notice notice(Change change, Seen seen, Optional<CorrectionRecord> correction) {
        Resource resource = seen.inspection().resource();
        return new Notice(
                parts.analyzer(),
                resource,
                change,
                seen.at(),
                seen.transitions(),
                parts.store().resource(parts.analyzer(), resource.arn()),
                parts.store().findings(parts.analyzer(), resource.arn()),
                remedy.plan(seen.inspection()),
                correction);
    }

    private static String verdict(Inspection inspection) {
        return switch (inspection) {
            case Analyzed(var state, Analysis analysis) -> analysis.verdict().name();
            case Pending pending -> "not yet";
            case Unread(Analysis analysis) -> analysis.verdict().name();
            case Missing(Resource resource) -> "gone";
        };
    }
}
