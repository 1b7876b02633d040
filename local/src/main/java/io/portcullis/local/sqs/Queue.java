package io.portcullis.local.sqs;

import io.portcullis.local.delivery.ResourceArn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One standard queue. Safe for many threads; waiting receivers are woken by the message itself, not by a timer.
 *
 * <p>All messages stand in one index ordered by when they may be received next, so hidden, delayed and ready messages
 * need no separate places.
 */
final class Queue {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final ResourceArn arn;
    private final Clock clock;
    private final Predicate<String> exists;
    private final Instant createdAt;
    private final Map<String, StoredMessage> byId = new HashMap<>();
    private final TreeSet<StoredMessage> index =
            new TreeSet<>(Comparator.comparing((StoredMessage m) -> m.visibleAt).thenComparingLong(m -> m.sequence));
    private final Map<String, String> tags = new HashMap<>();
    private QueueSettings settings;
    private Instant modifiedAt;
    private long sequence;
    private boolean deleted;

    /** How many messages are ready, hidden by a receiver, and delayed. */
    record Counts(int ready, int inFlight, int delayed) {}

    /** What became of a receive: messages, and those that were received too often and must move on. */
    record Batch(List<Received> messages, List<StoredMessage> exhausted) {
        boolean isEmpty() {
            return messages.isEmpty() && exhausted.isEmpty();
        }
    }

    /**
     * Makes an empty queue.
     *
     * @param exists whether there is a queue of that ARN: messages move on only when there is one to move to
     */
    Queue(ResourceArn arn, QueueSettings settings, Clock clock, Predicate<String> exists) {
        this.arn = arn;
        this.settings = settings;
        this.clock = clock;
        this.exists = exists;
        this.createdAt = clock.instant();
        this.modifiedAt = createdAt;
    }

    ResourceArn arn() {
        return arn;
    }

    String name() {
        return arn.resource();
    }

    Instant createdAt() {
        return createdAt;
    }

    synchronized Instant modifiedAt() {
        return modifiedAt;
    }

    synchronized QueueSettings settings() {
        return settings;
    }

    synchronized void change(Map<String, String> changes) {
        settings = settings.with(changes);
        modifiedAt = clock.instant();
    }

    synchronized Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    synchronized void tag(Map<String, String> added) {
        tags.putAll(added);
    }

    synchronized void untag(List<String> keys) {
        tags.keySet().removeAll(keys);
    }

    /** Puts a message in and returns its id. */
    String send(Outgoing message) {
        String id = UUID.randomUUID().toString();
        if (!put(id, message, clock.instant(), Optional.empty())) {
            throw Faults.noSuchQueue();
        }
        return id;
    }

    /** Takes a message that another queue gave up; it keeps its id and age, and shares the fate of a deleted queue. */
    void redrive(StoredMessage message, String from) {
        put(message.id, message.content, message.sentAt, Optional.of(from));
    }

    private synchronized boolean put(String id, Outgoing message, Instant sentAt, Optional<String> from) {
        if (deleted) {
            return false;
        }
        Instant visible = clock.instant().plus(message.delay().orElse(settings.delay()));
        StoredMessage stored = new StoredMessage(id, message, sentAt, sequence++, visible, from);
        byId.put(id, stored);
        index.add(stored);
        notifyAll();
        return true;
    }

    /**
     * Receives, waiting until there is at least one message, the time is over, the queue is deleted or the thread is
     * interrupted.
     */
    synchronized Batch receive(int most, Duration visibility, Duration wait) {
        Instant end = clock.instant().plus(wait);
        Batch batch = take(most, visibility);
        try {
            while (batch.isEmpty() && clock.instant().isBefore(end)) {
                wait(untilWorthLooking(end).toMillis());
                batch = take(most, visibility);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return batch;
    }

    /** Until the next message becomes visible or the end, whichever comes first; never zero, which would be for ever. */
    private Duration untilWorthLooking(Instant end) {
        Instant next = index.isEmpty() || index.first().visibleAt.isAfter(end) ? end : index.first().visibleAt;
        Duration wait = Duration.between(clock.instant(), next).plus(SHORTEST_WAIT);
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private Batch take(int most, Duration visibility) {
        if (deleted) {
            throw Faults.noSuchQueue();
        }
        Instant now = clock.instant();
        List<Received> messages = new ArrayList<>();
        List<StoredMessage> exhausted = new ArrayList<>();
        List<StoredMessage> hidden = new ArrayList<>();
        while (messages.size() < most
                && !index.isEmpty()
                && !index.first().visibleAt.isAfter(now)) {
            StoredMessage message = index.removeFirst();
            if (expired(message, now)) {
                byId.remove(message.id);
            } else if (exhausted(message)) {
                byId.remove(message.id);
                exhausted.add(message);
            } else {
                messages.add(message.receive(now, now.plus(visibility)));
                hidden.add(message);
            }
        }
        index.addAll(hidden);
        return new Batch(messages, exhausted);
    }

    private boolean expired(StoredMessage message, Instant now) {
        return message.sentAt.plus(settings.retention()).isBefore(now);
    }

    private boolean exhausted(StoredMessage message) {
        return settings.redrive()
                .filter(redrive ->
                        message.receiveCount >= redrive.maxReceiveCount() && exists.test(redrive.deadLetterQueue()))
                .isPresent();
    }

    /** Deletes by receipt handle; a handle of a message that is gone is not an error. */
    synchronized void delete(String receipt) {
        StoredMessage message = byId.get(messageId(receipt));
        if (message != null && message.receipt.equals(receipt)) {
            index.remove(message);
            byId.remove(message.id);
        }
    }

    /** Changes when a received message may be received again. */
    synchronized void changeVisibility(String receipt, Duration timeout) {
        StoredMessage message = byId.get(messageId(receipt));
        if (message == null || !message.receipt.equals(receipt)) {
            throw Faults.invalidValue(
                    receipt,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change.");
        }
        if (!message.visibleAt.isAfter(clock.instant())) {
            throw Faults.of("MessageNotInflight", "The specified message isn't in flight.");
        }
        index.remove(message);
        message.visibleAt = clock.instant().plus(timeout);
        index.add(message);
        notifyAll();
    }

    private static String messageId(String receipt) {
        int colon = receipt.indexOf(':');
        if (colon < 0) {
            throw Faults.of("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
        }
        return receipt.substring(0, colon);
    }

    synchronized void purge() {
        byId.clear();
        index.clear();
    }

    /** Empties the queue for good and sends waiting receivers home. */
    synchronized void close() {
        deleted = true;
        purge();
        notifyAll();
    }

    synchronized Counts counts() {
        Instant now = clock.instant();
        index.removeIf(message -> expired(message, now) && byId.remove(message.id, message));
        int ready = 0;
        int delayed = 0;
        for (StoredMessage message : index) {
            boolean hidden = message.visibleAt.isAfter(now);
            ready += hidden ? 0 : 1;
            delayed += hidden && message.receiveCount == 0 ? 1 : 0;
        }
        return new Counts(ready, index.size() - ready - delayed, delayed);
    }
}
