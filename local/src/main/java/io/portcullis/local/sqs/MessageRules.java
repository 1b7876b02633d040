package io.portcullis.local.sqs;

import io.portcullis.wire.ServiceFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What SQS demands of messages and batches. Source: SQS API reference, SendMessage and SendMessageBatch. */
final class MessageRules {

    static final int BATCH = 10;
    private static final int MOST_ATTRIBUTES = 10;

    private MessageRules() {}

    /** Checks a message and returns its size in bytes, attributes included. */
    static int check(String body, Map<String, MessageAttributeValue> attributes, int limit) {
        if (body == null || body.isEmpty()) {
            throw Faults.missing("MessageBody");
        }
        if (!body.codePoints().allMatch(MessageRules::allowed)) {
            throw Faults.of(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are "
                            + "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw Faults.invalidValue(
                    String.valueOf(attributes.size()), "MessageAttributes", "A message has at most 10 attributes.");
        }
        int size = size(body, attributes);
        if (size > limit) {
            throw ServiceFault.sender(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
        }
        return size;
    }

    private static int size(String body, Map<String, MessageAttributeValue> attributes) {
        int size = utf8(body);
        for (var attribute : attributes.entrySet()) {
            checkAttribute(attribute.getKey(), attribute.getValue());
            size += utf8(attribute.getKey())
                    + utf8(attribute.getValue().dataType())
                    + Digests.bytes(attribute.getValue()).length;
        }
        return size;
    }

    private static void checkAttribute(String name, MessageAttributeValue value) {
        String type = value.dataType() == null ? "" : value.dataType();
        boolean known = type.matches("(String|Number|Binary)(\\..+)?");
        boolean filled = type.startsWith("Binary")
                ? value.binaryValue() != null && value.binaryValue().asByteArrayUnsafe().length > 0
                : value.stringValue() != null && !value.stringValue().isEmpty();
        if (!known) {
            throw Faults.invalidValue(
                    type, "MessageAttributes." + name + ".DataType", "It must be String, Number or Binary.");
        }
        if (!filled) {
            throw Faults.invalidValue(
                    "", "MessageAttributes." + name, "It must contain a non-empty value of its type.");
        }
    }

    private static boolean allowed(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c > 0xFFFF;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Checks the entries' number and ids. */
    static <T> void checkBatch(List<T> entries, Function<T, String> id) {
        if (entries.isEmpty()) {
            throw Faults.of("EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (entries.size() > BATCH) {
            throw Faults.of(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
        }
        var ids = entries.stream().map(id).collect(Collectors.toSet());
        if (ids.size() < entries.size()) {
            throw Faults.of("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        }
        if (!ids.stream().allMatch(each -> each.matches("[A-Za-z0-9_-]{1,80}"))) {
            throw Faults.of(
                    "InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                            + " It can be at most 80 letters long.");
        }
    }
}
