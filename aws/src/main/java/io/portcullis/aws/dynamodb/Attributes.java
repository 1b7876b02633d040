package io.portcullis.aws.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes of items, among them texts that are compressed: an item has room for 400 KB, and policies and findings repeat
 * themselves.
 */
final class Attributes {

    private Attributes() {}

    /** The attribute of this name; an item that we wrote has it. */
    static AttributeValue named(String name, Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(name))
                .orElseThrow(() -> new IllegalArgumentException("An item has no attribute \"" + name + "\""));
    }

    static AttributeValue pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toByteArray()));
    }

    static String unpack(AttributeValue value) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(value.b().asByteArray()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("An attribute is not what was packed", e);
        }
    }
}
