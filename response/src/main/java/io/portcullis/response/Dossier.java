package io.portcullis.response;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that outlives the process of one resource: its history, and the transitions of which nobody has said so far that they
 * were told. Immutable.
 *
 * @param untold in the order in which they came to be
 */
public record Dossier(ResourceHistory history, List<Untold> untold) {

    /**
     * A transition that somebody is about to tell.
     *
     * @param due when it counts as not told, and is somebody else's to tell
     */
    public record Untold(Transition transition, Instant due) {}

    /** A dossier as it is to be kept, and the transitions that who keeps it has to tell. */
    public record Claimed(Dossier dossier, List<Transition> transitions) {
        /** Copies the transitions. */
        public Claimed {
            transitions = List.copyOf(transitions);
        }
    }

    /** Copies the list. */
    public Dossier {
        untold = List.copyOf(untold);
    }

    /** Nothing is known so far. */
    public static Dossier empty() {
        return new Dossier(ResourceHistory.empty(), List.of());
    }

    /** The dossier after an entry. New transitions are the writer's to tell, and so are those that are due. */
    Claimed with(ResourceHistory.Next next, Instant now, Duration lease) {
        List<Untold> kept = new ArrayList<>();
        List<Transition> mine = new ArrayList<>();
        for (Untold each : untold) {
            boolean isDue = !each.due().isAfter(now);
            kept.add(isDue ? new Untold(each.transition(), now.plus(lease)) : each);
            if (isDue) {
                mine.add(each.transition());
            }
        }
        for (Transition each : next.transitions()) {
            kept.add(new Untold(each, now.plus(lease)));
            mine.add(each);
        }
        return new Claimed(new Dossier(next.history(), kept), mine);
    }

    Dossier withHistory(ResourceHistory next) {
        return new Dossier(next, untold);
    }

    Dossier without(List<Transition> told) {
        return new Dossier(
                history,
                untold.stream()
                        .filter(each -> !told.contains(each.transition()))
                        .toList());
    }

    /** When it may be forgotten: once its resource is gone, and all its findings would be forgotten with it. */
    public Optional<Instant> expires() {
        boolean isOver = history.last().isEmpty()
                && untold.isEmpty()
                && history.findings().values().stream()
                        .allMatch(finding -> finding.status() == KeptFinding.Status.RESOLVED);
        return isOver ? Optional.of(history.until().plus(ResourceHistory.RESOLVED_KEPT)) : Optional.empty();
    }
}
