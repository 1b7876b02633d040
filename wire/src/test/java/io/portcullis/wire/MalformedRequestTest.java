package io.portcullis.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;

class MalformedRequestTest {

    private static WireServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        Service kms = new Service(
                "kms",
                new Protocol.Json("1.1", "TrentService"),
                List.of(Operation.named(
                        "CreateGrant",
                        CreateGrantRequest::builder,
                        (Caller caller, CreateGrantRequest request) -> CreateGrantResponse.builder()
                                .grantId(String.valueOf(request.name()))
                                .build())));
        server = WireServer.start(WireSettings.loopback(0), List.of(kms));
        http = Http.of(server);
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
    }

    private static HttpResponse<String> createGrant(String body) {
        return http.post("/", body, "X-Amz-Target", "TrentService.CreateGrant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"KeyId\": 5}                                   | Member 'KeyId' must be a string, not '5'",
                "{\"DryRun\": \"yes\"}                            | Member 'DryRun' must be a boolean, not '\"yes\"'",
                "{\"Operations\": \"Decrypt\"}                    | Member 'Operations' must be a list",
                "{\"Operations\": [\"Decrypt\", {}]}              | Member 'Operations[1]' must be a string, not '{}'",
                "{\"Operations\": [null]}                         | Member 'Operations[0]' must be a string, not 'null'",
                "{\"Constraints\": []}                            | Member 'Constraints' must be a structure, not '[]'",
                "{\"Constraints\": {\"EncryptionContextEquals\": {\"a\": 1}}} | Member 'Constraints.EncryptionContextEquals.a' must be a string"
            })
    void namesTheMemberOfTheWrongType(String body, String message) {
        HttpResponse<String> response = createGrant(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/x-amz-json-1.1");
        assertThat(response.body())
                .contains("\"__type\":\"SerializationException\"")
                .contains(message.replace("\"", "\\\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"KeyId\": \"k\"      | at line 1, column",
                "{\"KeyId\": \"k\"} x   | The body is not JSON at line 1, column 16",
                "[1]                    | The body must be a JSON object, not '[1]'",
                "not json               | The body is not JSON at line 1"
            })
    void saysWhereTheBodyIsNotJson(String body, String message) {
        HttpResponse<String> response = createGrant(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("SerializationException").contains(message);
    }

    @Test
    void boundsTheDepthOfJson() {
        HttpResponse<String> response = createGrant("{\"a\":".repeat(100_000));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("SerializationException");
    }

    @Test
    void passesOverMembersItDoesNotKnowAndNulls() {
        HttpResponse<String> response = createGrant("{\"Fresh\": {\"a\": [1]}, \"KeyId\": null, \"Name\": \"n\"}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"GrantId\":\"n\"}");
    }

    @Test
    void takesAnEmptyBodyForNoMembers() {
        assertThat(createGrant("").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 10, 10, 20})
    void refusesABodyOverTheLimitClearly(int times) {
        HttpResponse<String> response = createGrant("{\"Name\":\"" + "x".repeat(times * WireServer.MAX_BODY) + "\"}");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("RequestEntityTooLargeException", String.valueOf(WireServer.MAX_BODY));
        assertThat(createGrant("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAMalformedAuthorizationHeader() {
        HttpResponse<String> response = http.post(
                "/", "{}", "Authorization", "AWS4-HMAC-SHA256 Credential=a/b/kms, SignedHeaders=host, Signature=0");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("IncompleteSignature", "a/b/kms");
    }

    @Test
    void survivesBytesThatAreNotHttp() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("\u0016\u0003\u0001 nonsense\r\n\r\n".getBytes(US_ASCII));
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 ")
                    .contains("Connection: close");
        }
        assertThat(createGrant("{}").statusCode()).isEqualTo(200);
    }
}
