package io.portcullis.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** JSON bodies, with operations told apart by method and path and some members in path, query string and headers. */
record RestJsonCodec() implements Codec {

    @Override
    public Match find(Service service, Request request) {
        return match(service, request)
                .orElseThrow(() -> new ServiceFault(
                        "UnknownOperationException",
                        404,
                        "No operation " + request.method() + " " + Faults.shorten(request.rawPath())
                                + " in the service " + service.signingName() + " here"));
    }

    /** The operation whose method and path fit, the one with the fewest parameters if several do. */
    static Optional<Match> match(Service service, Request request) {
        List<Match> matches = new ArrayList<>(1);
        for (Operation<?, ?> operation : service.operations()) {
            if (operation.binding().method().equals(request.method())) {
                PathTemplate.of(operation.binding().path())
                        .match(request.rawPath())
                        .ifPresent(parameters -> matches.add(new Match(operation, parameters)));
            }
        }
        return matches.stream()
                .min(Comparator.comparingInt(match -> match.path().size()));
    }

    @Override
    public SdkPojo read(Match match, Request request) {
        SdkPojo builder = match.operation().request().get();
        boolean body = builder.sdkFields().stream().anyMatch(field -> field.location() == MarshallLocation.PAYLOAD);
        if (body) {
            JsonShapes.read(Json.object(request.body()), builder, "");
        }
        Map<String, List<String>> query = request.queryParameters();
        for (SdkField<?> field : builder.sdkFields()) {
            List<String> values = switch (field.location()) {
                case PATH, GREEDY_PATH ->
                    Optional.ofNullable(match.path().get(field.locationName())).stream()
                            .toList();
                case QUERY_PARAM -> query.getOrDefault(field.locationName(), List.of());
                case HEADER -> request.header(field.locationName()).stream().toList();
                case PAYLOAD, STATUS_CODE -> List.of();
            };
            if (!values.isEmpty()) {
                field.set(builder, value(field, values));
            } else if (field.location() != MarshallLocation.PAYLOAD && field.containsTrait(RequiredTrait.class)) {
                throw ServiceFault.sender(
                        "ValidationException", "Member '" + field.locationName() + "' is required and missing");
            }
        }
        return JsonShapes.build(builder);
    }

    private static Object value(SdkField<?> field, List<String> values) {
        String where = field.locationName();
        Format format = field.location() == MarshallLocation.HEADER ? Format.RFC_822 : Format.ISO_8601;
        if (field.marshallingType().getKnownType() != MarshallingKnownType.LIST) {
            return Scalars.read(field, values.getFirst(), format, where);
        }
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>(values.size());
        for (String value : values) {
            list.add(Scalars.read(member, value, format, where + "[" + list.size() + "]"));
        }
        return list;
    }

    @Override
    public Reply write(Operation<?, ?> operation, SdkPojo output, String requestId) {
        Map<String, String> headers = headers(requestId);
        boolean body = false;
        for (SdkField<?> field : output.sdkFields()) {
            body |= field.location() == MarshallLocation.PAYLOAD;
            Object value = field.getValueOrDefault(output);
            if (field.location() == MarshallLocation.HEADER && value != null) {
                headers.put(field.unmarshallLocationName(), Scalars.write(field, value, Format.RFC_822));
            }
        }
        SdkBytes bytes =
                body ? Json.write(out -> JsonShapes.write(out, output)) : SdkBytes.fromByteArrayUnsafe(new byte[0]);
        return new Reply(200, headers, bytes);
    }

    @Override
    public Reply write(ServiceFault fault, String requestId) {
        Map<String, String> headers = headers(requestId);
        headers.put("x-amzn-ErrorType", fault.code());
        return new Reply(fault.status(), headers, Json.error(fault));
    }

    private static Map<String, String> headers(String requestId) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("x-amzn-RequestId", requestId);
        return headers;
    }
}
