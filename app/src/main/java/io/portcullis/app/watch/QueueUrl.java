package io.portcullis.app.watch;

import io.portcullis.app.cli.CommandFailure;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The queue that changes come from.
 *
 * @param text as it was given
 */
record QueueUrl(String text) {

    /** Source: Amazon SQS endpoints and quotas (AWS general reference). */
    private static final Pattern OF_AWS = Pattern.compile("https://sqs\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?/.+");

    /**
     * Refuses what is no address, and a FIFO queue.
     *
     * @throws CommandFailure saying why
     */
    QueueUrl {
        if (!text.matches("https?://[^/\\s]+/\\S+") || URI.create(text).getHost() == null) {
            throw CommandFailure.usage("--queue-url " + text
                    + " is not an address such as https://sqs.eu-west-1.amazonaws.com/111122223333/portcullis-changes");
        }
        // A message of a FIFO queue cannot be kept back by itself (SQS API reference, SendMessage, DelaySeconds).
        if (text.endsWith(".fifo")) {
            throw CommandFailure.usage("--queue-url " + text
                    + " is a FIFO queue, on which no message can be kept back until its key is looked at again; take a"
                    + " standard one");
        }
    }

    /** The Region in the address, where AWS has made it. */
    Optional<Region> region() {
        Matcher parts = OF_AWS.matcher(text);
        return parts.matches() ? Optional.of(Region.of(parts.group(1))) : Optional.empty();
    }

    /**
     * Makes sure that there is such a queue, as far as may be looked.
     *
     * @throws CommandFailure when there is none
     */
    void check(SqsClient sqs) {
        try {
            sqs.getQueueAttributes(request -> request.queueUrl(text).attributeNames(QueueAttributeName.QUEUE_ARN));
        } catch (QueueDoesNotExistException none) {
            throw CommandFailure.usage(
                    "--queue-url " + text + ": there is no such queue in this account and Region", none);
        } catch (SqsException mayNotLook) {
            // Receiving needs another permission, and says by itself when that is lacking.
            return;
        }
    }
}
