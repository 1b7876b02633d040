package io.portcullis.aws;

import static io.portcullis.aws.AnalyzerBench.ANALYSIS;
import static io.portcullis.aws.AnalyzerBench.CREATING;
import static io.portcullis.aws.AnalyzerBench.analysis;
import static io.portcullis.aws.AnalyzerBench.notYet;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Difference;
import io.portcullis.analyzer.Difference.Claim;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.BothAnalyzers;
import io.portcullis.response.Inspection;
import io.portcullis.wire.Disturbance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.accessanalyzer.model.FindingSummary;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzedResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsResponse;

/** Our engine and an AWS that says other things, over a real socket. */
class BothAnalyzersTest {

    private final AnalyzerBench aws =
            AnalyzerBench.slow(Disturbance.first(1, "GetAnalyzedResource", AnalyzerBench.throttled(1)));
    private final EmbeddedAnalyzer embedded = new EmbeddedAnalyzer(AnalyzerBench.ZONE, Settings.DEFAULT);
    private final BothAnalyzers both = new BothAnalyzers(embedded, aws.managed);

    @AfterEach
    void stop() {
        aws.close();
    }

    /** AWS lists other findings than it has. */
    private void list(UnaryOperator<FindingSummary.Builder> change) {
        aws.aws.interruptions.put("ListFindings", (request, service) -> {
            var response = (ListFindingsResponse) service.apply(request);
            return response.toBuilder()
                    .findings(response.findings().stream()
                            .map(finding -> change.apply(finding.toBuilder()).build())
                            .toList())
                    .build();
        });
    }

    @Test
    void agreesWithAwsOnTheSameAccess() {
        Analysis answer = aws.answer(both, aws.aws.key(AwsBench.PUBLIC));

        assertThat(answer.verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(answer.differences()).isEmpty();
        assertThat(answer.reasons()).isEmpty();
        assertThat(answer.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.witness())
                        .as("told once, with the engine's proof")
                        .isPresent());
    }

    @Test
    void tellsTheEnginesFindingsBeforeAwsIsAsked() {
        Resource key = aws.aws.key(AwsBench.PUBLIC);
        Inspection first = aws.ask(both, key);

        assertThat(notYet(first).soFar().findings()).hasSize(1);
        assertThat(notYet(first).soFar().isUnknown()).as("AWS may know more").isTrue();
        assertThat(aws.calls("ListAnalyzers")).isZero();
    }

    @Test
    void isNotCleanBeforeAwsHasAnswered() {
        Resource key = aws.aws.key();
        Inspection seen = aws.ask(both, key);
        for (Duration time : List.of(Duration.ofSeconds(1), CREATING, Duration.ofSeconds(1), Duration.ofSeconds(1))) {
            seen = aws.askAgain(both, seen, time);
            assertThat(notYet(seen).soFar().verdict()).isEqualTo(Verdict.UNDECIDED);
        }

        assertThat(analysis(aws.askAgain(both, seen, ANALYSIS)).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void keepsWhatOnlyOurEngineFinds() {
        aws.aws.interruptions.put(
                "ListFindings",
                (request, service) ->
                        ListFindingsResponse.builder().findings(List.of()).build());
        aws.aws.interruptions.put("GetAnalyzedResource", (request, service) -> {
            var response = (GetAnalyzedResourceResponse) service.apply(request);
            return response.toBuilder()
                    .resource(response.resource().toBuilder()
                            .status((String) null)
                            .isPublic(false)
                            .build())
                    .build();
        });
        Analysis answer = aws.answer(both, aws.aws.key(AnalyzerBench.shared(1)));

        assertThat(answer.verdict()).isEqualTo(Verdict.EXTERNAL);
        assertThat(answer.findings()).hasSize(1);
        assertThat(answer.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.principal()).isEqualTo(Map.of("AWS", "200000000000"));
            assertThat(difference.embedded()).contains(new Claim(false, List.of("kms:Decrypt")));
            assertThat(difference.managed()).isEmpty();
        });
    }

    @Test
    void keepsWhatOnlyAwsFinds() {
        list(finding -> finding.principal(Map.of("AWS", "999999999999")).isPublic(false));
        Analysis answer = aws.answer(both, aws.aws.key(AnalyzerBench.shared(1)));

        assertThat(answer.findings())
                .extracting(finding -> finding.principal().get("AWS"))
                .containsExactly("200000000000", "999999999999");
        assertThat(answer.findings().getLast().witness()).isEmpty();
        assertThat(answer.differences())
                .extracting(Difference::managed)
                .as("each lacks what the other finds")
                .anyMatch(claim -> claim.isEmpty())
                .anyMatch(claim -> claim.isPresent());
    }

    @Test
    void keepsMoreActionsOfAwsAsAFindingOfItsOwn() {
        list(finding -> finding.action("kms:Decrypt", "kms:ReEncryptFrom"));
        Analysis answer = aws.answer(both, aws.aws.key(AnalyzerBench.shared(1)));

        assertThat(answer.findings())
                .extracting(Finding::actions)
                .containsExactly(List.of("kms:Decrypt"), List.of("kms:Decrypt", "kms:ReEncryptFrom"));
        assertThat(answer.differences()).hasSize(1);
    }

    @Test
    void tellsFewerActionsOfAwsAsADifferenceAlone() {
        list(finding -> finding.action("kms:Decrypt"));
        Analysis answer = aws.answer(both, aws.aws.key(AwsBench.PUBLIC));

        assertThat(answer.findings()).hasSize(1);
        assertThat(answer.differences())
                .singleElement()
                .satisfies(difference ->
                        assertThat(difference.managed()).contains(new Claim(true, List.of("kms:Decrypt"))));
    }

    @Test
    void keepsTheWorseVerdict() {
        Resource key = aws.aws.key();
        aws.locked.add(key);

        assertThat(aws.answer(both, key).verdict()).isEqualTo(Verdict.UNREADABLE);
    }

    @Test
    void saysSoWhenOurEngineFails() {
        BothAnalyzers failing = new BothAnalyzers(
                state -> {
                    throw new IllegalStateException("broken");
                },
                aws.managed);
        Analysis answer = aws.answer(failing, aws.aws.key(AwsBench.PUBLIC));

        assertThat(answer.verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(answer.findings()).as("AWS's are not hidden").hasSize(1);
        assertThat(answer.reasons()).singleElement().asString().contains("Our engine failed");
        assertThat(answer.differences())
                .as("silence of who does not know is no difference")
                .isEmpty();
    }
}
