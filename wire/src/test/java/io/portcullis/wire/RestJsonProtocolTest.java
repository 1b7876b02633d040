package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.ConflictException;
import software.amazon.awssdk.services.accessanalyzer.model.CreateAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.Criterion;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.GetArchiveRuleRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetArchiveRuleResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListFindingsResponse;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanRequest;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanResponse;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.Type;
import software.amazon.awssdk.services.accessanalyzer.model.UntagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.UntagResourceResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ValidationException;

class RestJsonProtocolTest {

    private static final String ARN = "arn:aws:access-analyzer:eu-central-1:111122223333:analyzer/a b";
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");

    private static final AtomicReference<SdkPojo> SEEN = new AtomicReference<>();

    private static WireServer server;
    private static AccessAnalyzerClient analyzer;
    private static Http http;

    @BeforeAll
    static void start() {
        server = WireServer.start(WireSettings.loopback(0), List.of(service()));
        analyzer = Clients.of(server).make(AccessAnalyzerClient.builder());
        http = Http.of(server);
    }

    @AfterAll
    static void stop() {
        http.close();
        analyzer.close();
        server.close();
    }

    private static Service service() {
        return new Service(
                "access-analyzer",
                new Protocol.RestJson(),
                List.of(
                        Operation.rest(
                                "CreateAnalyzer",
                                "PUT",
                                "/analyzer",
                                CreateAnalyzerRequest::builder,
                                (caller, request) -> {
                                    throw new ServiceFault("ConflictException", 409, "There is one")
                                            .with("resourceId", "a")
                                            .with("resourceType", "Analyzer");
                                }),
                        Operation.rest(
                                "GetAnalyzer",
                                "GET",
                                "/analyzer/{analyzerName}",
                                GetAnalyzerRequest::builder,
                                RestJsonProtocolTest::getAnalyzer),
                        Operation.rest(
                                "GetArchiveRule",
                                "GET",
                                "/analyzer/{analyzerName}/archive-rule/{ruleName}",
                                GetArchiveRuleRequest::builder,
                                (caller, request) -> {
                                    SEEN.set(request);
                                    return GetArchiveRuleResponse.builder().build();
                                }),
                        Operation.rest(
                                "ListAnalyzers",
                                "GET",
                                "/analyzer",
                                ListAnalyzersRequest::builder,
                                (caller, request) -> {
                                    SEEN.set(request);
                                    return ListAnalyzersResponse.builder()
                                            .analyzers(List.of())
                                            .build();
                                }),
                        Operation.rest(
                                "ListFindings", "POST", "/finding", ListFindingsRequest::builder, (caller, request) -> {
                                    SEEN.set(request);
                                    return ListFindingsResponse.builder()
                                            .findings(List.of())
                                            .build();
                                }),
                        Operation.rest(
                                "StartResourceScan",
                                "POST",
                                "/resource/scan",
                                StartResourceScanRequest::builder,
                                (caller, request) -> {
                                    SEEN.set(request);
                                    return StartResourceScanResponse.builder().build();
                                }),
                        Operation.rest(
                                "TagResource",
                                "POST",
                                "/tags/{resourceArn}",
                                TagResourceRequest::builder,
                                (caller, request) -> {
                                    SEEN.set(request);
                                    return TagResourceResponse.builder().build();
                                }),
                        Operation.rest(
                                "UntagResource",
                                "DELETE",
                                "/tags/{resourceArn}",
                                UntagResourceRequest::builder,
                                (caller, request) -> {
                                    SEEN.set(request);
                                    return UntagResourceResponse.builder().build();
                                })));
    }

    private static GetAnalyzerResponse getAnalyzer(Caller caller, GetAnalyzerRequest request) {
        if (request.analyzerName().equals("bad")) {
            throw ServiceFault.sender("ValidationException", "No such name")
                    .with("reason", "fieldValidationFailed")
                    .with("fieldList", List.of(Map.of("name", "analyzerName", "message", "is bad")));
        }
        return GetAnalyzerResponse.builder()
                .analyzer(a -> a.name(request.analyzerName()).createdAt(TIME).type(Type.ACCOUNT))
                .build();
    }

    @Test
    void takesParametersOutOfThePath() {
        assertThat(analyzer.getAnalyzer(request -> request.analyzerName("é %41"))
                        .analyzer()
                        .name())
                .isEqualTo("é %41");
        analyzer.getArchiveRule(request -> request.analyzerName("one").ruleName("two"));
        assertThat(SEEN.get())
                .isEqualTo(GetArchiveRuleRequest.builder()
                        .analyzerName("one")
                        .ruleName("two")
                        .build());
    }

    @Test
    void keepsAnEncodedSlashInsideItsPathSegment() {
        analyzer.tagResource(request -> request.resourceArn(ARN).tags(Map.of("k", "v")));
        assertThat(SEEN.get())
                .isEqualTo(TagResourceRequest.builder()
                        .resourceArn(ARN)
                        .tags(Map.of("k", "v"))
                        .build());
    }

    @Test
    void takesParametersAndListsOutOfTheQueryString() {
        analyzer.listAnalyzers(request -> request.maxResults(7).type(Type.ACCOUNT));
        assertThat(SEEN.get())
                .isEqualTo(ListAnalyzersRequest.builder()
                        .maxResults(7)
                        .type(Type.ACCOUNT)
                        .build());
        analyzer.untagResource(request -> request.resourceArn(ARN).tagKeys("a&b", "c d", "+"));
        assertThat(((UntagResourceRequest) SEEN.get()).tagKeys()).containsExactly("a&b", "c d", "+");
    }

    @Test
    void takesNestedMembersOutOfTheBody() {
        Map<String, Criterion> filter =
                Map.of("status", Criterion.builder().eq("ACTIVE").exists(true).build());
        analyzer.listFindings(
                request -> request.analyzerArn(ARN).filter(filter).sort(sort -> sort.attributeName("createdAt")));
        ListFindingsRequest seen = (ListFindingsRequest) SEEN.get();
        assertThat(seen.filter()).isEqualTo(filter);
        assertThat(seen.sort().attributeName()).isEqualTo("createdAt");
    }

    @Test
    void writesTimesInIso8601WithMilliseconds() {
        assertThat(analyzer.getAnalyzer(request -> request.analyzerName("a"))
                        .analyzer()
                        .createdAt())
                .isEqualTo(TIME);
        assertThat(http.get("/analyzer/a").body()).contains("\"createdAt\":\"2026-03-04T05:06:07.000Z\"");
    }

    @Test
    void answersOperationsWithoutOutputWithAnEmptyBody() {
        analyzer.startResourceScan(request -> request.analyzerArn(ARN).resourceArn("r"));
        HttpResponse<String> response = http.post("/resource/scan", "{}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void throwsTheModelledExceptionWithItsMembers() {
        assertThatThrownBy(() -> analyzer.createAnalyzer(
                        request -> request.analyzerName("a").type(Type.ACCOUNT)))
                .isInstanceOfSatisfying(ConflictException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(409);
                    assertThat(e.resourceId()).isEqualTo("a");
                    assertThat(e.resourceType()).isEqualTo("Analyzer");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("There is one");
                });
        assertThatThrownBy(() -> analyzer.getAnalyzer(request -> request.analyzerName("bad")))
                .isInstanceOfSatisfying(ValidationException.class, e -> {
                    assertThat(e.reasonAsString()).isEqualTo("fieldValidationFailed");
                    assertThat(e.fieldList().getFirst().name()).isEqualTo("analyzerName");
                });
    }

    @Test
    void refusesAPathOrMethodItDoesNotHave() {
        assertThatThrownBy(() -> analyzer.deleteAnalyzer(request -> request.analyzerName("a")))
                .hasMessageContaining("No operation DELETE '/analyzer/a'");
    }

    @Test
    void namesAQueryParameterOfTheWrongType() {
        HttpResponse<String> response = http.get("/analyzer?maxResults=many");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("SerializationException");
        assertThat(response.body()).contains("Member 'maxResults' must be a 32-bit integer, not 'many'");
    }
}
