package io.portcullis.deploy;

import io.portcullis.response.FollowUp;
import io.portcullis.response.FollowUpJson;
import io.portcullis.response.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Puts follow-ups on a queue, that keeps them until their time: a function is gone by then. Whatever else is to be done
 * later is left alone: a notice that was not delivered makes its message come again.
 */
final class QueueScheduler implements Scheduler {

    /** SQS keeps a message back for at most 15 minutes (SQS API reference, "SendMessage"). */
    private static final long MOST_SECONDS = 900;

    private final SqsClient sqs;
    private final String queueUrl;
    private final FollowUpJson json = new FollowUpJson();

    QueueScheduler(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void after(Duration delay, Runnable task) {}

    @Override
    public void followUp(Duration delay, FollowUp what, Consumer<FollowUp> here) {
        long seconds = Math.min(delay.plusMillis(999).toSeconds(), MOST_SECONDS);
        sqs.sendMessage(message ->
                message.queueUrl(queueUrl).messageBody(json.write(what)).delaySeconds((int) seconds));
    }
}
