package io.portcullis.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkBytes;

/** Reads and writes JSON bodies. */
final class Json {

    /** Deeper than any model; a bound on what a hostile body can cost. */
    private static final int MAX_DEPTH = 100;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    /** Writes into a generator. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    /**
     * Reads a body that must be one object; an empty body stands for an empty object.
     *
     * @throws ServiceFault {@code SerializationException} naming the line and column
     */
    static JsonNode object(SdkBytes body) {
        byte[] bytes = body.asByteArrayUnsafe();
        if (bytes.length == 0) {
            return MAPPER.createObjectNode();
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw Faults.serialization("The body is not JSON" + at + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Faults.serialization("The body is not JSON: " + e.getMessage());
        }
        if (!node.isObject()) {
            throw Faults.serialization("The body must be a JSON object, not " + Faults.shorten(node.toString()));
        }
        return node;
    }

    static SdkBytes write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArrayUnsafe(bytes.toByteArray());
    }

    /** The body of an error: its code, its message under both names that clients look for, its other members. */
    static SdkBytes error(ServiceFault fault) {
        return write(out -> {
            out.writeStartObject();
            out.writeStringField("__type", fault.code());
            out.writeStringField("message", fault.text());
            out.writeStringField("Message", fault.text());
            for (var member : fault.members().entrySet()) {
                out.writeObjectField(member.getKey(), member.getValue());
            }
            out.writeEndObject();
        });
    }
}
