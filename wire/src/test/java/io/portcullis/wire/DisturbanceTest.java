package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerRequest;
import software.amazon.awssdk.services.accessanalyzer.model.GetAnalyzerResponse;
import software.amazon.awssdk.services.accessanalyzer.model.InternalServerException;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.accessanalyzer.model.ThrottlingException;

class DisturbanceTest {

    private final ServiceFault throttled =
            new ServiceFault("ThrottlingException", 429, "slow down").withHeader("Retry-After", "7");
    private final ServiceFault failed = new ServiceFault("InternalServerException", 500, "oops");

    private static final Service SERVICE = new Service(
            "access-analyzer",
            new Protocol.RestJson(),
            List.of(
                    Operation.<ListAnalyzersRequest, ListAnalyzersResponse>rest(
                            "ListAnalyzers",
                            "GET",
                            "/analyzer",
                            ListAnalyzersRequest::builder,
                            (caller, request) -> ListAnalyzersResponse.builder()
                                    .analyzers(List.of())
                                    .build()),
                    Operation.<GetAnalyzerRequest, GetAnalyzerResponse>rest(
                            "GetAnalyzer",
                            "GET",
                            "/analyzer/{analyzerName}",
                            GetAnalyzerRequest::builder,
                            (caller, request) -> GetAnalyzerResponse.builder().build())));

    private static void with(List<Disturbance> disturbances, Consumer<AccessAnalyzerClient> test) {
        try (WireServer server = WireServer.start(
                        WireSettings.loopback(0), List.of(Disturbance.disturbed(SERVICE, disturbances)));
                AccessAnalyzerClient client = Clients.of(server).make(AccessAnalyzerClient.builder())) {
            test.accept(client);
        }
    }

    @Test
    void refusesTheFirstCallsOfAnOperationAndAnswersTheRest() {
        with(List.of(Disturbance.first(2, "ListAnalyzers", throttled)), client -> {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> client.listAnalyzers(request -> {}))
                        .isInstanceOfSatisfying(
                                ThrottlingException.class,
                                refused ->
                                        assertThat(refused.retryAfterSeconds()).isEqualTo(7));
            }
            assertThat(client.listAnalyzers(request -> {}).analyzers()).isEmpty();
            assertThat(client.getAnalyzer(request -> request.analyzerName("any"))
                            .analyzer())
                    .as("other operations are answered")
                    .isNull();
        });
    }

    @Test
    void refusesJustTheRequestsItIsMeantFor() {
        Disturbance second = new Disturbance(
                "ListAnalyzers", request -> ((ListAnalyzersRequest) request).nextToken() != null, 1, failed);
        with(List.of(second), client -> {
            client.listAnalyzers(request -> {});
            assertThatThrownBy(() -> client.listAnalyzers(request -> request.nextToken("more")))
                    .isInstanceOf(InternalServerException.class);
            client.listAnalyzers(request -> request.nextToken("more"));
        });
    }

    @Test
    void letsTheFirstOfSeveralTroublesCount() {
        with(
                List.of(Disturbance.first(1, "ListAnalyzers", throttled), Disturbance.always("ListAnalyzers", failed)),
                client -> {
                    assertThatThrownBy(() -> client.listAnalyzers(request -> {}))
                            .isInstanceOf(ThrottlingException.class);
                    assertThatThrownBy(() -> client.listAnalyzers(request -> {}))
                            .isInstanceOf(InternalServerException.class);
                });
    }
}
