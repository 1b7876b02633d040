package io.portcullis.local.sqs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message as one receiver sees it.
 *
 * @param receiptHandle what this receiver deletes it by
 * @param receiveCount how often it has been received, this time included
 * @param source the queue it was redriven from
 */
record Received(
        String messageId,
        String receiptHandle,
        String body,
        Map<String, MessageAttributeValue> attributes,
        String senderId,
        Instant sentAt,
        Instant firstReceivedAt,
        int receiveCount,
        Optional<String> source) {}
