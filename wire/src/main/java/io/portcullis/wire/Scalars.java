package io.portcullis.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Single values as text: in forms, paths, query strings, headers and XML. */
final class Scalars {

    private Scalars() {}

    /**
     * Reads a value of the field's type.
     *
     * @param where the value's place, for the error
     */
    static Object read(SdkField<?> field, String text, Format format, String where) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        try {
            return switch (type) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> bool(text);
                case INSTANT -> Timestamps.read(text, Timestamps.format(field, format));
                case SDK_BYTES ->
                    SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
                case NULL, SDK_POJO, LIST, MAP, DOCUMENT ->
                    throw new IllegalArgumentException(type + " cannot be one text");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Faults.serialization(
                    "Member '" + where + "' must be " + Faults.name(type) + ", not " + Faults.shorten(text));
        }
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** Writes a value of the field's type. */
    static String write(SdkField<?> field, Object value, Format format) {
        return switch (value) {
            case Instant time -> Timestamps.write(time, Timestamps.format(field, format));
            case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
