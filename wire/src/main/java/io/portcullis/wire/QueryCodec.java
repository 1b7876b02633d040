package io.portcullis.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** The query protocol: form parameters in, XML out, the operation in {@code Action}. */
record QueryCodec(Protocol.Query protocol) implements Codec {

    @Override
    public Match find(Service service, Request request) {
        String action = first(request.parameters(), "Action");
        if (action.isEmpty()) {
            throw ServiceFault.sender(
                    "MissingAction", "The request to " + service.signingName() + " has no parameter Action");
        }
        for (Operation<?, ?> operation : service.operations()) {
            if (operation.name().equals(action)) {
                return new Match(operation, Map.of());
            }
        }
        throw ServiceFault.sender(
                "InvalidAction",
                "No action " + Faults.shorten(action) + " in the service " + service.signingName() + " here");
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    @Override
    public SdkPojo read(Match match, Request request) {
        SdkPojo builder = match.operation().request().get();
        FormNode.of(request.parameters()).into(builder, "");
        return JsonShapes.build(builder);
    }

    @Override
    public Reply write(Operation<?, ?> operation, SdkPojo output, String requestId) {
        Xml xml = new Xml();
        xml.open(operation.name() + "Response", protocol.namespace());
        // Always there, empty or not: botocore looks it up by name.
        xml.open(operation.name() + "Result");
        XmlShapes.write(xml, output);
        xml.close(operation.name() + "Result");
        xml.open("ResponseMetadata");
        xml.leaf("RequestId", requestId);
        xml.close("ResponseMetadata");
        xml.close(operation.name() + "Response");
        return reply(200, xml, requestId);
    }

    @Override
    public Reply write(ServiceFault fault, String requestId) {
        Xml xml = new Xml();
        xml.open("ErrorResponse", protocol.namespace());
        xml.open("Error");
        xml.leaf("Type", fault.status() < 500 ? "Sender" : "Receiver");
        xml.leaf("Code", fault.queryCode().orElse(fault.code()));
        xml.leaf("Message", fault.text());
        fault.members().forEach((name, value) -> xml.leaf(name, value.toString()));
        xml.close("Error");
        xml.leaf("RequestId", requestId);
        xml.close("ErrorResponse");
        return reply(fault.status(), xml, requestId);
    }

    private static Reply reply(int status, Xml xml, String requestId) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "text/xml");
        headers.put("x-amzn-RequestId", requestId);
        return new Reply(status, headers, SdkBytes.fromUtf8String(xml.toString()));
    }
}
