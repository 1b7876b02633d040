package io.portcullis.deploy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.response.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * One line of JSON for each step, which is log and metric at once: CloudWatch takes the metrics out of it by the embedded
 * metric format (CloudWatch user guide, "Embedded metric format specification"). It carries ARNs, calls and verdicts, never
 * a policy. Safe for use by many threads.
 */
final class Journal implements Progress {

    private static final String NAMESPACE = "Portcullis";

    private final String function;
    private final PrintStream out;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    Journal(String function, PrintStream out, Clock clock) {
        this.function = function;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void reached(Moment moment) {
        String metric = switch (moment.stage()) {
            case RECEIVED -> "Changes";
            case READ -> "Reads";
            case ANALYZED -> "Analyses";
            case PUBLISHED -> "Notices";
            case CORRECTED -> "Corrections";
            case RESOLVED -> "Resolutions";
        };
        step(
                moment.stage().name(),
                metric,
                1,
                Map.of(
                        "resource", moment.resource().arn(),
                        "change", moment.change().id(),
                        "call", moment.change().call(),
                        "actor", moment.change().actor(),
                        "detail", moment.detail(),
                        "changedAt", moment.change().time().toString()));
    }

    /** Notes a step with how often it happened. */
    void step(String name, String metric, int count, Map<String, String> members) {
        ObjectNode line = json.createObjectNode();
        line.put("time", clock.instant().toString());
        line.put("function", function);
        line.put("step", name);
        members.forEach(line::put);
        line.put(metric, count);
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", clock.millis());
        ObjectNode metrics = aws.putArray("CloudWatchMetrics").addObject();
        metrics.put("Namespace", NAMESPACE);
        metrics.putArray("Dimensions").addArray().add("function");
        metrics.putArray("Metrics").addObject().put("Name", metric).put("Unit", "Count");
        out.println(line);
    }
}
