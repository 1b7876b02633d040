package io.portcullis.analyzer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/** Names findings by what they say: UUIDs of version 5 (RFC 9562) over the finding's parts. */
final class FindingIds {

    /** The namespace of findings; made once at random. */
    private static final UUID NAMESPACE = UUID.fromString("7c5e0a52-3f0b-4b8e-9d49-6a2f3c1b8d70");

    private FindingIds() {}

    static String of(
            String resource,
            SortedMap<String, String> principal,
            SortedMap<String, String> condition,
            List<String> actions) {
        // Lengths before texts: no two different findings are written alike.
        StringBuilder name = new StringBuilder(512);
        append(name, resource);
        principal.forEach((type, value) -> append(append(name, type), value));
        name.append(condition.size()).append(';');
        condition.forEach((key, value) -> append(append(name, key), value));
        actions.forEach(action -> append(name, action));
        return version5(name.toString()).toString();
    }

    private static StringBuilder append(StringBuilder name, String text) {
        return name.append(text.length()).append(':').append(text);
    }

    private static UUID version5(String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xf000L) | 0x5000L;
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
