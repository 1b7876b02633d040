package io.portcullis.aws;

import io.portcullis.response.change.MalformedEventException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Takes messages from an SQS queue that an EventBridge rule fills. A message is deleted only after it was handled; until
 * then it is kept from other receivers. One whose handling fails comes again, later each time, and one that cannot be read
 * is left to the queue's dead-letter queue.
 */
public final class ChangeQueue implements AutoCloseable {

    /** How many messages are in work at a time; at that bound no more are received. */
    public static final int IN_WORK = 64;

    /** How long a receipt waits for a message: at most 20 s (SQS API reference, ReceiveMessage). */
    public static final Duration WAIT = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(ChangeQueue.class);

    /** ReceiveMessage gives at most 10 messages (SQS API reference). */
    private static final int MAX_MESSAGES = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SqsClient sqs;
    private final String queueUrl;
    private final QueuePace pace;
    private final Consumer<String> handler;
    private final Consumer<QueueEvent> listener;
    private final Leases leases;
    /** The first receipt does not wait: whether the queue can be read at all is known at once. For the taker alone. */
    private boolean hasAnswered;

    private final Semaphore permits = new Semaphore(IN_WORK);
    private final Thread taker = Thread.ofVirtual().name("portcullis-changes").unstarted(this::take);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("portcullis-change-", 0).factory());

    /**
     * A queue of changes; nothing is taken before {@link #start}.
     *
     * @param handler handles the body of a message, on a thread of its own; throws {@link MalformedEventException} when it
     *     cannot be read, and anything else to have the message come again
     * @param listener hears what becomes of messages, on the threads that handle them: be quick
     */
    public ChangeQueue(
            SqsClient sqs, String queueUrl, QueuePace pace, Consumer<String> handler, Consumer<QueueEvent> listener) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.pace = pace;
        this.handler = handler;
        this.listener = listener;
        this.leases = new Leases(sqs, queueUrl, pace);
    }

    /** Begins to take messages, on a thread of its own, until the queue is closed. */
    public void start() {
        taker.start();
        leases.start();
    }

    /**
     * Takes no more and gives what is in work the time to end that the pace allows. The rest is interrupted and let go: it
     * comes again. What SQS hands to a call that was under way, and is not listened to any more, comes again after a lease.
     */
    @Override
    public void close() {
        threads.shutdown();
        taker.interrupt();
        try {
            if (!threads.awaitTermination(pace.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Not everything was done within {}; the rest comes again", pace.farewell());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leases.close();
            threads.shutdownNow();
        }
    }

    private void take() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!threads.isShutdown()) {
                if (receive()) {
                    pause = FIRST_PAUSE;
                } else {
                    Thread.sleep(pause);
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Receives once there is room, and has what came handled. */
    private boolean receive() throws InterruptedException {
        permits.acquire();
        int room = 1;
        while (room < MAX_MESSAGES && permits.tryAcquire()) {
            room++;
        }
        int taken = 0;
        try {
            List<Message> messages = receive(room);
            hasAnswered = true;
            listener.accept(new QueueEvent.Received(messages.size()));
            messages.forEach(leases::hold);
            taken = messages.size();
            messages.forEach(message -> threads.execute(() -> work(message)));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed: what has just come is let go", e);
            if (threads.isTerminated()) {
                leases.letGo();
            }
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                String reason =
                        e instanceof SdkException failed ? Trouble.of("sqs:ReceiveMessage", failed) : e.toString();
                LOG.warn("{}", reason);
                listener.accept(new QueueEvent.NotReceived(reason));
            }
            return false;
        } finally {
            permits.release(room - taken);
        }
        return true;
    }

    private List<Message> receive(int room) {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(room)
                        .waitTimeSeconds(hasAnswered ? (int) WAIT.toSeconds() : 0)
                        .visibilityTimeout((int) pace.lease().toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    private void work(Message message) {
        long from = System.nanoTime();
        try {
            handler.accept(message.body());
            sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            leases.end(message);
            listener.accept(new QueueEvent.Handled(Duration.ofNanos(System.nanoTime() - from)));
        } catch (MalformedEventException e) {
            String reason = "message " + message.messageId() + ": " + e.getMessage();
            LOG.error("Left for the dead-letter queue: {}", reason);
            letGo(message, new QueueEvent.Malformed(reason));
        } catch (RuntimeException e) {
            LOG.error("Message {} was not handled and comes again", message.messageId(), e);
            letGo(message, new QueueEvent.Failed(String.valueOf(e.getMessage())));
        } finally {
            permits.release();
        }
    }

    private void letGo(Message message, QueueEvent why) {
        listener.accept(why);
        leases.postpone(message);
    }
}
