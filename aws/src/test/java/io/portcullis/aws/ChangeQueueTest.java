package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Resource;
import io.portcullis.local.mail.MailMessage;
import io.portcullis.response.Change;
import io.portcullis.response.Responder;
import io.portcullis.response.Undo;
import io.portcullis.response.VirtualThreadScheduler;
import io.portcullis.response.change.ChangeReader;
import io.portcullis.response.message.FindingMail;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The way of a change in an account: KMS, CloudTrail's record, EventBridge, SQS, the response, SNS, a mailbox. */
class ChangeQueueTest {

    private static final List<Duration> AT_ONCE = List.of(Duration.ZERO);

    private final LinkedBlockingQueue<QueueEvent> events = new LinkedBlockingQueue<>();
    private final AwsBench bench = new AwsBench();
    private final SqsClient sqs = bench.clients.sqs();
    private final String dead = queue("dead", Map.of());
    private final String queue = queue(
            "changes",
            Map.of(
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
        rule();
        try (VirtualThreadScheduler scheduler = new VirtualThreadScheduler()) {
            Responder responder = bench.responder(
                    true,
                    scheduler,
                    List.of(
                            new EventBridgePublisher(bench.clients.eventBridge(), "default"),
                            new TopicPublisher(
                                    bench.clients.sns(), topic, new FindingMail(id -> "portcullis undo " + id))));
            try (ChangeQueue changes = queueOf(responder::handle)) {
                changes.start();
                Resource key = bench.key();
                awaitHandled();
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
        send("not an event");
        send("{\"source\":\"somebody.else\"}");
        try (ChangeQueue changes = queueOf(change -> {})) {
            changes.start();
            assertThat(received(dead))
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("not an event"));
            awaitEmpty(queue);
        }
    }

    @Test
    void keepsAMessageFromOthersForAsLongAsItIsInWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        send("work");
        try (ChangeQueue changes = new ChangeQueue(
                sqs,
                queue,
                new QueuePace(Duration.ofSeconds(3), AT_ONCE, Duration.ofSeconds(2)),
                body -> {
                    times.incrementAndGet();
                    begun.countDown();
                    await(over);
                },
                events::add)) {
            changes.start();
            await(begun);
            assertThat(sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(5))
                            .messages())
                    .as("what others get in five seconds, of a lease of three")
                    .isEmpty();
            assertThat(times).as("nor does it come here again").hasValue(1);
            over.countDown();
            awaitHandled();
        }
        assertThat(count(queue)).isZero();
    }

    @Test
    void finishesWhatIsInWorkBeforeItIsClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        send("work");
        ChangeQueue changes = new ChangeQueue(
                sqs,
                queue,
                QueuePace.DEFAULT,
                body -> {
                    begun.countDown();
                    await(over);
                },
                events::add);
        changes.start();
        await(begun);
        Thread closing = Thread.ofVirtual().start(changes::close);
        over.countDown();
        closing.join();
        assertThat(count(queue)).isZero();
    }

    @Test
    void letsGoWhatIsNotDoneInTimeSoThatItComesAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        send("long work");
        ChangeQueue changes = new ChangeQueue(
                sqs,
                queue,
                new QueuePace(Duration.ofHours(1), AT_ONCE, Duration.ofMillis(50)),
                body -> {
                    begun.countDown();
                    await(new CountDownLatch(1));
                },
                event -> {
                    // No further call may be under way at the end that takes what is let go.
                    if (event instanceof QueueEvent.Received) {
                        bench.refuse("ReceiveMessage", "AccessDenied", Integer.MAX_VALUE);
                    }
                });
        changes.start();
        await(begun);
        changes.close();
        bench.refuse("ReceiveMessage", "AccessDenied", 0);
        assertThat(received(queue)).as("although the lease is an hour").hasSize(1);
    }

    @Test
    void comesAgainLaterTheMoreOftenItFailed() {
        assertThat(List.of(1, 2, 3, 4, 5, 100).stream().map(QueuePace.DEFAULT::after))
                .map(Duration::toSeconds)
                .containsExactly(60L, 120L, 480L, 900L, 900L, 900L);
    }

    @Test
    void goesOnAfterTheQueueCouldNotBeRead() throws Exception {
        bench.refuse("ReceiveMessage", "AccessDenied", 1);
        send("{\"source\":\"somebody.else\"}");
        try (ChangeQueue changes = queueOf(change -> {})) {
            changes.start();
            assertThat(events.poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            QueueEvent.NotReceived.class,
                            failed -> assertThat(failed.reason()).contains("Allow sqs:ReceiveMessage"));
            awaitHandled();
        }
    }

    private ChangeQueue queueOf(Consumer<Change> handler) {
        ChangeReader reader = new ChangeReader();
        return new ChangeQueue(
                sqs,
                queue,
                new QueuePace(Duration.ofMinutes(1), AT_ONCE, Duration.ofSeconds(2)),
                body -> reader.read(body).ifPresent(handler),
                events::add);
    }

    private MailMessage mail() throws InterruptedException {
        MailMessage mail = bench.mails.poll(10, TimeUnit.SECONDS);
        assertThat(mail).as("a mail within ten seconds").isNotNull();
        return mail;
    }

    /** Looks anew whenever a message was done with. */
    private void awaitEmpty(String url) throws InterruptedException {
        while (count(url) > 0) {
            awaitHandled();
        }
    }

    private void awaitHandled() throws InterruptedException {
        QueueEvent event = new QueueEvent.Received(0);
        while (!(event instanceof QueueEvent.Handled)) {
            QueueEvent next = events.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("what became of a message, within ten seconds").isNotNull();
            event = next;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private List<Message> received(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(10))
                .messages();
    }

    private int count(String url) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
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
