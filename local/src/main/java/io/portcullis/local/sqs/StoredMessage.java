package io.portcullis.local.sqs;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message in a queue. Guarded by the queue's lock; {@code visibleAt} changes only while it is out of the index. */
final class StoredMessage {

    final String id;
    final Outgoing content;
    final Instant sentAt;
    final long sequence;
    final Optional<String> source;
    Instant visibleAt;
    int receiveCount;
    String receipt = "";
    private @Nullable Instant firstReceivedAt;

    StoredMessage(
            String id, Outgoing content, Instant sentAt, long sequence, Instant visibleAt, Optional<String> from) {
        this.id = id;
        this.content = content;
        this.sentAt = sentAt;
        this.sequence = sequence;
        this.visibleAt = visibleAt;
        this.source = from;
    }

    /** Counts a receive and hides the message until the given time. */
    Received receive(Instant now, Instant until) {
        receiveCount++;
        Instant first = firstReceivedAt == null ? now : firstReceivedAt;
        firstReceivedAt = first;
        visibleAt = until;
        receipt = id + ":" + UUID.randomUUID();
        return new Received(
                id,
                receipt,
                content.body(),
                content.attributes(),
                content.senderId(),
                sentAt,
                first,
                receiveCount,
                source);
    }
}
