package io.portcullis.doctor;

import java.util.Optional;

/**
 * An event source mapping of AWS Lambda, which has a function take from a queue, with its function.
 *
 * @param id the mapping's UUID
 * @param function the function's ARN
 * @param state the mapping's state, such as {@code Enabled} (Lambda API reference, EventSourceMappingConfiguration)
 * @param filters whether it passes some messages on and drops the others
 * @param reportsFailures whether the function says which messages of a batch failed
 * @param functionState the function's state, such as {@code Active}; empty when there is no such function
 * @param throttled whether the function may not run at all, by a reserved concurrency of zero
 */
public record Taker(
        String id,
        String function,
        String state,
        boolean filters,
        boolean reportsFailures,
        Optional<String> functionState,
        boolean throttled) {

    /** Whether the mapping takes messages; an update does not stop it. */
    boolean isOn() {
        return state.equals("Enabled") || state.equals("Updating");
    }
}
