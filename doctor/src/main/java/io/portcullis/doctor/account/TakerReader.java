package io.portcullis.doctor.account;

import io.portcullis.aws.Trouble;
import io.portcullis.doctor.Seen;
import io.portcullis.doctor.Taker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Reads which functions take from a queue, and whether they can run. */
record TakerReader(LambdaClient lambda) {

    /** Those of this account. */
    Seen<Taker> of(String queueArn) {
        List<Taker> takers = new ArrayList<>();
        String permission = "lambda:ListEventSourceMappings";
        try {
            List<EventSourceMappingConfiguration> mappings = lambda
                    .listEventSourceMappingsPaginator(request -> request.eventSourceArn(queueArn))
                    .eventSourceMappings()
                    .stream()
                    .toList();
            for (EventSourceMappingConfiguration mapping : mappings) {
                permission = "lambda:GetFunctionConfiguration";
                Optional<String> state = state(mapping.functionArn());
                permission = "lambda:GetFunctionConcurrency";
                takers.add(taker(mapping, state, state.isPresent() && isThrottled(mapping.functionArn())));
            }
            return Seen.whole(takers);
        } catch (SdkException e) {
            return new Seen<>(takers, Optional.of(Trouble.of(permission, e)));
        }
    }

    private Optional<String> state(String function) {
        try {
            return Optional.of(lambda.getFunctionConfiguration(request -> request.functionName(function))
                    .stateAsString());
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Concurrency is the whole function's: a version or an alias, the eighth part of an ARN, has none of its own here. */
    private boolean isThrottled(String function) {
        String whole = String.join(":", List.of(function.split(":")).subList(0, 7));
        return Objects.equals(
                lambda.getFunctionConcurrency(request -> request.functionName(whole))
                        .reservedConcurrentExecutions(),
                0);
    }

    private static Taker taker(EventSourceMappingConfiguration mapping, Optional<String> state, boolean throttled) {
        return new Taker(
                mapping.uuid(),
                mapping.functionArn(),
                mapping.state(),
                mapping.filterCriteria() != null
                        && !mapping.filterCriteria().filters().isEmpty(),
                mapping.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES),
                state,
                throttled);
    }
}
