package io.portcullis.local.sqs;

import io.portcullis.wire.ServiceFault;
import java.util.Set;

/** SQS's refusals, with the codes of its JSON protocol. */
final class Faults {

    private static final String PREFIX = "com.amazonaws.sqs#";
    private static final String OLD_PREFIX = "AWS.SimpleQueueService.";

    /** Codes that the query protocol had under the old prefix; the rest were the same. */
    private static final Set<String> OLD_PREFIXED = Set.of(
            "BatchEntryIdsNotDistinct",
            "BatchRequestTooLong",
            "EmptyBatchRequest",
            "InvalidBatchEntryId",
            "MessageNotInflight",
            "TooManyEntriesInBatchRequest",
            "UnsupportedOperation");

    private Faults() {}

    static ServiceFault of(String code, String message) {
        return ServiceFault.sender(PREFIX + code, message).withQueryCode(queryCode(code));
    }

    private static String queryCode(String code) {
        return switch (code) {
            case "QueueDoesNotExist" -> OLD_PREFIX + "NonExistentQueue";
            case "QueueNameExists" -> "QueueAlreadyExists";
            default -> OLD_PREFIXED.contains(code) ? OLD_PREFIX + code : code;
        };
    }

    static ServiceFault noSuchQueue() {
        return of("QueueDoesNotExist", "The specified queue does not exist.");
    }

    static ServiceFault missing(String parameter) {
        return ServiceFault.sender("MissingParameter", "The request must contain the parameter " + parameter + ".");
    }

    static ServiceFault invalidValue(String value, String parameter, String reason) {
        return ServiceFault.sender(
                "InvalidParameterValue",
                "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static ServiceFault denied(String caller, String action, String queue) {
        return new ServiceFault(
                "AccessDeniedException",
                403,
                "User: " + caller + " is not authorized to perform: " + action + " on resource: " + queue
                        + " because no resource-based policy allows the " + action + " action");
    }
}
