package io.portcullis.aws;

import java.time.Duration;

/** What became of a queue's messages. Each that was received is handled, failed or malformed in the end. */
public sealed interface QueueEvent {

    /**
     * The queue answered.
     *
     * @param messages how many messages it gave, perhaps none
     */
    record Received(int messages) implements QueueEvent {}

    /** The queue was asked and gave no answer. */
    record NotReceived(String reason) implements QueueEvent {}

    /**
     * A message was handled and deleted.
     *
     * @param took from its receipt to its deletion
     */
    record Handled(Duration took) implements QueueEvent {}

    /** A message was not handled, or not deleted, and comes again. */
    record Failed(String reason) implements QueueEvent {}

    /** A message cannot be read. It comes again until the queue's dead-letter queue takes it. */
    record Malformed(String reason) implements QueueEvent {}
}
