package io.portcullis.aws;

import io.portcullis.wire.Disturbance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** A test on an analyzer that it opens as it needs it, and that is closed after it. */
abstract class OnAnAnalyzerBench {

    static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicReference<AnalyzerBench> bench = new AtomicReference<>();

    final AnalyzerBench slow(Disturbance... disturbances) {
        return with(AnalyzerBench.slow(disturbances));
    }

    final AnalyzerBench with(AnalyzerBench opened) {
        bench.set(opened);
        return opened;
    }

    @AfterEach
    void stop() {
        bench.get().close();
    }
}
