package io.portcullis.response;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes of each resource that have come in and are not handled yet. As the state is what counts, a change may leave
 * the work to one that came after it: a burst is read once, and people are told the call that is likelier to be the cause.
 * Safe for use by many threads.
 */
final class Arrivals {

    /** So many changes in a row may leave the work to a later one; then it is done, however many still come. */
    private static final int MOST_YIELDS = 8;

    private final Map<String, Line> lines = new HashMap<>();

    /** A change that waits for its resource. Two events may be equal; two tickets never are. */
    static final class Ticket {
        private final String arn;
        private final int weight;
        private boolean waits = true;
        private boolean works;

        private Ticket(String arn, int weight) {
            this.arn = arn;
            this.weight = weight;
        }
    }

    private static final class Line {
        private final List<Ticket> tickets = new ArrayList<>();
        private int yields;
    }

    synchronized Ticket enter(String arn, Change change) {
        Ticket ticket = new Ticket(arn, weight(change.call()));
        lines.computeIfAbsent(arn, key -> new Line()).tickets.add(ticket);
        return ticket;
    }

    /**
     * Whether the change leaves the work to one that came later and is no less likely to have altered access, or to one that is
     * likelier to have and waits still. One that is told to work because enough others have left it does so, whatever comes in
     * meanwhile. Ask while nothing else is done with the resource.
     */
    synchronized boolean yields(Ticket ticket) {
        if (ticket.works) {
            return false;
        }
        Line line = lines.getOrDefault(ticket.arn, new Line());
        boolean leaves = mayLeave(ticket, line.tickets);
        ticket.waits = false;
        if (leaves && line.yields < MOST_YIELDS) {
            line.yields++;
            return true;
        }
        if (leaves) {
            // Now, not when it leaves: until then the next in line would think that its turn has come too.
            ticket.works = true;
            line.yields = 0;
        }
        return false;
    }

    private static boolean mayLeave(Ticket ticket, List<Ticket> line) {
        // An earlier one that has begun may have read before this change, and one that has left its work does none.
        return line.stream().skip(line.indexOf(ticket) + 1L).anyMatch(later -> later.weight >= ticket.weight)
                || line.stream().anyMatch(other -> other.weight > ticket.weight && other.waits);
    }

    synchronized void leave(Ticket ticket) {
        lines.computeIfPresent(ticket.arn, (arn, line) -> {
            line.tickets.remove(ticket);
            return line.tickets.isEmpty() ? null : line;
        });
    }

    /** How likely a call alters who has access. */
    private static int weight(String call) {
        return switch (call) {
            case "PutKeyPolicy", "CreateGrant", "RevokeGrant", "RetireGrant", "ReplicateKey", "DeleteKey" -> 2;
            case "CreateKey" -> 1;
            default -> 0;
        };
    }
}
