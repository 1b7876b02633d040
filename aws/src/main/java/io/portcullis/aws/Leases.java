package io.portcullis.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The messages in work, kept from other receivers for as long as that lasts: their visibility timeouts are renewed at every
 * third of a lease. Where that fails a message may be handed out twice, which does no harm: the resource is looked at twice,
 * and nobody is told twice. Safe for use by many threads.
 */
final class Leases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private static final String PERMISSION = "sqs:ChangeMessageVisibility";

    /** ChangeMessageVisibilityBatch takes at most 10 messages (SQS API reference). */
    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final String queueUrl;
    private final QueuePace pace;
    private final ConcurrentMap<String, Message> held = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread renewer = Thread.ofVirtual().name("portcullis-leases").unstarted(this::renew);

    Leases(SqsClient sqs, String queueUrl, QueuePace pace) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.pace = pace;
    }

    void start() {
        renewer.start();
    }

    /** Takes up a message that has just been received. */
    void hold(Message message) {
        held.put(message.receiptHandle(), message);
    }

    /** Is done with a message. */
    void end(Message message) {
        held.remove(message.receiptHandle());
    }

    /** Has a message come again, later the more often it has come already. */
    void postpone(Message message) {
        if (closing.getCount() > 0 && held.remove(message.receiptHandle(), message)) {
            hide(List.of(message), pace.after(timesReceived(message)));
        }
    }

    /**
     * Renews no more, and lets go what is still held: it comes again, here or elsewhere. Not at once: news that were recorded
     * and not told are nobody else's to tell for a while.
     */
    @Override
    public void close() {
        closing.countDown();
        letGo();
    }

    /** Lets go what is held. */
    void letGo() {
        List<Message> left = List.copyOf(held.values());
        held.clear();
        hide(left, pace.after(1));
    }

    private void renew() {
        try {
            while (!closing.await(pace.lease().toMillis() / 3, TimeUnit.MILLISECONDS)) {
                hide(List.copyOf(held.values()), pace.lease());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hide(List<Message> messages, Duration time) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages.subList(from, Math.min(from + BATCH, messages.size()))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout((int) time.toSeconds())
                        .build());
            }
            hide(entries);
        }
    }

    private void hide(List<ChangeMessageVisibilityBatchRequestEntry> entries) {
        try {
            // A message that was deleted meanwhile is refused, which is as it should be.
            sqs.changeMessageVisibilityBatch(
                    request -> request.queueUrl(queueUrl).entries(entries));
        } catch (SdkException e) {
            LOG.warn(
                    "{} {} messages may come again before they are done with.",
                    Trouble.of(PERMISSION, e),
                    entries.size());
        }
    }

    private static int timesReceived(Message message) {
        Map<MessageSystemAttributeName, String> attributes = message.attributes();
        return Integer.parseInt(attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
    }
}
