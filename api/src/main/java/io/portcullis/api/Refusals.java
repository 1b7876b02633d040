package io.portcullis.api;

import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Map;

/** The faults of the Access Analyzer API, with the members of their shapes. */
final class Refusals {

    private Refusals() {}

    /** A member of the request is not as it must be. */
    static ServiceFault invalid(String field, String message) {
        return validation("fieldValidationFailed", field, message);
    }

    /** A member of the request asks for something that is not served here. */
    static ServiceFault notSupported(String field, String message) {
        return validation("notSupported", field, message);
    }

    private static ServiceFault validation(String reason, String field, String message) {
        return ServiceFault.sender("ValidationException", message)
                .with("reason", reason)
                .with("fieldList", List.of(Map.of("name", field, "message", message)));
    }

    static ServiceFault notFound(String resourceType, String resourceId) {
        return new ServiceFault(
                        "ResourceNotFoundException", 404, "There is no " + resourceType + " " + quoted(resourceId))
                .with("resourceId", resourceId)
                .with("resourceType", resourceType);
    }

    static ServiceFault conflict(String resourceType, String resourceId, String message) {
        return new ServiceFault("ConflictException", 409, message)
                .with("resourceId", resourceId)
                .with("resourceType", resourceType);
    }

    static ServiceFault quota(String resourceType, String resourceId, String message) {
        return new ServiceFault("ServiceQuotaExceededException", 402, message)
                .with("resourceId", resourceId)
                .with("resourceType", resourceType);
    }

    /** Input for a message: quoted and not too long. */
    static String quoted(String text) {
        return "'" + (text.length() <= 200 ? text : text.substring(0, 200) + "…") + "'";
    }
}
