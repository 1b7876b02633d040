package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Resource;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.response.Change;
import io.portcullis.response.Responder;
import io.portcullis.response.Undo;
import io.portcullis.response.VirtualThreadScheduler;
import io.portcullis.response.change.ChangeReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The way of a change in an account: KMS, CloudTrail's record, EventBridge, SQS, the response, SNS, a mailbox. */
class ChangeQueueTest {

    private final AwsBench bench = new AwsBench();
    private final SqsClient sqs = bench.clients.sqs();
    private final String dead = queue("dead", Map.of());
    private final String queue = queue(
            "changes",
            Map.of(
                    QueueAttributeName.VISIBILITY_TIMEOUT,
                    "0",
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":\"3\"}"));

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void findsProvesTellsCorrectsAndUndoes() throws Exception {
        String topic =
                bench.clients.sns().createTopic(request -> request.name("keys")).topicArn();
        bench.clients
                .sns()
                .subscribe(request -> request.topicArn(topic).protocol("email").endpoint("security@example.com"));
        sqs.setQueueAttributes(
                request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")));
        rule();
        try (VirtualThreadScheduler scheduler = new VirtualThreadScheduler()) {
            Responder responder = bench.responder(
                    true,
                    scheduler,
                    List.of(
                            new EventBridgePublisher(bench.clients.eventBridge(), "default"),
                            new TopicPublisher(bench.clients.sns(), topic)));
            try (ChangeQueue changes = queueOf(responder::handle)) {
                changes.start();
                Resource key = bench.key();
                awaitEmpty(queue);
                bench.put(key, AwsBench.PUBLIC);

                MailMessage opened = mail();
                assertThat(opened.subject()).startsWith("[Portcullis] PUBLIC");
                assertThat(opened.text()).contains("PutKeyPolicy by arn:aws:iam::111122223333:root", "Enable IAM User");
                MailMessage resolved = mail();
                assertThat(resolved.subject()).startsWith("[Portcullis] RESOLVED");
                assertThat(bench.policy(key)).doesNotContain("\"*\"]");

                String id = bench.log.all().getFirst().id();
                assertThat(resolved.text()).contains("portcullis undo " + id);
                new Undo(bench.log, new KmsCorrector(bench.clients), Clock.systemUTC()).undo(id);
                assertThat(bench.policy(key)).isEqualTo(AwsBench.PUBLIC);
                assertThat(mail().text()).contains("OPEN AGAIN");
                assertThat(bench.policy(key)).as("a person's word stands").isEqualTo(AwsBench.PUBLIC);
                awaitEmpty(queue);
            }
        }
    }

    @Test
    void deletesAMessageOnlyAfterItsChangeWasHandled() throws Exception {
        visibility("1");
        rule();
        AtomicInteger tries = new AtomicInteger();
        LinkedBlockingQueue<Change> handled = new LinkedBlockingQueue<>();
        try (ChangeQueue changes = queueOf(change -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            handled.add(change);
        })) {
            Resource key = bench.key();
            changes.start();

            assertThat(handled.poll(10, TimeUnit.SECONDS)).isNotNull().satisfies(change -> {
                assertThat(change.call()).isEqualTo("CreateKey");
                assertThat(change.resources()).containsExactly(key);
            });
            awaitEmpty(queue);
        }
        assertThat(count(dead)).isZero();
    }

    @Test
    void leavesWhatItCannotReadToTheDeadLetterQueue() throws Exception {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("not an event"));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("{\"source\":\"somebody.else\"}"));
        try (ChangeQueue changes = queueOf(change -> {})) {
            changes.start();
            awaitEmpty(queue);
        }
        assertThat(sqs.receiveMessage(request -> request.queueUrl(dead)).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("not an event"));
    }

    private ChangeQueue queueOf(Consumer<Change> handler) {
        return new ChangeQueue(sqs, queue, new ChangeReader(), handler);
    }

    private MailMessage mail() throws InterruptedException {
        MailMessage mail = bench.mails.poll(10, TimeUnit.SECONDS);
        assertThat(mail).as("a mail within ten seconds").isNotNull();
        return mail;
    }

    private void awaitEmpty(String url) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (count(url) > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(count(url)).isZero();
    }

    private int count(String url) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private void visibility(String seconds) {
        sqs.setQueueAttributes(
                request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds)));
    }

    private void rule() {
        bench.clients
                .eventBridge()
                .putRule(request -> request.name("changes").eventPattern(new ChangeReader().eventPattern()));
        bench.clients
                .eventBridge()
                .putTargets(request -> request.rule("changes")
                        .targets(Target.builder().id("queue").arn(arn(queue)).build()));
        sqs.setQueueAttributes(request ->
                request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                        "Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(arn(queue)))));
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    }
}
