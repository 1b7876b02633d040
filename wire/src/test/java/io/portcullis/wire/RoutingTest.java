package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class RoutingTest {

    private static final String SCOPE = "Credential=111122223333/20260101/eu-north-1/%s/aws4_request";

    private static WireServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = WireServer.start(
                WireSettings.loopback(0),
                List.of(analyzers(), queues(), topics()),
                Map.of(
                        "/plain/",
                        request -> Reply.text(200, "text/plain", request.method() + " " + request.rawPath()),
                        "/plain/closed",
                        request -> {
                            throw new ServiceFault("Closed", 410, "closed for good");
                        }));
        http = Http.of(server);
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
    }

    private static Service analyzers() {
        return new Service(
                "access-analyzer",
                new Protocol.RestJson(),
                List.of(Operation.rest(
                        "ListAnalyzers",
                        "GET",
                        "/analyzer",
                        ListAnalyzersRequest::builder,
                        (Caller caller, ListAnalyzersRequest request) -> ListAnalyzersResponse.builder()
                                .nextToken(caller.account() + " " + caller.region())
                                .build())));
    }

    private static Service queues() {
        return new Service(
                "sqs",
                new Protocol.Json("1.0", "AmazonSQS"),
                List.of(
                        Operation.named(
                                "SendMessage",
                                SendMessageRequest::builder,
                                (caller, request) -> SendMessageResponse.builder()
                                        .messageId("m")
                                        .build()),
                        Operation.named("GetQueueUrl", GetQueueUrlRequest::builder, (caller, request) -> {
                            throw ServiceFault.sender("QueueDoesNotExist", "No such queue")
                                    .withQueryCode("AWS.SimpleQueueService.NonExistentQueue");
                        })));
    }

    private static Service topics() {
        return new Service(
                "sns",
                new Protocol.Query("2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/"),
                List.of(Operation.named(
                        "ListTopics",
                        ListTopicsRequest::builder,
                        (Caller caller, ListTopicsRequest request) -> ListTopicsResponse.builder()
                                .nextToken(caller.account() + " " + caller.region())
                                .build())));
    }

    @Test
    void greetsWhoeverLooksWhetherAnybodyIsThere() {
        assertThat(http.get("/").statusCode()).isEqualTo(200);
        assertThat(http.get("/").body()).contains("Portcullis");
        HttpResponse<String> head = http.send(http.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
    }

    @Test
    void routesByCredentialScopeFirst() {
        String authorization = "AWS4-HMAC-SHA256 " + SCOPE.formatted("sns") + ", SignedHeaders=host, Signature=00";
        assertThat(http.post("/", "Action=ListTopics", "Content-Type", Http.FORM, "Authorization", authorization)
                        .body())
                .contains("111122223333 eu-north-1");
    }

    @Test
    void takesAPresignedCredentialForAScope() {
        String credential = SCOPE.formatted("access-analyzer")
                .substring("Credential=".length())
                .replace("/", "%2F");
        assertThat(http.get("/analyzer?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-SignedHeaders=host&X-Amz-Signature=00"
                                + "&X-Amz-Credential=" + credential)
                        .body())
                .contains("111122223333 eu-north-1");
    }

    @Test
    void routesUnsignedRequestsByTargetActionAndPath() {
        assertThat(http.post("/", "{}", "X-Amz-Target", "AmazonSQS.SendMessage").body())
                .isEqualTo("{\"MessageId\":\"m\"}");
        assertThat(http.post("/", "Action=ListTopics&Version=2010-03-31", "Content-Type", Http.FORM)
                        .body())
                .contains("000000000000 us-east-1");
        assertThat(http.get("/analyzer").body()).contains("000000000000 us-east-1");
    }

    @Test
    void takesAQueueUrlForATargetOfJson() {
        assertThat(http.post("/111122223333/q", "{}", "X-Amz-Target", "AmazonSQS.SendMessage")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void handsPlainPathsToTheLongestPrefix() {
        assertThat(http.get("/plain/x%20y?z").body()).isEqualTo("GET /plain/x%20y");
        assertThat(http.get("/plain/closed/door").statusCode()).isEqualTo(410);
    }

    @Test
    void namesTheServicesItKnowsForOneItDoesNot() {
        try (KmsClient kms = Clients.of(server).make(KmsClient.builder())) {
            assertThatThrownBy(() -> kms.listKeys())
                    .hasMessageContaining("No service 'kms' here; the services here: access-analyzer, sns, sqs");
        }
        for (HttpResponse<String> response : List.of(
                http.post("/", "{}", "X-Amz-Target", "TrentService.ListKeys"),
                http.post("/", "Action=ListUsers&Version=2010-05-08", "Content-Type", Http.FORM),
                http.get("/nowhere"))) {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("the services here: access-analyzer, sns, sqs");
        }
    }

    @Test
    void sendsTheContentTypeRequestIdAndDate() {
        HttpResponse<String> response = http.post("/", "{}", "X-Amz-Target", "AmazonSQS.SendMessage");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(response.headers().allValues("Date"))
                .singleElement()
                .asString()
                .endsWith("GMT");
        assertThat(http.get("/analyzer").headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void sendsTheQueryCodeOfAJsonFaultAlong() {
        HttpResponse<String> response = http.post("/", "{}", "X-Amz-Target", "AmazonSQS.GetQueueUrl");
        assertThat(response.headers().firstValue("x-amzn-query-error"))
                .contains("AWS.SimpleQueueService.NonExistentQueue;Sender");
        try (SqsClient sqs = Clients.of(server).make(SqsClient.builder())) {
            assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("q")))
                    .isInstanceOfSatisfying(
                            QueueDoesNotExistException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
        }
    }

    @Test
    void listensNoMoreOnceClosedAndSaysWhenAPortIsTaken() {
        WireServer first = WireServer.start(WireSettings.loopback(0), List.of());
        int port = first.port();
        assertThatThrownBy(() -> WireServer.start(WireSettings.loopback(port), List.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1:" + port);
        first.close();
        try (WireServer second = WireServer.start(WireSettings.loopback(port), List.of())) {
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void logsTheStackTraceOfAFailureOfItsOwn() {
        List<LogRecord> records = new java.util.concurrent.CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logRecord) {
                records.add(logRecord);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(Dispatcher.class.getName());
        log.addHandler(handler);
        try (WireServer broken = WireServer.start(WireSettings.loopback(0), List.of(), Map.of("/", request -> {
                    throw new IllegalStateException("broken");
                }));
                Http client = Http.of(broken)) {
            HttpResponse<String> response = client.get("/x");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().getThrown()).hasMessage("broken");
            assertThat(response.body())
                    .contains(response.headers().firstValue("x-amzn-RequestId").orElseThrow());
        } finally {
            log.removeHandler(handler);
        }
    }
}
