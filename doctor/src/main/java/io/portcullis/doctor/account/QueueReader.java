package io.portcullis.doctor.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.doctor.QueueState;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads a queue's attributes. */
record QueueReader(SqsClient sqs) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The URL of the queue of this ARN.
     *
     * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException when there is none
     * @throws SdkException when it may not be looked for
     */
    String url(String arn) {
        String[] parts = arn.split(":", 6);
        return sqs.getQueueUrl(request -> request.queueName(parts[5]).queueOwnerAWSAccountId(parts[4]))
                .queueUrl();
    }

    /**
     * A queue.
     *
     * @throws SdkException when it may not be looked at
     */
    QueueState read(String arn, String url) {
        Map<QueueAttributeName, String> attributes = attributes(url);
        Optional<String> deadLetters = deadLetters(attributes);
        return new QueueState(
                arn,
                attributes.getOrDefault(QueueAttributeName.POLICY, ""),
                Optional.ofNullable(attributes.get(QueueAttributeName.KMS_MASTER_KEY_ID))
                        .filter(key -> !key.isEmpty()),
                deadLetters,
                deadLetters.flatMap(this::messages));
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private static Optional<String> deadLetters(Map<QueueAttributeName, String> attributes) {
        try {
            return Optional.of(JSON.readTree(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"))
                            .path("deadLetterTargetArn")
                            .asText())
                    .filter(arn -> !arn.isEmpty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("SQS has a redrive policy that is not JSON", e);
        }
    }

    /** How many messages lie in a dead-letter queue, if that may be seen. */
    private Optional<Integer> messages(String arn) {
        try {
            return Optional.ofNullable(attributes(url(arn)).get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .map(Integer::valueOf);
        } catch (SdkException mayNotLook) {
            return Optional.empty();
        }
    }
}
