package io.portcullis.wire;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/** JSON 1.0 and 1.1: any path, the operation in {@code X-Amz-Target}. */
record JsonCodec(Protocol.Json protocol) implements Codec {

    static final String TARGET = "x-amz-target";

    @Override
    public Match find(Service service, Request request) {
        String target = request.header(TARGET)
                .orElseThrow(() -> new ServiceFault(
                        "UnknownOperationException",
                        404,
                        "The request to " + service.signingName()
                                + " has no X-Amz-Target header to name its operation: " + protocol.targetPrefix()
                                + ".<Operation>"));
        String prefix = protocol.targetPrefix() + ".";
        String name = target.startsWith(prefix) ? target.substring(prefix.length()) : target;
        for (Operation<?, ?> operation : service.operations()) {
            if (operation.name().equals(name)) {
                return new Match(operation, Map.of());
            }
        }
        throw new ServiceFault(
                "UnknownOperationException",
                404,
                "No operation " + Faults.shorten(target) + " in the service " + service.signingName() + " here");
    }

    @Override
    public SdkPojo read(Match match, Request request) {
        SdkPojo builder = match.operation().request().get();
        JsonShapes.read(Json.object(request.body()), builder, "");
        return JsonShapes.build(builder);
    }

    @Override
    public Reply write(Operation<?, ?> operation, SdkPojo output, String requestId) {
        return new Reply(200, headers(requestId), Json.write(out -> JsonShapes.write(out, output)));
    }

    @Override
    public Reply write(ServiceFault fault, String requestId) {
        Map<String, String> headers = headers(requestId);
        // Clients take the header as it stands, so a shape's namespace shows in the body's __type only.
        headers.put("x-amzn-ErrorType", fault.code().substring(fault.code().indexOf('#') + 1));
        fault.queryCode()
                .ifPresent(code ->
                        headers.put("x-amzn-query-error", code + (fault.status() < 500 ? ";Sender" : ";Receiver")));
        return new Reply(fault.status(), headers, Json.error(fault));
    }

    private Map<String, String> headers(String requestId) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/x-amz-json-" + protocol.version());
        headers.put("x-amzn-RequestId", requestId);
        return headers;
    }
}
