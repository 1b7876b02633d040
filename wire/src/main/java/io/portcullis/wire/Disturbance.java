package io.portcullis.wire;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Trouble that a service is in, for trying how its callers cope: some calls of an operation are refused, as AWS refuses
 * them now and then.
 *
 * @param operation the operation's name, such as {@code ListFindings}
 * @param which the requests that are concerned, by the SDK's request class
 * @param calls how many of them are refused, the first ones; those after are answered
 * @param fault with what
 */
public record Disturbance(String operation, Predicate<SdkPojo> which, int calls, ServiceFault fault) {

    /** The first calls of an operation are refused. */
    public static Disturbance first(int calls, String operation, ServiceFault fault) {
        return new Disturbance(operation, request -> true, calls, fault);
    }

    /** Every call of an operation is refused. */
    public static Disturbance always(String operation, ServiceFault fault) {
        return first(Integer.MAX_VALUE, operation, fault);
    }

    /** The service in all of these troubles; of several for one call, the first counts. */
    public static Service disturbed(Service service, List<Disturbance> disturbances) {
        Service troubled = service;
        for (Disturbance disturbance : disturbances.reversed()) {
            troubled = new Service(
                    troubled.signingName(),
                    troubled.protocol(),
                    troubled.operations().stream()
                            .<Operation<?, ?>>map(disturbance::disturb)
                            .toList());
        }
        return troubled;
    }

    private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> disturb(Operation<I, O> operation) {
        if (!operation.name().equals(this.operation)) {
            return operation;
        }
        AtomicInteger left = new AtomicInteger(calls);
        BiFunction<Caller, I, O> handler = (caller, request) -> {
            if (which.test(request) && left.getAndUpdate(some -> Math.max(0, some - 1)) > 0) {
                throw fault;
            }
            return operation.handler().apply(caller, request);
        };
        return new Operation<>(
                operation.name(), operation.binding(), operation.request(), handler, operation.takesUnsigned());
    }
}
