package io.portcullis.local.kms;

import io.portcullis.wire.Caller;
import io.portcullis.wire.Operation;
import io.portcullis.wire.ServiceFault;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call of an operation: what errors need to name it.
 *
 * @param operation the operation's name
 * @param caller who calls
 */
record Call(String operation, Caller caller) {

    /** An operation whose handler learns its name with the caller. */
    static <I extends SdkPojo, O extends SdkPojo> Operation<I, O> operation(
            String name, Supplier<? extends SdkPojo> request, BiFunction<Call, I, O> handler) {
        return Operation.named(name, request, (caller, input) -> handler.apply(new Call(name, caller), input));
    }

    /** Where the call acts. */
    Place place() {
        return new Place(caller.account(), caller.region());
    }

    /** The refusal of everything that belongs to another account. */
    ServiceFault denied(String resource) {
        return ServiceFault.sender(
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: kms:" + operation + " on resource: "
                        + resource + " because no resource-based policy allows the kms:" + operation + " action");
    }
}
