package io.portcullis.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.delivery.DeliveryException.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LaneTest {

    @Test
    void workOfOneLaneRunsInOrderOffTheCallersThread() throws Exception {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(1_000);
        Thread caller = Thread.currentThread();
        try (Dispatch dispatch = new Dispatch("test")) {
            Lane lane = dispatch.lane();
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                lane.execute(() -> {
                    assertThat(Thread.currentThread()).isNotSameAs(caller);
                    seen.add(number);
                    done.countDown();
                });
            }
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void brokenWorkDoesNotStopTheLane() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Dispatch dispatch = new Dispatch("test")) {
            Lane lane = dispatch.lane();
            lane.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            lane.execute(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void attemptsAreBoundedAndEndEarlyWhenTryingAgainIsUseless() {
        Retries retries = new Retries(3, Duration.ofMillis(1));
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> retries.run(() -> {
                    attempts.incrementAndGet();
                    throw new DeliveryException(Cause.SDK_CLIENT_ERROR, "later perhaps");
                }))
                .hasMessage("later perhaps");
        assertThat(attempts).hasValue(3);
        assertThatThrownBy(() -> retries.run(() -> {
                    attempts.incrementAndGet();
                    throw new DeliveryException(Cause.NO_PERMISSIONS, "never");
                }))
                .hasMessage("never");
        assertThat(attempts).hasValue(4);
    }
}
