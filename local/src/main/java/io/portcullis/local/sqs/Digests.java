package io.portcullis.local.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The MD5 digests by which SDKs check that a message travelled whole; they protect nothing. */
final class Digests {

    private static final byte STRING = 1;
    private static final byte BINARY = 2;

    private Digests() {}

    static String ofBody(String body) {
        return md5(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Source: SQS developer guide, "Calculating the MD5 message digest for message attributes". */
    static String ofAttributes(Map<String, MessageAttributeValue> attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, value) -> {
            append(out, name.getBytes(StandardCharsets.UTF_8));
            append(out, value.dataType().getBytes(StandardCharsets.UTF_8));
            boolean binary = value.dataType().startsWith("Binary");
            out.write(binary ? BINARY : STRING);
            append(out, bytes(value));
        });
        return md5(out.toByteArray());
    }

    static byte[] bytes(MessageAttributeValue value) {
        return value.dataType().startsWith("Binary")
                ? value.binaryValue().asByteArray()
                : value.stringValue().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
