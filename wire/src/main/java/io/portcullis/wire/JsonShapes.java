package io.portcullis.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Between JSON and the SDK's model objects, by their own field lists. Unknown members are passed over, as AWS does; a
 * member of the wrong type is a {@code SerializationException} that names it.
 */
final class JsonShapes {

    private JsonShapes() {}

    /** Fills a builder's body members from an object; {@code path} is the object's place, empty for the whole body. */
    static void read(JsonNode object, SdkPojo builder, String path) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.location() != MarshallLocation.PAYLOAD) {
                continue;
            }
            String where = path.isEmpty() ? field.locationName() : path + "." + field.locationName();
            JsonNode member = object.path(field.locationName());
            if (!member.isMissingNode() && !member.isNull()) {
                field.set(builder, value(field, member, where));
            } else if (field.containsTrait(RequiredTrait.class)) {
                throw ServiceFault.sender("ValidationException", "Member '" + where + "' is required and missing");
            }
        }
    }

    /** Builds what a filled builder stands for. */
    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object value(SdkField<?> field, JsonNode node, String where) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> expect(node.isTextual(), field, node, where).textValue();
            case BOOLEAN -> expect(node.isBoolean(), field, node, where).booleanValue();
            case INTEGER ->
                expect(whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE), field, node, where)
                        .intValue();
            case LONG ->
                expect(whole(node, Long.MIN_VALUE, Long.MAX_VALUE), field, node, where)
                        .longValue();
            case SHORT ->
                expect(whole(node, Short.MIN_VALUE, Short.MAX_VALUE), field, node, where)
                        .shortValue();
            case BYTE ->
                (byte) expect(whole(node, Byte.MIN_VALUE, Byte.MAX_VALUE), field, node, where)
                        .intValue();
            case FLOAT -> (float) real(field, node, where);
            case DOUBLE -> real(field, node, where);
            case BIG_DECIMAL -> expect(node.isNumber(), field, node, where).decimalValue();
            case INSTANT -> instant(field, node, where);
            case SDK_BYTES -> bytes(field, expect(node.isTextual(), field, node, where), where);
            case SDK_POJO -> {
                SdkPojo nested = field.constructor().get();
                read(expect(node.isObject(), field, node, where), nested, where);
                yield build(nested);
            }
            case LIST -> list(field, expect(node.isArray(), field, node, where), where);
            case MAP -> map(field, expect(node.isObject(), field, node, where), where);
            case DOCUMENT -> Documents.read(node);
            case NULL -> throw mismatch(field, node, where);
        };
    }

    private static List<Object> list(SdkField<?> field, JsonNode array, String where) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> values = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            values.add(value(member, element, where + "[" + values.size() + "]"));
        }
        return values;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonNode object, String where) {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            values.put(entry.getKey(), value(member, entry.getValue(), where + "." + entry.getKey()));
        }
        return values;
    }

    private static boolean whole(JsonNode node, long least, long most) {
        return node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
    }

    /** JSON has no NaN or infinities; the protocol sends them as text. */
    private static double real(SdkField<?> field, JsonNode node, String where) {
        return switch (node.isTextual() ? node.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> expect(node.isNumber(), field, node, where).doubleValue();
        };
    }

    private static Instant instant(SdkField<?> field, JsonNode node, String where) {
        Format format = Timestamps.format(field, Format.UNIX_TIMESTAMP);
        try {
            return Timestamps.read(
                    expect(node.isNumber() || node.isTextual(), field, node, where)
                            .asText(),
                    format);
        } catch (DateTimeException e) {
            throw mismatch(field, node, where);
        }
    }

    private static SdkBytes bytes(SdkField<?> field, JsonNode node, String where) {
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(node.textValue()));
        } catch (IllegalArgumentException e) {
            throw mismatch(field, node, where);
        }
    }

    private static JsonNode expect(boolean fits, SdkField<?> field, JsonNode node, String where) {
        if (!fits) {
            throw mismatch(field, node, where);
        }
        return node;
    }

    private static ServiceFault mismatch(SdkField<?> field, JsonNode node, String where) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return Faults.serialization(
                "Member '" + where + "' must be " + Faults.name(type) + ", not " + Faults.shorten(node.toString()));
    }

    /** Writes an object of the body members that are set. */
    static void write(JsonGenerator out, SdkPojo pojo) throws IOException {
        out.writeStartObject();
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD) {
                Object value = field.getValueOrDefault(pojo);
                if (isSet(value)) {
                    out.writeFieldName(field.unmarshallLocationName());
                    write(out, field, value);
                }
            }
        }
        out.writeEndObject();
    }

    /** Whether a member has a value; the SDK stands empty collections of its own in for absent ones. */
    static boolean isSet(@org.jspecify.annotations.Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    static void write(JsonGenerator out, SdkField<?> field, Object value) throws IOException {
        switch (value) {
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Double real when real.isNaN() || real.isInfinite() -> out.writeString(real.toString());
            case Float real when real.isNaN() || real.isInfinite() -> out.writeString(real.toString());
            case Double real -> out.writeNumber(real);
            case Float real -> out.writeNumber(real);
            case BigDecimal number -> out.writeNumber(number);
            case Number number -> out.writeNumber(number.longValue());
            case Instant time -> writeInstant(out, time, Timestamps.format(field, Format.UNIX_TIMESTAMP));
            case SdkBytes bytes -> out.writeString(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            case SdkPojo nested -> write(out, nested);
            case Document document -> Documents.write(out, document);
            case List<?> list ->
                writeList(out, field.getRequiredTrait(ListTrait.class).memberFieldInfo(), list);
            case Map<?, ?> map ->
                writeMap(out, field.getRequiredTrait(MapTrait.class).valueFieldInfo(), map);
            default ->
                throw new IllegalStateException("No JSON for a " + value.getClass() + " in " + field.memberName());
        }
    }

    private static void writeInstant(JsonGenerator out, Instant time, Format format) throws IOException {
        switch (format) {
            case UNIX_TIMESTAMP -> out.writeNumber(Timestamps.epochSeconds(time));
            case UNIX_TIMESTAMP_MILLIS -> out.writeNumber(time.toEpochMilli());
            case ISO_8601, RFC_822 -> out.writeString(Timestamps.write(time, format));
        }
    }

    private static void writeList(JsonGenerator out, SdkField<?> member, List<?> list) throws IOException {
        out.writeStartArray();
        for (Object element : list) {
            write(out, member, element);
        }
        out.writeEndArray();
    }

    private static void writeMap(JsonGenerator out, SdkField<?> member, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            write(out, member, entry.getValue());
        }
        out.writeEndObject();
    }
}
