package io.portcullis.local.delivery;

/** Publishes to topics inside the process. Safe for many threads. */
@FunctionalInterface
public interface TopicPublisher {

    /**
     * Publishes one message; the topic's policy decides whether the sender may. Returns when the topic has taken the
     * message; subscribers get theirs later, on other threads.
     *
     * @param from the sender
     * @param topicArn the topic
     * @param message the message, at most 262,144 bytes
     * @throws DeliveryException when the topic is missing, its policy refuses, or the message is too large
     */
    void publish(Requester from, String topicArn, String message) throws DeliveryException;
}
