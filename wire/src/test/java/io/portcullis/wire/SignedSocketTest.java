package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceRequest;
import software.amazon.awssdk.services.accessanalyzer.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;

/** Signatures over a socket, as stock clients make them. */
class SignedSocketTest {

    private static final String ARN = "arn:aws:access-analyzer:eu-central-1:111122223333:analyzer/a";

    private static WireServer server;

    @BeforeAll
    static void start() {
        WireSettings settings = new WireSettings(
                "127.0.0.1", 0, "999988887777", "us-east-1", Map.of("111122223333", "secret", "AKID", "other"));
        server = WireServer.start(settings, List.of(keys(), topics(), analyzers()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Service keys() {
        return new Service(
                "kms",
                new Protocol.Json("1.1", "TrentService"),
                List.of(Operation.named(
                        "DescribeKey", DescribeKeyRequest::builder, (Caller caller, DescribeKeyRequest request) -> {
                            if (request.keyId().equals("gone")) {
                                throw ServiceFault.sender("NotFoundException", "no key");
                            }
                            return DescribeKeyResponse.builder()
                                    .keyMetadata(key -> key.keyId(request.keyId())
                                            .awsAccountId(caller.account())
                                            .creationDate(caller.time()))
                                    .build();
                        })));
    }

    private static Service topics() {
        return new Service(
                "sns",
                new Protocol.Query("2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/"),
                List.of(
                        Operation.named(
                                "GetTopicAttributes",
                                GetTopicAttributesRequest::builder,
                                (Caller caller, GetTopicAttributesRequest request) ->
                                        GetTopicAttributesResponse.builder()
                                                .attributes(Map.of("TopicArn", request.topicArn()))
                                                .build()),
                        Operation.named(
                                        "ConfirmSubscription",
                                        ConfirmSubscriptionRequest::builder,
                                        (caller, request) -> ConfirmSubscriptionResponse.builder()
                                                .build())
                                .unsigned()));
    }

    private static Service analyzers() {
        return new Service(
                "access-analyzer",
                new Protocol.RestJson(),
                List.of(Operation.rest(
                        "TagResource",
                        "POST",
                        "/tags/{resourceArn}",
                        TagResourceRequest::builder,
                        (Caller caller, TagResourceRequest request) -> {
                            if (!request.resourceArn().equals(ARN)) {
                                throw new ServiceFault("ResourceNotFoundException", 404, request.resourceArn())
                                        .with("resourceId", request.resourceArn())
                                        .with("resourceType", "Analyzer");
                            }
                            return TagResourceResponse.builder().build();
                        })));
    }

    @Test
    void takesTheRightSecretInEveryProtocol() {
        Clients clients = Clients.of(server);
        try (KmsClient kms = clients.make(KmsClient.builder());
                SnsClient sns = clients.make(SnsClient.builder());
                AccessAnalyzerClient analyzer = clients.make(AccessAnalyzerClient.builder())) {
            assertThat(kms.describeKey(request -> request.keyId("k"))
                            .keyMetadata()
                            .awsAccountId())
                    .isEqualTo("111122223333");
            assertThat(sns.getTopicAttributes(request -> request.topicArn("é ~*+"))
                            .attributes())
                    .containsEntry("TopicArn", "é ~*+");
            analyzer.tagResource(request -> request.resourceArn(ARN).tags(Map.of("k", "v")));
        }
    }

    @Test
    void refusesTheWrongSecretInEveryProtocol() {
        Clients clients = Clients.of(server).keys("AKID", "wrong");
        try (KmsClient kms = clients.make(KmsClient.builder());
                SnsClient sns = clients.make(SnsClient.builder());
                AccessAnalyzerClient analyzer = clients.make(AccessAnalyzerClient.builder())) {
            refused("InvalidSignatureException", () -> kms.describeKey(request -> request.keyId("k")));
            refused("SignatureDoesNotMatch", () -> sns.getTopicAttributes(request -> request.topicArn("t")));
            refused(
                    "InvalidSignatureException",
                    () -> analyzer.tagResource(
                            request -> request.resourceArn(ARN).tags(Map.of("k", "v"))));
        }
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    @Test
    void refusesUnsignedRequestsButThoseThatAreMeantToBe() {
        try (Http http = Http.of(server)) {
            HttpResponse<String> unsigned =
                    http.post("/", "{\"KeyId\":\"k\"}", "X-Amz-Target", "TrentService.DescribeKey");
            assertThat(unsigned.statusCode()).isEqualTo(403);
            assertThat(unsigned.body()).contains("MissingAuthenticationTokenException");
            assertThat(http.get("/?Action=GetTopicAttributes&TopicArn=t").statusCode())
                    .isEqualTo(403);
            assertThat(http.get("/?Action=ConfirmSubscription&TopicArn=t&Token=x")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void throwsModelledFaultsToSignedCallers() {
        try (KmsClient kms = Clients.of(server).keys("AKID", "other").make(KmsClient.builder())) {
            assertThatThrownBy(() -> kms.describeKey(request -> request.keyId("gone")))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void understandsBotocore() throws IOException, InterruptedException {
        assumeTrue(
                run("import boto3").exit() == 0,
                "SKIPPED: python3 with boto3 is not on the PATH, so botocore's signatures were not tried");
        String script;
        try (InputStream in = SignedSocketTest.class.getResourceAsStream("botocore_client.py")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Run run = run(script, server.endpoint(), ARN);
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("all as expected");
    }

    private record Run(int exit, String output) {}

    private static Run run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("python3", "-c", script));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Run(127, "no python3: " + e.getMessage());
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }
}
