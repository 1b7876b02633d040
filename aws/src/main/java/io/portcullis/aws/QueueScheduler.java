package io.portcullis.aws;

import io.portcullis.response.FollowUp;
import io.portcullis.response.FollowUpJson;
import io.portcullis.response.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Puts follow-ups on a queue, that keeps them until their time: the process may be gone by then. What else is to be done
 * later is left to another scheduler. Safe for use by many threads.
 */
public final class QueueScheduler implements Scheduler {

    /** SQS keeps a message back for at most 15 minutes (SQS API reference, "SendMessage"). */
    private static final long MOST_SECONDS = 900;

    private final SqsClient sqs;
    private final String queueUrl;
    private final Scheduler here;
    private final FollowUpJson json = new FollowUpJson();

    /**
     * A scheduler of follow-ups on this queue.
     *
     * @param here runs what no other process can do; may leave that alone where a message of the queue comes again until
     *     everybody has been told
     */
    public QueueScheduler(SqsClient sqs, String queueUrl, Scheduler here) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.here = here;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        here.after(delay, task);
    }

    @Override
    public void followUp(Duration delay, FollowUp what, Consumer<FollowUp> ignored) {
        long seconds = Math.min(delay.plusMillis(999).toSeconds(), MOST_SECONDS);
        sqs.sendMessage(message ->
                message.queueUrl(queueUrl).messageBody(json.write(what)).delaySeconds((int) seconds));
    }
}
