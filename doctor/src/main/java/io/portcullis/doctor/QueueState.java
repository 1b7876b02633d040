package io.portcullis.doctor;

import java.util.Optional;

/**
 * A queue that a rule sends to.
 *
 * @param arn its ARN
 * @param policy its policy; empty text when it has none
 * @param key the KMS key that it is encrypted with, as the queue names it; empty when SQS's own are used, or none
 * @param deadLetters the ARN of its dead-letter queue
 * @param lost how many messages lie there; empty when that is not known
 */
public record QueueState(
        String arn, String policy, Optional<String> key, Optional<String> deadLetters, Optional<Integer> lost) {}
