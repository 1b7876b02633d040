package io.portcullis.aws;

import io.portcullis.response.Change;
import io.portcullis.response.change.ChangeReader;
import io.portcullis.response.change.MalformedEventException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * Takes changes from an SQS queue that an EventBridge rule fills. A message is deleted only after its change was handled;
 * one whose handling fails comes again, and one that cannot be read is left to the queue's dead-letter queue.
 */
public final class ChangeQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeQueue.class);

    /** ReceiveMessage gives at most 10 messages and waits at most 20 s (SQS API reference). */
    private static final int MAX_MESSAGES = 10;

    private static final int WAIT_SECONDS = 20;
    private static final int IN_FLIGHT = 64;
    private static final int REMEMBERED = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SqsClient sqs;
    private final String queueUrl;
    private final ChangeReader reader;
    private final Consumer<Change> responder;
    private final Semaphore permits = new Semaphore(IN_FLIGHT);
    private final Set<String> malformed = Collections.newSetFromMap(Collections.synchronizedMap(new Remembered()));
    private final Thread taker = Thread.ofVirtual().name("portcullis-changes").unstarted(this::take);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("portcullis-change-", 0).factory());

    /** A set that forgets its oldest entries. */
    private static final class Remembered extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }

    /**
     * A queue of changes; nothing is taken before {@link #start}.
     *
     * @param responder handles a change; when it throws, the message comes again
     */
    public ChangeQueue(SqsClient sqs, String queueUrl, ChangeReader reader, Consumer<Change> responder) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.reader = reader;
        this.responder = responder;
    }

    /** Begins to take messages, on a thread of its own, until the queue is closed. */
    public void start() {
        taker.start();
    }

    /** Takes no more, gives what is being handled two seconds to end, and interrupts the rest: it comes again. */
    @Override
    public void close() {
        threads.shutdown();
        taker.interrupt();
        try {
            if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void take() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!threads.isShutdown()) {
                int room = 1;
                permits.acquire();
                while (room < MAX_MESSAGES && permits.tryAcquire()) {
                    room++;
                }
                int taken = 0;
                try {
                    List<Message> messages = receive(room);
                    taken = messages.size();
                    messages.forEach(message -> threads.execute(() -> handle(message)));
                    pause = FIRST_PAUSE;
                } catch (RejectedExecutionException e) {
                    return; // Closed meanwhile: the messages come again.
                } catch (SdkException e) {
                    if (threads.isShutdown()) {
                        return;
                    }
                    LOG.warn("{}; next try in {} s", Trouble.of("sqs:ReceiveMessage", e), pause.toSeconds());
                    Thread.sleep(pause);
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                } finally {
                    permits.release(room - taken);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Message> receive(int room) {
        return sqs.receiveMessage(request ->
                        request.queueUrl(queueUrl).maxNumberOfMessages(room).waitTimeSeconds(WAIT_SECONDS))
                .messages();
    }

    private void handle(Message message) {
        try {
            reader.read(message.body()).ifPresent(responder);
            sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
        } catch (MalformedEventException e) {
            if (malformed.add(message.messageId())) {
                LOG.error("Left for the dead-letter queue: message {}: {}", message.messageId(), e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("Message {} was not handled and comes again", message.messageId(), e);
        } finally {
            permits.release();
        }
    }
}
