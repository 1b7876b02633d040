package io.portcullis.local.sns;

import io.portcullis.wire.ServiceFault;

/** SNS's refusals, with the codes of its query protocol. */
final class Faults {

    private Faults() {}

    static ServiceFault invalid(String what) {
        return ServiceFault.sender("InvalidParameter", "Invalid parameter: " + what);
    }

    static ServiceFault notFound(String what) {
        return new ServiceFault("NotFound", 404, what + " does not exist");
    }

    static ServiceFault denied(String caller, String action, String resource) {
        return new ServiceFault(
                "AuthorizationError",
                403,
                "User: " + caller + " is not authorized to perform: " + action + " on resource: " + resource
                        + " because no resource-based policy allows the " + action + " action");
    }
}
