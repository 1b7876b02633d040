package io.portcullis.local.events;

import io.portcullis.wire.ServiceFault;

/** EventBridge's refusals. */
final class Faults {

    private Faults() {}

    static ServiceFault validation(String message) {
        return ServiceFault.sender("ValidationException", message);
    }

    static ServiceFault required(String member) {
        return validation("1 validation error detected: Value null at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    static ServiceFault noSuchBus(String bus) {
        return ServiceFault.sender("ResourceNotFoundException", "Event bus " + bus + " does not exist.");
    }

    static ServiceFault noSuchRule(String rule, String bus) {
        return ServiceFault.sender(
                "ResourceNotFoundException", "Rule " + rule + " does not exist on EventBus " + bus + ".");
    }

    static ServiceFault limit(String message) {
        return ServiceFault.sender("LimitExceededException", message);
    }

    static ServiceFault badPattern(String reason) {
        return ServiceFault.sender("InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
    }
}
