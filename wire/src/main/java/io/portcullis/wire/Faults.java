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

    /** A type's name for people, with its article. */
    static String name(MarshallingKnownType type) {
        return switch (type) {
            case SDK_POJO -> "a structure";
            case SDK_BYTES -> "a blob in base64";
            case INSTANT -> "a timestamp";
            case BIG_DECIMAL, FLOAT, DOUBLE -> "a number";
            case BYTE -> "an 8-bit integer";
            case SHORT -> "a 16-bit integer";
            case INTEGER -> "a 32-bit integer";
            case LONG -> "a 64-bit integer";
            case STRING, BOOLEAN, LIST, MAP, DOCUMENT, NULL ->
                "a " + type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Input for a message: quoted and not too long. */
    static String shorten(String text) {
        return "'" + (text.length() <= 100 ? text : text.substring(0, 100) + "…") + "'";
    }
}
