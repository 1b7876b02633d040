package io.portcullis.local.delivery;

import java.util.Map;

/** Sends to queues inside the process. Safe for many threads. */
@FunctionalInterface
public interface QueueSender {

    /**
     * Sends one message; the queue's policy decides whether the sender may.
     *
     * @param from the sender
     * @param queueArn the queue
     * @param body the message
     * @param attributes message attributes of type String
     * @throws DeliveryException when the queue is missing, its policy refuses, or the message is too large
     */
    void send(Requester from, String queueArn, String body, Map<String, String> attributes) throws DeliveryException;
}
