package io.portcullis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SigV4VerifierTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String BODY = "{\"KeyId\":\"k\"}";
    private static final Protocol JSON = new Protocol.Json("1.1", "TrentService");
    private static final Protocol QUERY = new Protocol.Query("2010-03-31", "urn:x");

    private static SigV4Verifier verifier(Instant now) {
        return new SigV4Verifier(Map.of("AKID", "right"), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** A request as the SDK's own signer signs it. */
    private static Request signed(String secret, Instant at, Optional<Duration> presigned) {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(presigned.isPresent() ? SdkHttpMethod.GET : SdkHttpMethod.POST)
                .uri(URI.create("http://127.0.0.1:4566/tags/arn%3Aaws%3Aa%2Fb%20c?x=1&a=%2B%20y&empty="))
                .putHeader("Odd", "  two   spaces ");
        if (presigned.isEmpty()) {
            request.putHeader("X-Amz-Target", "TrentService.DescribeKey");
        }
        String body = presigned.isPresent() ? "" : BODY;
        SdkHttpRequest out = AwsV4HttpSigner.create()
                .sign(sign -> {
                    sign.identity(AwsCredentialsIdentity.create("AKID", secret))
                            .request(request.build())
                            .payload(ContentStreamProvider.fromUtf8String(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kms")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC));
                    presigned.ifPresent(
                            expires -> sign.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expires));
                })
                .request();
        Map<String, List<String>> headers = new HashMap<>();
        out.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Request(
                out.method().name(),
                out.encodedPath(),
                out.encodedQueryParameters().orElse(""),
                headers,
                SdkBytes.fromUtf8String(body),
                "127.0.0.1");
    }

    private static Request signed() {
        return signed("right", NOW, Optional.empty());
    }

    private static void verify(Request request, Protocol protocol) {
        verifier(NOW).verify(request, Signature.of(request), protocol, false);
    }

    private static Request with(Request request, String header, String value) {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put(header, List.of(value));
        return new Request(
                request.method(), request.rawPath(), request.rawQuery(), headers, request.body(), request.peer());
    }

    private static ServiceFault refusal(Request request, Protocol protocol, Instant now) {
        try {
            verifier(now).verify(request, Signature.of(request), protocol, false);
        } catch (ServiceFault fault) {
            assertThat(fault.status()).isEqualTo(403);
            return fault;
        }
        throw new AssertionError("passed");
    }

    @Test
    void takesTheSignatureOfTheIamGuidesExample() {
        Request request = new Request(
                "GET",
                "/",
                "Action=ListUsers&Version=2010-05-08",
                Map.of(
                        "content-type",
                        List.of("application/x-www-form-urlencoded; charset=utf-8"),
                        "host",
                        List.of("iam.amazonaws.com"),
                        "x-amz-date",
                        List.of("20150830T123600Z"),
                        "authorization",
                        List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                                + "SignedHeaders=content-type;host;x-amz-date, "
                                + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")),
                SdkBytes.fromUtf8String(""),
                "127.0.0.1");
        SigV4Verifier verifier = new SigV4Verifier(
                Map.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC));
        assertThatNoException().isThrownBy(() -> verifier.verify(request, Signature.of(request), QUERY, false));
    }

    @Test
    void takesWhatTheSdkSigns() {
        assertThatNoException().isThrownBy(() -> verify(signed(), JSON));
    }

    @Test
    void takesWhatTheSdkPresignsUntilItExpires() {
        Request request = signed("right", NOW, Optional.of(Duration.ofHours(1)));
        Instant last = NOW.plus(Duration.ofHours(1));
        assertThatNoException().isThrownBy(() -> verifier(last).verify(request, Signature.of(request), JSON, false));
        assertThat(refusal(request, JSON, last.plusSeconds(1)).code()).isEqualTo("RequestExpired");
    }

    @Test
    void refusesAnotherSecretInTheProtocolsOwnWords() {
        Request request = signed("wrong", NOW, Optional.empty());
        assertThat(refusal(request, JSON, NOW).code()).isEqualTo("InvalidSignatureException");
        assertThat(refusal(request, QUERY, NOW).code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesAClockMoreThanAQuarterOfAnHourOff() {
        Duration quarter = Duration.ofMinutes(15);
        for (Instant near : List.of(NOW.plus(quarter), NOW.minus(quarter))) {
            assertThatNoException()
                    .isThrownBy(() -> verifier(near).verify(signed(), Signature.of(signed()), JSON, false));
        }
        for (Instant far :
                List.of(NOW.plus(quarter).plusSeconds(1), NOW.minus(quarter).minusSeconds(1))) {
            assertThat(refusal(signed(), JSON, far).code()).isEqualTo("RequestExpired");
        }
    }

    @Test
    void refusesAnUnknownAccessKeyId() {
        Request request = with(
                signed(),
                "authorization",
                signed().header("authorization").orElseThrow().replace("AKID", "OTHER"));
        assertThat(refusal(request, JSON, NOW).code()).isEqualTo("UnrecognizedClientException");
        assertThat(refusal(request, QUERY, NOW).code()).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void refusesARequestThatWasChangedOnItsWay() {
        Request good = signed();
        List<Request> changed = List.of(
                new Request("GET", good.rawPath(), good.rawQuery(), good.headers(), good.body(), good.peer()),
                new Request(good.method(), "/tags/other", good.rawQuery(), good.headers(), good.body(), good.peer()),
                new Request(good.method(), good.rawPath(), "x=2", good.headers(), good.body(), good.peer()),
                new Request(
                        good.method(),
                        good.rawPath(),
                        good.rawQuery(),
                        good.headers(),
                        SdkBytes.fromUtf8String("{}"),
                        good.peer()),
                with(good, "x-amz-target", "TrentService.ScheduleKeyDeletion"),
                with(good, "host", "elsewhere:4566"));
        assertThat(changed)
                .allSatisfy(request ->
                        assertThat(refusal(request, JSON, NOW).code()).isEqualTo("InvalidSignatureException"));
    }

    @Test
    void refusesATargetThatWasNotSigned() {
        Request presigned = signed("right", NOW, Optional.of(Duration.ofHours(1)));
        assertThat(refusal(with(presigned, "x-amz-target", "TrentService.ListKeys"), JSON, NOW)
                        .text())
                .contains("x-amz-target");
    }

    @Test
    void refusesUnsignedRequestsUnlessTheOperationTakesThem() {
        Request unsigned = new Request("GET", "/", "", Map.of(), SdkBytes.fromUtf8String(""), "127.0.0.1");
        assertThat(refusal(unsigned, JSON, NOW).code()).isEqualTo("MissingAuthenticationTokenException");
        assertThat(refusal(unsigned, QUERY, NOW).code()).isEqualTo("MissingAuthenticationToken");
        assertThatNoException().isThrownBy(() -> verifier(NOW).verify(unsigned, Optional.empty(), QUERY, true));
    }

    @Test
    void looksAtNothingWithoutCredentials() {
        SigV4Verifier open = new SigV4Verifier(Map.of(), Clock.systemUTC());
        Request request = signed("wrong", NOW, Optional.empty());
        assertThatNoException().isThrownBy(() -> open.verify(request, Signature.of(request), JSON, false));
    }

    @Test
    void refusesAnAlgorithmItDoesNotKnow() {
        Request request =
                with(signed(), "authorization", "AWS4-ECDSA-P256-SHA256 Credential=AKID/20260304/kms/aws4_request");
        assertThatThrownBy(() -> Signature.of(request))
                .isInstanceOf(ServiceFault.class)
                .hasMessageContaining("AWS4-ECDSA-P256-SHA256");
    }
}
