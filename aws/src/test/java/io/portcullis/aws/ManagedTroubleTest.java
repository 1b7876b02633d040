package io.portcullis.aws;

import static io.portcullis.aws.AnalyzerBench.CREATING;
import static io.portcullis.aws.AnalyzerBench.analysis;
import static io.portcullis.aws.AnalyzerBench.notYet;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.Verdict;
import io.portcullis.response.Inspection;
import io.portcullis.wire.Disturbance;
import io.portcullis.wire.ServiceFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsResponse;

/** Asks an Access Analyzer that throttles, refuses, fails half-way, lacks the resource, or may not read it. */
class ManagedTroubleTest extends OnAnAnalyzerBench {

    @ParameterizedTest
    @ValueSource(
            strings = {"ListAnalyzers", "CreateAnalyzer", "StartResourceScan", "GetAnalyzedResource", "ListFindings"})
    void waitsAsLongAsAThrottlingAwsAsks(String operation) {
        AnalyzerBench aws = slow(Disturbance.first(1, operation, AnalyzerBench.throttled(45)));
        Resource key = aws.aws.key(AwsBench.PUBLIC);
        Inspection seen = aws.ask(key);
        while (notYet(seen).pause().isZero()) {
            seen = aws.askAgain(seen, CREATING);
        }

        assertThat(notYet(seen).pause()).isEqualTo(Duration.ofSeconds(45));
        assertThat(notYet(seen).soFar().reasons()).singleElement().asString().contains("access-analyzer:" + operation);
        assertThat(aws.calls(operation)).as("not hammered").isEqualTo(1);
        assertThat(aws.answer(key).verdict()).isEqualTo(Verdict.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ListAnalyzers", "CreateAnalyzer", "StartResourceScan", "GetAnalyzedResource", "ListFindings"})
    void namesThePermissionThatIsMissing(String operation) {
        AnalyzerBench aws = slow(Disturbance.always(operation, AnalyzerBench.denied(operation)));
        Analysis answer = aws.answer(aws.aws.key());

        assertThat(answer.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(answer.reasons())
                .singleElement()
                .asString()
                .contains("Allow access-analyzer:" + operation + " to the identity that Portcullis runs as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListAnalyzers", "StartResourceScan", "GetAnalyzedResource", "ListFindings"})
    void asksAgainAfterAFailureOfTheService(String operation) {
        AnalyzerBench aws = slow(Disturbance.first(
                3, operation, new ServiceFault("InternalServerException", 500, "something went wrong")));

        assertThat(aws.answer(aws.aws.key(AwsBench.PUBLIC)).verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(aws.calls(operation)).isGreaterThan(3);
    }

    @Test
    void readsAllPagesOfFindings() {
        AnalyzerBench aws = slow();

        assertThat(aws.answer(aws.aws.key(AnalyzerBench.shared(120))).findings())
                .hasSize(120);
        assertThat(aws.calls("ListFindings")).isEqualTo(2);
    }

    @Test
    void takesNoHalfAListForTheWhole() {
        AnalyzerBench aws = slow(new Disturbance(
                "ListFindings",
                request -> ((ListFindingsRequest) request).nextToken() != null,
                1,
                new ServiceFault("InternalServerException", 500, "half-way")));
        Resource key = aws.aws.key(AnalyzerBench.shared(120));
        Inspection seen = aws.ask(key);
        while (notYet(seen).soFar().findings().isEmpty()) {
            seen = aws.askAgain(seen, CREATING);
        }

        assertThat(notYet(seen).soFar().findings())
                .as("what was listed is certain")
                .hasSize(100);
        assertThat(notYet(seen).soFar().isUnknown()).as("and not all").isTrue();
        assertThat(notYet(seen).soFar().reasons()).singleElement().asString().contains("broke off after 100");
        assertThat(analysis(aws.askAgain(seen, SECOND)).findings()).hasSize(120);
    }

    @Test
    void neverTakesHalfAListForTheWholeHoweverOftenItBreaks() {
        AnalyzerBench aws = slow(new Disturbance(
                "ListFindings",
                request -> ((ListFindingsRequest) request).nextToken() != null,
                Integer.MAX_VALUE,
                AnalyzerBench.throttled(1)));
        Analysis answer = aws.answer(aws.aws.key(AnalyzerBench.shared(120)));

        assertThat(answer.findings()).hasSize(100);
        assertThat(answer.verdict()).isEqualTo(Verdict.EXTERNAL);
        assertThat(answer.isUnknown()).isTrue();
    }

    @Test
    void waitsForAListThatIsBehind() {
        AnalyzerBench aws = slow();
        aws.aws.interruptions.put(
                "ListFindings",
                (request, service) -> aws.calls("ListFindings") == 1
                        ? ListFindingsResponse.builder().findings(List.of()).build()
                        : service.apply(request));

        assertThat(aws.answer(aws.aws.key(AwsBench.PUBLIC)).verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(aws.calls("ListFindings")).isEqualTo(2);
    }

    @Test
    void asksAgainForAResourceThatAwsDoesNotKnowYet() {
        Resource any = Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/any");
        AnalyzerBench aws = slow(Disturbance.first(2, "StartResourceScan", AnalyzerBench.unknown(any)));
        Resource key = aws.aws.key(AwsBench.PUBLIC);
        Inspection seen = aws.ask(key);
        while (aws.calls("StartResourceScan") == 0) {
            seen = aws.askAgain(seen, CREATING);
        }

        assertThat(notYet(seen).begun()).isEmpty();
        assertThat(notYet(seen).soFar().reasons())
                .singleElement()
                .asString()
                .contains("does not know the resource yet");
        assertThat(aws.answer(key).verdict()).isEqualTo(Verdict.PUBLIC);
    }

    @Test
    void saysThatAwsDoesNotKnowTheResourceWhenItNeverDoes() {
        Resource any = Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/any");
        AnalyzerBench aws = slow(Disturbance.always("StartResourceScan", AnalyzerBench.unknown(any)));
        Analysis answer = aws.answer(aws.aws.key());

        assertThat(answer.verdict()).as("never clean").isEqualTo(Verdict.UNDECIDED);
        assertThat(answer.reasons()).singleElement().asString().contains("does not know the resource yet");
    }

    @Test
    void waitsWhileAwsHasNotAnalyzedTheResourceEver() {
        Resource any = Resource.kmsKey("arn:aws:kms:us-east-1:111122223333:key/any");
        AnalyzerBench aws = slow(Disturbance.first(3, "GetAnalyzedResource", AnalyzerBench.unknown(any)));

        assertThat(aws.answer(aws.aws.key(AwsBench.PUBLIC)).verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(aws.calls("GetAnalyzedResource")).isGreaterThan(3);
    }

    @Test
    void reportsAnErrorFindingAsUnreadableAndNotAsClean() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key();
        aws.locked.add(key);
        Analysis answer = aws.answer(key);

        assertThat(answer.verdict()).isEqualTo(Verdict.UNREADABLE);
        assertThat(answer.reasons())
                .singleElement()
                .asString()
                .contains("ACCESS_DENIED")
                .contains("AWSServiceRoleForAccessAnalyzer");
    }

    @Test
    void keepsTheFindingsBesideAnErrorFinding() {
        AnalyzerBench aws = slow();
        Resource key = aws.aws.key(AwsBench.PUBLIC);
        aws.answer(key);
        aws.locked.add(key);
        Analysis answer = aws.answer(key);

        assertThat(answer.verdict()).isEqualTo(Verdict.PUBLIC);
        assertThat(answer.isUnknown()).isTrue();
    }
}
