package io.portcullis.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one SQS event. Each succeeds or fails by itself: those that failed, or were not done in time, are named in
 * the answer and come again, and the others are deleted (Lambda developer guide, "Handling errors for an SQS event source").
 *
 * @param messages the messages in their order
 */
record MessageBatch(List<Message> messages) {

    private static final Logger LOG = LoggerFactory.getLogger(MessageBatch.class);

    /** Left over at the end of an invocation, to answer in. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    /** A message. */
    record Message(String id, String body) {}

    MessageBatch {
        messages = List.copyOf(messages);
    }

    /**
     * The batch in this event.
     *
     * @throws IllegalArgumentException when it is no event of SQS's
     */
    static MessageBatch of(JsonNode event) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : event.path("Records")) {
            if (!message.path("messageId").isTextual() || !message.path("body").isTextual()) {
                throw new IllegalArgumentException(
                        "An event of SQS was expected: messageId and body in each of Records");
            }
            messages.add(new Message(
                    message.get("messageId").textValue(), message.get("body").textValue()));
        }
        return new MessageBatch(messages);
    }

    static boolean isOne(JsonNode event) {
        return event.path("Records").isArray();
    }

    /**
     * Does something with the body of each message, all at the same time.
     *
     * @param remainingMillis how long the invocation may still last
     * @return the ids of those that failed, in their order
     */
    List<String> failing(int remainingMillis, Consumer<String> work) {
        long deadline = System.nanoTime()
                + Duration.ofMillis(remainingMillis).minus(MARGIN).toNanos();
        List<String> failed = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Map<Message, Future<?>> running = new LinkedHashMap<>();
            messages.forEach(message -> running.put(message, threads.submit(() -> work.accept(message.body()))));
            running.forEach((message, future) -> {
                if (!isDone(message, future, deadline - System.nanoTime())) {
                    failed.add(message.id());
                }
            });
        } finally {
            threads.shutdownNow();
        }
        return failed;
    }

    private static boolean isDone(Message message, Future<?> future, long nanos) {
        try {
            future.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            LOG.error("Message {} failed and comes again", message.id(), e.getCause());
        } catch (TimeoutException e) {
            LOG.error("Message {} was not done in time and comes again", message.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The answer that names the messages that failed. */
    static ObjectNode answer(JsonMapper json, List<String> failed) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        failed.forEach(id -> failures.addObject().put("itemIdentifier", id));
        return answer;
    }
}
