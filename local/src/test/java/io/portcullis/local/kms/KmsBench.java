package io.portcullis.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.local.trail.Trail;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.ServiceFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** A KMS whose time and ids a test knows, called as a server calls it. */
final class KmsBench {

    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String REGION = "us-east-1";

    final TestClock clock = new TestClock();
    final List<String> events = new CopyOnWriteArrayList<>();
    private final LocalKms kms;

    KmsBench() {
        this(Duration.ZERO);
    }

    KmsBench(Duration grantDelay) {
        Supplier<UUID> ids = counter();
        Trail trail = new Trail((account, region, event) -> events.add(event), counter());
        this.kms = new LocalKms(clock, grantDelay, ids, trail);
    }

    private static Supplier<UUID> counter() {
        AtomicLong last = new AtomicLong();
        return () -> new UUID(0x1234_0000_0000_4000L, 0x8000_0000_0000_0000L + last.incrementAndGet());
    }

    LocalKms kms() {
        return kms;
    }

    /** Calls the operation that the request class is named after, as the account of these tests. */
    <O extends SdkPojo> O call(SdkPojo request, Class<O> response) {
        return as(ACCOUNT, REGION, request, response);
    }

    <O extends SdkPojo> O as(String account, String region, SdkPojo request, Class<O> response) {
        String name = request.getClass().getSimpleName().replace("Request", "");
        Operation<?, ?> operation = kms.service().operations().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return response.cast(invoke(operation, caller(account, region), request));
    }

    @SuppressWarnings("unchecked") // The operation was found by the name of its request.
    private static <I extends SdkPojo> SdkPojo invoke(Operation<I, ?> operation, Caller caller, SdkPojo request) {
        return operation.handler().apply(caller, (I) request);
    }

    /** What a call that must fail fails with. */
    AbstractThrowableAssert<?, ? extends Throwable> refusal(SdkPojo request, String code) {
        return refusal(ACCOUNT, REGION, request, code);
    }

    AbstractThrowableAssert<?, ? extends Throwable> refusal(
            String account, String region, SdkPojo request, String code) {
        return assertThatThrownBy(() -> as(account, region, request, SdkPojo.class))
                .isInstanceOfSatisfying(ServiceFault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(code);
                    assertThat(fault.status()).isEqualTo(400);
                });
    }

    KeyMetadata createKey() {
        return createKey(CreateKeyRequest.builder().build());
    }

    KeyMetadata createKey(CreateKeyRequest request) {
        return call(request, CreateKeyResponse.class).keyMetadata();
    }

    KeyMetadata describe(String keyId) {
        return call(DescribeKeyRequest.builder().keyId(keyId).build(), DescribeKeyResponse.class)
                .keyMetadata();
    }

    Caller caller(String account, String region) {
        return new Caller(
                account,
                region,
                Optional.of(account),
                "127.0.0.1",
                "aws-cli/2",
                "5e1f7a3c-0000-4000-8000-00000000cafe",
                clock.instant(),
                "http://127.0.0.1:4566");
    }

    static String root(String account) {
        return "arn:aws:iam::" + account + ":root";
    }

    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    static String allow(String principal, String action) {
        return "{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}";
    }

    static String deny(String principal, String action) {
        return allow(principal, action).replace("Allow", "Deny");
    }
}
