package io.portcullis.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualThreadSchedulerTest {

    @Test
    void runsATaskWhenItsTimeHasCome() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        try (VirtualThreadScheduler scheduler = new VirtualThreadScheduler()) {
            long start = System.nanoTime();
            scheduler.after(Duration.ofMillis(20), ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
        }
    }

    @Test
    void dropsWhatWaitsWhenItIsClosed() {
        CountDownLatch ran = new CountDownLatch(1);
        VirtualThreadScheduler scheduler = new VirtualThreadScheduler();
        scheduler.after(Duration.ofHours(1), ran::countDown);
        scheduler.close();
        scheduler.after(Duration.ZERO, ran::countDown);

        assertThat(ran.getCount()).isEqualTo(1);
    }
}
