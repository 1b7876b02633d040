package io.portcullis.aws;

import static io.portcullis.aws.AnalyzerBench.ANALYSIS;
import static io.portcullis.aws.AnalyzerBench.CREATING;
import static io.portcullis.aws.AnalyzerBench.analysis;
import static io.portcullis.aws.AnalyzerBench.notYet;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Verdict;
import io.portcullis.api.Pace;
import io.portcullis.response.Inspection;
import io.portcullis.response.Inspection.Pending;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import io.portcullis.response.ResourceReader.Present;
import io.portcullis.wire.Disturbance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.accessanalyzer.model.FindingStatusUpdate;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzedResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanRequest;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanResponse;

/** Asks an Access Analyzer that is slow, and stale until it has looked again. */
class ManagedAnalyzerTest extends OnAnAnalyzerBench {

    @Test
    void reportsPublicAndExternalAccessWithAwsOwnIds() {
        AnalyzerBench aws = slow();
        Analysis open = aws.answer(aws.aws.key(AwsBench.PUBLIC));
        Analysis shared = aws.answer(aws.aws.key(AnalyzerBench.shared(1)));

        assertThat(open.verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(open.reasons()).isEmpty();
        Finding finding = open.findings().getFirst();
        assertThat(finding.principal()).isEqualTo(Map.of("AWS", "*"));
        assertThat(finding.isPublic()).isTrue();
        assertThat(finding.actions()).contains("kms:Decrypt").isSorted();
        assertThat(finding.witness()).as("AWS gives no proof").isEmpty();
        assertThat(shared.verdict()).isEqualTo(Verdict.EXTERNAL);
        assertThat(shared.findings()).singleElement().satisfies(one -> {
            assertThat(one.principal()).isEqualTo(Map.of("AWS", "200000000000"));
            assertThat(one.actions()).containsExactly("kms:Decrypt");
        });
        assertThat(aws.aws
                        .clients
                        .accessAnalyzer(AwsBench.REGION)
                        .getFinding(
                                request -> request.analyzerArn(analyzerArn(aws)).id(finding.id()))
                        .finding()
                        .isPublic())
                .isTrue();
    }

    @Test
    void answersThatNobodyOutsideGetsInOnlyOnceItWasAnalyzed() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key();

        assertThat(aws.answer(key)).isEqualTo(new Analysis(key, Verdict.NONE, List.of(), List.of()));
    }

    @Test
    void saysNotYetUntilAnalyzedAtIsLaterThanTheScan() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key();
        aws.answer(key);

        Inspection asked = aws.ask(key);
        assertThat(notYet(asked).begun()).contains(aws.time.instant());
        Inspection early = aws.askAgain(asked, ANALYSIS.minus(SECOND));
        assertThat(notYet(early).soFar().verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(notYet(early).soFar().reasons())
                .containsExactly("AWS's Access Analyzer has not analyzed the resource since it changed.");
        assertThat(analysis(aws.askAgain(early, SECOND)).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void neverRepeatsAnOldVerdict() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key();
        assertThat(aws.answer(key).verdict()).isEqualTo(Verdict.NONE);

        aws.aws.put(key, AwsBench.PUBLIC);
        Inspection asked = aws.askAgain(aws.ask(key), SECOND);
        assertThat(aws.client
                        .getAnalyzedResource(
                                request -> request.analyzerArn(analyzerArn(aws)).resourceArn(key.arn()))
                        .resource()
                        .isPublic())
                .as("what AWS still says")
                .isFalse();
        assertThat(asked).isInstanceOf(Pending.class);
        assertThat(analysis(aws.askAgain(asked, ANALYSIS)).verdict()).isEqualTo(Verdict.PUBLIC);

        aws.aws.put(key, AnalyzerBench.shared(1));
        Inspection narrowed = aws.askAgain(aws.ask(key), SECOND);
        assertThat(notYet(narrowed).soFar().findings())
                .as("no old finding either")
                .isEmpty();
        assertThat(analysis(aws.askAgain(narrowed, ANALYSIS)).verdict()).isEqualTo(Verdict.EXTERNAL);
    }

    @Test
    void acceptsNoAnalysisFromBetweenTheChangeAndTheScan() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key();
        aws.answer(key);
        Instant changed = aws.time.instant();
        aws.client.startResourceScan(
                request -> request.analyzerArn(analyzerArn(aws)).resourceArn(key.arn()));
        aws.time.of(ANALYSIS);
        aws.client.getAnalyzedResource(
                request -> request.analyzerArn(analyzerArn(aws)).resourceArn(key.arn()));

        ResourceState state = state(aws, key);
        NotYet asked = (NotYet) aws.managed.analyze(state, changed);
        assertThat(asked.begun().orElseThrow()).isAfter(changed);
        assertThat(aws.managed.analyze(state, asked)).isInstanceOf(NotYet.class);
    }

    @Test
    void isOverdueWhenAwsNeverAnalyzes() {
        AnalyzerBench aws = with(new AnalyzerBench(Pace.slow(CREATING, Duration.ofDays(1)), AnalyzerBench.ZONE));
        Analysis answer = aws.answer(aws.aws.key(AwsBench.PUBLIC));

        assertThat(answer.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(answer.isUnknown()).isTrue();
        assertThat(answer.reasons()).singleElement().asString().contains("has not analyzed the resource");
    }

    @Test
    void asksAgainForAScanThatHasHadNoEffectForTenMinutes() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key();
        aws.answer(key);
        aws.aws.put(key, AwsBench.PUBLIC);
        aws.aws.interruptions.put(
                "StartResourceScan",
                (request, service) -> StartResourceScanResponse.builder().build());
        Inspection lost = aws.askAgain(aws.ask(key), Duration.ofMinutes(9));
        aws.aws.interruptions.clear();
        Inspection asked = aws.askAgain(lost, Duration.ofMinutes(2));
        assertThat(asked).isInstanceOf(Pending.class);

        assertThat(analysis(aws.askAgain(asked, ANALYSIS)).verdict()).isEqualTo(Verdict.PUBLIC);
    }

    @Test
    void scansTheChangedResourceAlone() {
        List<String> scanned = new CopyOnWriteArrayList<>();
        AnalyzerBench aws = slow(new Disturbance(
                "StartResourceScan",
                request -> {
                    scanned.add(((StartResourceScanRequest) request).resourceArn());
                    return false;
                },
                1,
                AnalyzerBench.denied("StartResourceScan")));
        Resource key = aws.aws.key();
        aws.aws.key(AwsBench.PUBLIC);
        aws.answer(key);

        assertThat(scanned).containsExactly(key.arn());
    }

    @Test
    void asksAgainForAScanWhoseTimeIsToldInTheSameSecond() {
        AnalyzerBench aws =
                with(new AnalyzerBench(Pace.slow(Duration.ZERO, Duration.ofMillis(200)), AnalyzerBench.ZONE));
        aws.aws.interruptions.put("GetAnalyzedResource", (request, service) -> {
            var response = (GetAnalyzedResourceResponse) service.apply(request);
            return response.toBuilder()
                    .resource(response.resource().toBuilder()
                            .analyzedAt(response.resource().analyzedAt().truncatedTo(ChronoUnit.SECONDS))
                            .build())
                    .build();
        });
        Resource key = aws.aws.key();
        Inspection created = aws.ask(key);
        aws.time.of(Duration.ofMillis(1_700));
        Inspection begun = aws.askAgain(created, Duration.ZERO);

        Inspection unclear = aws.askAgain(begun, Duration.ofMillis(250));
        assertThat(unclear).as("analyzed at .9, told as .0; asked for at .7").isInstanceOf(Pending.class);
        assertThat(aws.calls("StartResourceScan")).isEqualTo(2);
        assertThat(notYet(unclear).begun())
                .as("no later than before")
                .isEqualTo(notYet(begun).begun());
        assertThat(analysis(aws.askAgain(unclear, SECOND)).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void asksAgainForAScanOfTheRequestsSecondByTheClockOfAws() {
        AnalyzerBench aws = with(new AnalyzerBench(Pace.PROMPT, AnalyzerBench.ZONE));
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
        ManagedAnalyzer managed = new ManagedAnalyzer(aws.aws.clients::accessAnalyzer, AnalyzerBench.ZONE, behind);
        Resource key = aws.aws.key();
        aws.answer(key);
        ResourceState state = state(aws, key);
        NotYet asked = (NotYet) managed.analyze(state, behind.instant());
        Instant told = asked.begun().orElseThrow().minusSeconds(1);
        aws.aws.interruptions.put("GetAnalyzedResource", (request, service) -> {
            var response = (GetAnalyzedResourceResponse) service.apply(request);
            return response.toBuilder()
                    .resource(response.resource().toBuilder().analyzedAt(told).build())
                    .build();
        });
        long before = aws.calls("StartResourceScan");

        assertThat(managed.analyze(state, asked)).isInstanceOf(NotYet.class);
        assertThat(aws.calls("StartResourceScan")).isEqualTo(before + 1);
    }

    @Test
    void goesByTheClockOfAwsWhereItIsAhead() {
        AnalyzerBench aws = with(new AnalyzerBench(Pace.PROMPT, AnalyzerBench.ZONE));
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
        ManagedAnalyzer managed = new ManagedAnalyzer(aws.aws.clients::accessAnalyzer, AnalyzerBench.ZONE, behind);
        aws.aws.interruptions.put("GetAnalyzedResource", (request, service) -> {
            var response = (GetAnalyzedResourceResponse) service.apply(request);
            return response.toBuilder()
                    .resource(response.resource().toBuilder()
                            .analyzedAt(Clock.systemUTC().instant().minusSeconds(3_600))
                            .build())
                    .build();
        });
        Resource key = aws.aws.key();
        aws.answer(key);
        ResourceState state = state(aws, key);
        NotYet asked = (NotYet) managed.analyze(state, behind.instant());

        assertThat(managed.analyze(state, asked)).isInstanceOf(NotYet.class);
    }

    @Test
    void countsArchivedAccessAsAccessAndNotesIt() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key(AwsBench.PUBLIC);
        String id = aws.answer(key).findings().getFirst().id();
        aws.client.updateFindings(
                request -> request.analyzerArn(analyzerArn(aws)).ids(id).status(FindingStatusUpdate.ARCHIVED));
        Analysis answer = aws.answer(key);

        assertThat(answer.verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(answer.notes()).singleElement().asString().contains(id);
    }

    @Test
    void leavesOutAccessThatIsGone() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key(AwsBench.PUBLIC);
        aws.answer(key);
        aws.aws.put(key, AnalyzerBench.shared(1));

        assertThat(aws.answer(key).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.isPublic()).isFalse());
    }

    static String analyzerArn(AnalyzerBench aws) {
        return aws.client.listAnalyzers(request -> {}).analyzers().getFirst().arn();
    }

    private static ResourceState state(AnalyzerBench aws, Resource key) {
        return ((Present) aws.reader.read(key)).state();
    }
}
