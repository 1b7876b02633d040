package io.portcullis.api;

import static io.portcullis.api.Served.ACCOUNT;
import static io.portcullis.api.Served.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.analyzer.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResource;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ReasonCode;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceNotFoundException;
import software.amazon.awssdk.services.accessanalyzer.model.ValidationException;

/** An Access Analyzer that takes its time, as AWS's does. */
class PaceTest {

    private static final Duration CREATING = Duration.ofSeconds(20);
    private static final Duration ANALYSIS = Duration.ofSeconds(10);
    private static final Instant BEGIN = Instant.parse("2026-11-23T19:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now.get(), zone);
        }
    };
    private final AtomicReference<Served> open = new AtomicReference<>();

    private Served served(Pace pace) {
        Served served = new Served(Optional.empty(), clock, pace);
        open.set(served);
        return served;
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static AnalyzerSummary analyzer(Served served) {
        return served.client
                .getAnalyzer(request -> request.analyzerName("main"))
                .analyzer();
    }

    @AfterEach
    void stop() {
        open.get().close();
    }

    @Test
    void createsAnalyzersForAWhile() {
        Served served = served(Pace.slow(CREATING, ANALYSIS));
        served.createAnalyzer();
        assertThat(analyzer(served).status()).isEqualTo(AnalyzerStatus.CREATING);
        pass(CREATING);

        assertThat(analyzer(served).status()).isEqualTo(AnalyzerStatus.ACTIVE);
        assertThat(served.client.listAnalyzers(request -> {}).analyzers())
                .extracting(AnalyzerSummary::status)
                .containsExactly(AnalyzerStatus.ACTIVE);
    }

    @Test
    void scansByActiveAnalyzersAlone() {
        Served served = served(Pace.slow(CREATING, ANALYSIS));
        Resource key = served.keys.put(ACCOUNT, REGION, "key", "");
        String arn = served.createAnalyzer();

        assertThatThrownBy(() -> served.client.startResourceScan(
                        request -> request.analyzerArn(arn).resourceArn(key.arn())))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("CREATING");
    }

    @Test
    void showsWhatWasKnownBeforeUntilTheAnalysisIsMade() {
        Served served = served(Pace.slow(Duration.ZERO, ANALYSIS));
        String arn = served.createAnalyzer();
        Resource key = served.keys.put(ACCOUNT, REGION, "key", "");
        served.client.startResourceScan(request -> request.analyzerArn(arn).resourceArn(key.arn()));
        assertThat(served.analyzed(arn, key)).as("never analyzed yet").isEmpty();
        pass(ANALYSIS);
        AnalyzedResource clean = served.analyzed(arn, key).orElseThrow();
        assertThat(clean.isPublic()).isFalse();

        served.keys.put(key, Keys.policy(ACCOUNT, Keys.allow("*", "kms:*")));
        served.client.startResourceScan(request -> request.analyzerArn(arn).resourceArn(key.arn()));
        pass(ANALYSIS.minusSeconds(1));
        assertThat(served.analyzed(arn, key)).as("stale").contains(clean);
        assertThat(served.client
                        .listFindings(request -> request.analyzerArn(arn))
                        .findings())
                .isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(served.client
                        .listFindings(request -> request.analyzerArn(arn))
                        .findings())
                .hasSize(1);
        assertThat(served.analyzed(arn, key).orElseThrow().analyzedAt()).isEqualTo(now.get());
    }

    @Test
    void leavesAnalyzersDisabledOrFailed() {
        Served served = served(Pace.never(AnalyzerStatus.FAILED, ReasonCode.SERVICE_LINKED_ROLE_CREATION_FAILED));
        String arn = served.createAnalyzer();

        assertThat(analyzer(served).status()).isEqualTo(AnalyzerStatus.FAILED);
        assertThat(analyzer(served).statusReason().code()).isEqualTo(ReasonCode.SERVICE_LINKED_ROLE_CREATION_FAILED);
        assertThatThrownBy(() -> served.client.getAnalyzedResource(request ->
                        request.analyzerArn(arn).resourceArn("arn:aws:kms:eu-central-1:111122223333:key/key")))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
