package io.portcullis.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.delivery.ResourceArn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A queue by a clock that the test moves. */
final class QueueTest {

    private static final ResourceArn ARN = ResourceArn.of("sqs", "eu-central-1", "111122223333", "q");

    private final MovableClock clock = new MovableClock();

    private Queue queue(Map<String, String> attributes) {
        return new Queue(ARN, QueueSettings.DEFAULT.with(attributes), clock, arn -> true);
    }

    private static Outgoing text(String body) {
        return new Outgoing(body, Map.of(), "111122223333", Optional.empty());
    }

    @Test
    void messageIsForgottenAfterItsRetention() {
        Queue queue = queue(Map.of("MessageRetentionPeriod", "60"));
        queue.send(text("old"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(queue.counts()).isEqualTo(new Queue.Counts(0, 0, 0));
        queue.send(text("new"));
        assertThat(queue.receive(10, Duration.ofSeconds(30), Duration.ZERO).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("new"));
    }

    @Test
    void messagesComeInTheOrderTheyWereSent() {
        Queue queue = queue(Map.of());
        for (int i = 0; i < 5; i++) {
            queue.send(text("m" + i));
        }
        assertThat(queue.receive(10, Duration.ofSeconds(30), Duration.ZERO).messages())
                .extracting(Received::body)
                .containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void oneReceiveGivesAMessageOnceEvenWithoutVisibilityTimeout() {
        Queue queue = queue(Map.of());
        queue.send(text("x"));
        assertThat(queue.receive(10, Duration.ZERO, Duration.ZERO).messages()).hasSize(1);
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
