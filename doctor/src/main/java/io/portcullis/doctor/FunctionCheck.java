package io.portcullis.doctor;

import io.portcullis.doctor.Check.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a function takes from a queue, all of what comes there. Source of the states: Lambda API reference,
 * EventSourceMappingConfiguration and FunctionConfiguration.
 *
 * @param region the queue's
 * @param queue its ARN
 */
public record FunctionCheck(String region, String queue) {

    private static final String WHAT = "function";

    /** Checks the event source mappings of the queue. */
    public Check of(Seen<Taker> takers) {
        if (takers.incomplete().isPresent()) {
            return Check.unknown(region, WHAT, takers.incomplete().get());
        }
        // One that is being deleted takes what is left of its time.
        List<Taker> staying = takers.all().stream()
                .filter(taker -> !taker.state().equals("Deleting"))
                .toList();
        List<Taker> on = staying.stream().filter(Taker::isOn).toList();
        if (staying.isEmpty()) {
            return nobody();
        }
        return switch (on.size()) {
            case 0 -> off(staying.getFirst());
            case 1 -> takes(on.getFirst());
            default -> shared(on);
        };
    }

    private Check nobody() {
        return Check.missing(
                region,
                WHAT,
                "no function of this account takes from " + queue,
                command("create-event-source-mapping") + " --function-name FUNCTION_NAME --event-source-arn " + queue
                        + " --batch-size 10 --function-response-types ReportBatchItemFailures",
                "nothing is missing if ./portcullis watch takes from it; then ask ./portcullis doctor --watched");
    }

    private Check off(Taker taker) {
        return switch (taker.state()) {
            case "Disabled", "Disabling" ->
                missing(
                        taker,
                        "would take from " + queue + ", but its event source mapping is " + taker.state(),
                        update(taker, "--enabled"));
            default ->
                Check.unknown(
                        region,
                        WHAT,
                        taker.function() + " takes nothing from " + queue
                                + " yet, or no more: its event source mapping is " + taker.state());
        };
    }

    private Check takes(Taker taker) {
        return lame(taker).or(() -> lossy(taker)).orElseGet(() -> runnable(taker));
    }

    /** A mapping stays Enabled when its function is deleted (Lambda API reference, DeleteFunction), or may not run. */
    private Optional<Check> lame(Taker taker) {
        if (taker.functionState().isEmpty()) {
            return Optional.of(missing(
                    taker,
                    "is gone, and nobody takes from " + queue + "; set the function up again, or have another take",
                    update(taker, "--function-name FUNCTION_NAME")));
        }
        return taker.throttled()
                ? Optional.of(missing(
                        taker,
                        "has a reserved concurrency of 0, so that it never runs",
                        command("delete-function-concurrency") + " --function-name " + taker.function()))
                : Optional.empty();
    }

    /**
     * Portcullis' functions answer with the messages that failed; where nobody asks for that, SQS deletes those with the
     * others. What a filter does not pass on is deleted as well. Source: Lambda developer guide, "Handling errors for an SQS
     * event source" and "Using event filtering with an Amazon SQS event source".
     */
    private Optional<Check> lossy(Taker taker) {
        if (!taker.reportsFailures()) {
            return Optional.of(missing(
                    taker,
                    "takes from " + queue + ", but what it says of failed messages is not asked for: they are lost",
                    update(taker, "--function-response-types ReportBatchItemFailures")));
        }
        return taker.filters()
                ? Optional.of(Check.unknown(
                        region,
                        WHAT,
                        taker.function() + " takes from " + queue
                                + " what a filter of the event source mapping passes on, which is not looked at; the"
                                + " rest is deleted",
                        update(taker, "--filter-criteria '{\"Filters\":[]}'")))
                : Optional.empty();
    }

    /** An Inactive function wakes up when it is called. Source: Lambda developer guide, "Lambda function states". */
    private Check runnable(Taker taker) {
        String state = taker.functionState().orElseThrow();
        return switch (state) {
            case "Active", "Inactive" -> Check.inPlace(region, WHAT, taker.function() + " takes from " + queue);
            case "Failed" ->
                missing(
                        taker,
                        "is Failed, and cannot run",
                        "aws lambda get-function-configuration --region " + region + " --function-name "
                                + taker.function() + " --query StateReason");
            default -> Check.unknown(region, WHAT, taker.function() + " takes from " + queue + ", but is " + state);
        };
    }

    private Check shared(List<Taker> takers) {
        return Check.unknown(
                region,
                WHAT,
                takers.stream().map(Taker::function).collect(Collectors.joining(" and ")) + " take from " + queue
                        + ": each message comes to one of them alone, and whether each knows what to do with it is not"
                        + " known here",
                "aws lambda list-event-source-mappings --region " + region + " --event-source-arn " + queue);
    }

    private Check missing(Taker taker, String says, String wayOut) {
        return new Check(region, WHAT, State.MISSING, taker.function() + " " + says, List.of(wayOut));
    }

    private String update(Taker taker, String what) {
        return command("update-event-source-mapping") + " --uuid " + taker.id() + " " + what;
    }

    private String command(String operation) {
        return "aws lambda " + operation + " --region " + region;
    }
}
