package io.portcullis.wire;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/** Answers requests: routes, checks the signature, decodes, calls, encodes. Safe for many threads. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final WireSettings settings;
    private final Router router;
    private final SigV4Verifier verifier;
    private final Clock clock;

    Dispatcher(WireSettings settings, List<Service> services, Map<String, PathHandler> paths, Clock clock) {
        this.settings = settings;
        this.router = new Router(services, paths);
        this.verifier = new SigV4Verifier(settings.credentials(), clock);
        this.clock = clock;
    }

    /** Answers one request; a fault is an answer too. */
    Reply answer(Request request) {
        String requestId = UUID.randomUUID().toString();
        return guarded(request, guess(request), requestId, () -> {
            Optional<Signature> signature = Signature.of(request);
            return switch (router.route(request, signature)) {
                case Router.ToPath path -> path.handler().handle(request);
                case Router.ToService to -> call(to.service(), request, signature, requestId);
            };
        });
    }

    /** Refuses a request before it is looked at. */
    Reply refuse(Request request, ServiceFault fault) {
        return guess(request).write(fault, UUID.randomUUID().toString());
    }

    private Reply call(Service service, Request request, Optional<Signature> signature, String requestId) {
        Codec codec = Codec.of(service.protocol());
        return guarded(request, codec, requestId, () -> {
            Codec.Match match = codec.find(service, request);
            verifier.verify(
                    request, signature, service.protocol(), match.operation().takesUnsigned());
            SdkPojo input = codec.read(match, request);
            SdkPojo output = invoke(match.operation(), caller(request, signature, requestId), input);
            return codec.write(match.operation(), output, requestId);
        });
    }

    @SuppressWarnings("unchecked") // The operation's builder made the input.
    private static <I extends SdkPojo, O extends SdkPojo> O invoke(
            Operation<I, O> operation, Caller caller, SdkPojo input) {
        return operation.handler().apply(caller, (I) input);
    }

    private Reply guarded(Request request, Codec codec, String requestId, Supplier<Reply> answer) {
        try {
            return answer.get();
        } catch (ServiceFault fault) {
            return codec.write(fault, requestId).with(fault.headers());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Request {} ({} {}) failed", requestId, request.method(), request.rawPath(), e);
            return codec.write(
                    new ServiceFault(
                            "InternalFailure",
                            500,
                            "The request failed for a reason of the server's own; its log tells more under the request id "
                                    + requestId),
                    requestId);
        }
    }

    private Caller caller(Request request, Optional<Signature> signature, String requestId) {
        Optional<String> accessKeyId = signature.map(Signature::accessKeyId);
        return new Caller(
                accessKeyId.flatMap(Dispatcher::account).orElse(settings.defaultAccount()),
                signature.map(Signature::region).orElse(settings.defaultRegion()),
                accessKeyId,
                request.peer(),
                request.header("user-agent").orElse(""),
                requestId,
                Instant.now(clock),
                "http://" + request.header("host").orElse(settings.host()));
    }

    private static Optional<String> account(String accessKeyId) {
        boolean digits = accessKeyId.length() == 12 && accessKeyId.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(accessKeyId) : SessionKey.account(accessKeyId);
    }

    /** The form of an error before the service is known. */
    private static Codec guess(Request request) {
        if (request.header(JsonCodec.TARGET).isPresent()) {
            return new JsonCodec(new Protocol.Json("1.1", ""));
        }
        boolean form = request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        return form || request.rawQuery().contains("Action=")
                ? new QueryCodec(new Protocol.Query("", ""))
                : new RestJsonCodec();
    }
}
