package io.portcullis.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * A subscription's filter policy, matched with event-ruler: SNS's filter language is the one of event patterns.
 * Immutable.
 */
final class Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULE = "filter";

    private final Optional<Machine> machine;
    private final boolean onBody;

    private Filter(Optional<Machine> machine, boolean onBody) {
        this.machine = machine;
        this.onBody = onBody;
    }

    /** Reads the attributes FilterPolicy and FilterPolicyScope; no policy, or an empty one, lets everything through. */
    static Filter of(Map<String, String> attributes) {
        String policy = attributes.getOrDefault("FilterPolicy", "{}");
        String scope = attributes.getOrDefault("FilterPolicyScope", "MessageAttributes");
        if (!scope.equals("MessageAttributes") && !scope.equals("MessageBody")) {
            throw Faults.invalid("FilterPolicyScope: must be MessageAttributes or MessageBody, was " + scope);
        }
        return new Filter(compile(policy), scope.equals("MessageBody"));
    }

    private static Optional<Machine> compile(String policy) {
        try {
            if (JSON.readTree(policy) instanceof ObjectNode object && object.isEmpty()) {
                return Optional.empty();
            }
            String fault = JsonRuleCompiler.check(policy);
            if (fault != null) {
                throw Faults.invalid("FilterPolicy: " + fault);
            }
            Machine machine = Machine.builder().build();
            machine.addRule(RULE, policy);
            return Optional.of(machine);
        } catch (IOException e) {
            throw Faults.invalid("FilterPolicy: " + e.getMessage());
        }
    }

    boolean passes(Notification notification) {
        if (machine.isEmpty()) {
            return true;
        }
        Optional<JsonNode> event = onBody ? body(notification) : Optional.of(attributes(notification));
        return event.filter(node -> !machine.get().rulesForJSONEvent(node).isEmpty())
                .isPresent();
    }

    /** The message as an object; a message that is none never passes a filter on the body. */
    private static Optional<JsonNode> body(Notification notification) {
        try {
            return Optional.of(JSON.readTree(notification.message().plain())).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode attributes(Notification notification) {
        ObjectNode node = JSON.createObjectNode();
        notification.attributes().forEach((name, value) -> add(node, name, value));
        return node;
    }

    /** Binary attributes cannot be filtered on. Source: SNS developer guide, "Subscription filter policies". */
    private static void add(ObjectNode node, String name, MessageAttributeValue value) {
        switch (value.dataType()) {
            case "Number" -> node.putArray(name).add(new BigDecimal(value.stringValue()));
            case "String.Array" -> node.set(name, array(value.stringValue()));
            case "Binary" -> {}
            default -> node.putArray(name).add(value.stringValue());
        }
    }

    private static ArrayNode array(String text) {
        try {
            return JSON.readTree(text) instanceof ArrayNode list ? list : JSON.createArrayNode();
        } catch (JsonProcessingException e) {
            return JSON.createArrayNode();
        }
    }
}
