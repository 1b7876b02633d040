package io.portcullis.local.sns;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * One published message, checked.
 *
 * <p>Source: SNS API reference, Publish.
 *
 * @param id the MessageId
 * @param message what it says
 * @param subject the subject, if one was given
 * @param attributes the message attributes
 * @param time when it was published
 * @param bytes its size, attributes included
 */
record Notification(
        String id,
        MessageText message,
        Optional<String> subject,
        Map<String, MessageAttributeValue> attributes,
        Instant time,
        int bytes) {

    static final int MOST_BYTES = 262_144;
    private static final int SUBJECT_BELOW = 100;

    Notification {
        attributes = Map.copyOf(attributes);
    }

    static Notification of(
            @Nullable String message,
            @Nullable String subject,
            @Nullable String structure,
            Map<String, MessageAttributeValue> attributes,
            Instant time) {
        if (message == null || message.isEmpty()) {
            throw Faults.invalid("Empty message");
        }
        int bytes = utf8(message) + bytes(attributes);
        if (bytes > MOST_BYTES) {
            throw Faults.invalid("Message too long");
        }
        if (structure != null && !structure.equals("json")) {
            throw Faults.invalid("MessageStructure: must be json when given, was " + structure);
        }
        MessageText text = structure == null ? MessageText.of(message) : MessageText.structured(message);
        Optional<String> checked = Optional.ofNullable(subject).map(Notification::checkSubject);
        return new Notification(UUID.randomUUID().toString(), text, checked, attributes, time, bytes);
    }

    private static String checkSubject(String subject) {
        boolean short_ = subject.length() < SUBJECT_BELOW && !subject.isEmpty();
        if (!short_ || subject.codePoints().anyMatch(Character::isISOControl)) {
            throw Faults.invalid("Subject");
        }
        return subject;
    }

    private static int bytes(Map<String, MessageAttributeValue> attributes) {
        int bytes = 0;
        for (var attribute : attributes.entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            checkAttribute(attribute.getKey(), value);
            bytes += utf8(attribute.getKey()) + utf8(value.dataType());
            bytes += value.dataType().startsWith("Binary")
                    ? value.binaryValue().asByteArrayUnsafe().length
                    : utf8(value.stringValue());
        }
        return bytes;
    }

    private static void checkAttribute(String name, MessageAttributeValue value) {
        String type = value.dataType() == null ? "" : value.dataType();
        boolean binary = type.startsWith("Binary");
        if (!type.matches("(String|Number|Binary)(\\..+)?")) {
            throw Faults.invalid("The message attribute '" + name + "' has an invalid message attribute type,"
                    + " the set of supported type prefixes is Binary, Number, and String.");
        }
        boolean empty = binary
                ? value.binaryValue() == null
                : value.stringValue() == null || value.stringValue().isEmpty();
        if (empty) {
            throw Faults.invalid(
                    "The message attribute '" + name + "' must contain non-empty message attribute value.");
        }
        if (type.equals("Number")
                && !value.stringValue().matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")) {
            throw Faults.invalid("Could not cast message attribute '" + name + "' value to number.");
        }
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
