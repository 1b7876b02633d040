package io.portcullis.local;

import static io.portcullis.local.Messaging.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** How long an event takes to a waiting receiver; the bound is generous, for busy machines. */
final class LatencyTest {

    private static final int EVENTS = 60;
    private static final PutEventsRequestEntry ENTRY = PutEventsRequestEntry.builder()
            .source("app")
            .detailType("d")
            .detail("{}")
            .build();

    @Test
    void eventReachesAWaitingReceiverInMilliseconds() throws Exception {
        try (Messaging messaging = Messaging.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            EventBridgeClient events = messaging.events(ACCOUNT);
            String url = messaging.openQueue("latency");
            events.putRule(request -> request.name("latency").eventPattern("{\"source\":[\"app\"]}"));
            Target target =
                    Target.builder().id("1").arn(Messaging.queueArn("latency")).build();
            events.putTargets(request -> request.rule("latency").targets(target));
            long[] nanos = new long[EVENTS];
            for (int i = 0; i < EVENTS; i++) {
                CountDownLatch about = new CountDownLatch(1);
                var received = CompletableFuture.supplyAsync(
                        () -> {
                            about.countDown();
                            messaging.nextMessage(url);
                            return System.nanoTime();
                        },
                        threads);
                about.await();
                long start = System.nanoTime();
                events.putEvents(request -> request.entries(ENTRY));
                nanos[i] = received.get() - start;
            }
            Arrays.sort(nanos);
            Duration median = Duration.ofNanos(nanos[EVENTS / 2]);
            System.out.println("PutEvents to ReceiveMessage and DeleteMessage: median " + median + ", worst "
                    + Duration.ofNanos(nanos[EVENTS - 1]));
            assertThat(median).isLessThan(Duration.ofMillis(100));
        }
    }
}
