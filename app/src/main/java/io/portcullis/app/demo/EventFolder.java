package io.portcullis.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.aws.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A program that listens for findings as any would: a rule on the default bus with a queue as its target. Each event is kept in
 * a folder as {@code 000001.json} and so on.
 */
final class EventFolder implements AutoCloseable {

    private static final String NAME = "demo-findings";
    private static final String PATTERN =
            "{\"source\":[\"access-analyzer-kms-function\"],\"detail-type\":[\"Access Analyzer KMS Findings\"]}";

    /** Hears of events. */
    @FunctionalInterface
    interface Ear {
        /**
         * Hears of one event.
         *
         * @param nanoTime {@link System#nanoTime()} when it came
         * @param file where it is kept
         * @param status the status of its first finding
         */
        void heard(long nanoTime, Path file, String status);
    }

    private final SqsClient sqs;
    private final String queueUrl;
    private final Path folder;
    private final Ear heard;
    private final JsonMapper json = new JsonMapper();
    private final Thread thread = Thread.ofVirtual().name("demo-events").unstarted(this::listen);
    private int last;

    private EventFolder(SqsClient sqs, String queueUrl, Path folder, Ear heard, int last) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.folder = folder;
        this.heard = heard;
        this.last = last;
    }

    /**
     * Sets up the rule and the queue, and begins to listen.
     */
    static EventFolder open(AwsClients clients, Path folder, Ear heard) throws IOException {
        Files.createDirectories(folder);
        String url = clients.sqs()
                .createQueue(queue -> queue.queueName(NAME).attributes(Map.of(QueueAttributeName.POLICY, """
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage",\
                                "Principal":{"Service":"events.amazonaws.com"},"Resource":"*"}]}""")))
                .queueUrl();
        String arn = clients.sqs()
                .getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        clients.eventBridge().putRule(rule -> rule.name(NAME).eventPattern(PATTERN));
        clients.eventBridge()
                .putTargets(targets -> targets.rule(NAME)
                        .targets(Target.builder().id("queue").arn(arn).build()));
        EventFolder listener = new EventFolder(clients.sqs(), url, folder, heard, last(folder));
        listener.thread.start();
        return listener;
    }

    /** Stops listening. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private static int last(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{6}\\.json"))
                    .mapToInt(name -> Integer.parseInt(name.substring(0, 6)))
                    .max()
                    .orElse(0);
        }
    }

    private void listen() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                for (Message message : sqs.receiveMessage(
                                receive -> receive.queueUrl(queueUrl).waitTimeSeconds(20))
                        .messages()) {
                    keep(message.body());
                    sqs.deleteMessage(delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
                }
            } catch (SdkException closed) {
                // The account is gone, and with it what there was to hear.
                return;
            }
        }
    }

    private void keep(String event) {
        long now = System.nanoTime();
        Path file = folder.resolve("%06d.json".formatted(++last));
        try {
            Files.writeString(file, json.readTree(event).toPrettyString() + "\n");
            heard.heard(
                    now,
                    file,
                    json.readTree(event).at("/detail/Findings/0/status").asText());
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("An event that is not JSON: " + event, malformed);
        } catch (IOException unable) {
            throw new UncheckedIOException("The event cannot be kept in " + file, unable);
        }
    }
}
