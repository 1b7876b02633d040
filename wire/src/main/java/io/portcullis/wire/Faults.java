package io.portcullis.wire;

import java.util.Locale;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** The faults that a protocol itself answers with. */
final class Faults {

    private Faults() {}

    /** The request's body or a member of it cannot be read. */
    static ServiceFault serialization(String message) {
        return ServiceFault.sender("SerializationException", message);
    }

    /** A type's name for people. */
    static String name(MarshallingKnownType type) {
        return switch (type) {
            case SDK_POJO -> "structure";
            case SDK_BYTES -> "blob in base64";
            case INSTANT -> "timestamp";
            case BIG_DECIMAL, FLOAT, DOUBLE -> "number";
            case STRING, INTEGER, LONG, SHORT, BYTE, BOOLEAN, LIST, MAP, DOCUMENT, NULL ->
                type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Input for a message: quoted and not too long. */
    static String shorten(String text) {
        return "'" + (text.length() <= 100 ? text : text.substring(0, 100) + "…") + "'";
    }
}
