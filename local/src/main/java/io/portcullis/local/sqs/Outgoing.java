package io.portcullis.local.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message on its way into a queue.
 *
 * @param body the text
 * @param attributes the message attributes
 * @param senderId who sends: an account, or a service's principal
 * @param delay how long it stays hidden; empty for the queue's own
 */
record Outgoing(String body, Map<String, MessageAttributeValue> attributes, String senderId, Optional<Duration> delay) {
    Outgoing {
        attributes = Map.copyOf(attributes);
    }
}
