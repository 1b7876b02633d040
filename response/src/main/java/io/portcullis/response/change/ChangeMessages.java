package io.portcullis.response.change;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.Change;
import io.portcullis.response.FollowUp;
import io.portcullis.response.FollowUpJson;
import io.portcullis.response.Responder;
import io.portcullis.response.UndeliveredException;
import java.util.List;
import java.util.Optional;

/**
 * What a queue of changes carries: events of EventBridge, and follow-ups of earlier changes. An event is a hint and the
 * resource is the truth, so messages may come twice, late and in any order. Stateless; safe for use by many threads.
 */
public final class ChangeMessages {

    private final ChangeReader changes = new ChangeReader();
    private final FollowUpJson followUps = new FollowUpJson();

    /**
     * Responds to one message; returns when its resources were looked at and everybody has been told.
     *
     * @return what the message was about; empty for an event of anything else, which is done with
     * @throws MalformedEventException when the message cannot be read: a person must look at it
     * @throws UndeliveredException when somebody could not be told: the message must come again
     */
    public Optional<Change> respond(Responder responder, String body) {
        Optional<FollowUp> followUp = followUps.read(body);
        if (followUp.isPresent()) {
            responder.follow(followUp.get());
            return told(
                    responder, followUp.get().change(), List.of(followUp.get().resource()));
        }
        return changes.read(body).flatMap(change -> {
            responder.handle(change);
            return told(responder, change, change.resources());
        });
    }

    private static Optional<Change> told(Responder responder, Change change, List<Resource> resources) {
        UndeliveredException.throwIfAny(responder, resources);
        return Optional.of(change);
    }
}
