package io.portcullis.local.sqs;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of one string attribute, written out from the developer guide's table. */
final class DigestReference {

    private DigestReference() {}

    static String of(String name, String type, String value) {
        ByteBuffer buffer = ByteBuffer.allocate(256);
        for (String part : new String[] {name, type}) {
            buffer.putInt(part.length()).put(part.getBytes(StandardCharsets.US_ASCII));
        }
        buffer.put((byte) 1).putInt(value.length()).put(value.getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        try {
            return "%032x"
                    .formatted(
                            new BigInteger(1, MessageDigest.getInstance("MD5").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
