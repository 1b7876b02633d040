package io.portcullis.local.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Requests and responses in the form of CloudTrail records: members in lower camel case (but {@code AWSAccountId}, whose
 * first word is an acronym), absent ones left out, times as text such as {@code Aug 10, 2022, 10:38:27 PM}.
 */
public final class LoggedMembers {

    // Source: KMS developer guide, CloudTrail samples of CreateKey and ScheduleKeyDeletion.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LoggedMembers() {}

    /** The members of a request or response that are set; nothing when none is. */
    public static Optional<ObjectNode> of(SdkPojo pojo) {
        ObjectNode node = object(pojo);
        return node.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    private static ObjectNode object(SdkPojo pojo) {
        ObjectNode node = JSON.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            value(field.getValueOrDefault(pojo)).ifPresent(value -> node.set(loggedName(field.memberName()), value));
        }
        return node;
    }

    private static Optional<JsonNode> value(Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case SdkPojo pojo -> Optional.of(object(pojo));
            case Collection<?> items -> items.isEmpty() ? Optional.empty() : Optional.of(array(items));
            case Map<?, ?> map -> map.isEmpty() ? Optional.empty() : Optional.of(object(map));
            case Instant time -> Optional.of(JSON.textNode(TIME.format(time)));
            case Boolean flag -> Optional.of(JSON.booleanNode(flag));
            case Integer number -> Optional.of(JSON.numberNode(number));
            case Long number -> Optional.of(JSON.numberNode(number));
            default -> Optional.of(JSON.textNode(value.toString()));
        };
    }

    private static ArrayNode array(Collection<?> items) {
        ArrayNode array = JSON.arrayNode(items.size());
        items.forEach(item -> value(item).ifPresent(array::add));
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode node = JSON.objectNode();
        map.forEach((key, item) -> value(item).ifPresent(value -> node.set(key.toString(), value)));
        return node;
    }

    private static String loggedName(String member) {
        boolean acronym = member.length() > 1 && Character.isUpperCase(member.charAt(1));
        return acronym ? member : member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }
}
