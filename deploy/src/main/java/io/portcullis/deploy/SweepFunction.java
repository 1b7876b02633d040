package io.portcullis.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.aws.QueuedSweep;
import io.portcullis.response.ResourceReader.Listing;
import java.util.List;
import java.util.Map;

/**
 * Sweeps over everything at the ticks of a schedule, which come as messages of SQS: has each resource that is listed, and
 * each that is known from before, looked at by the change function. Where its time does not suffice it leaves a message that
 * says how far it has come, and goes on from there.
 */
public final class SweepFunction extends LambdaFunction {

    /** Enough time for one more batch and the message that goes on from there. */
    private static final int MARGIN_MILLIS = 15_000;

    private static final String TYPE = "portcullisSweep";
    private static final String AFTER = "after";

    private final Installation installation;
    private final Journal journal;

    /** The function of this process' environment: see {@link DeploySettings}. */
    public SweepFunction() {
        this(Installation.ofEnvironment());
    }

    SweepFunction(Installation installation) {
        this.installation = installation;
        this.journal = new Journal("sweep", System.out, installation.clock());
    }

    @Override
    JsonNode handle(JsonNode event, Invocation invocation) {
        List<String> failed =
                MessageBatch.of(event).failing(invocation.remainingMillis(), body -> sweep(parse(body), invocation));
        return MessageBatch.answer(json(), failed);
    }

    private void sweep(JsonNode tick, Invocation invocation) {
        if (tick.has(TYPE)) {
            ResourceType type = ResourceType.of(tick.get(TYPE).asText())
                    .orElseThrow(() -> new IllegalArgumentException("No such type of resource: " + tick.get(TYPE)));
            sweep(type, tick.path(AFTER).asText(), invocation);
        } else {
            installation.settings().types().forEach(type -> sweep(type, "", invocation));
        }
    }

    private void sweep(ResourceType type, String after, Invocation invocation) {
        QueuedSweep sweep = installation.sweep(invocation.account());
        Listing listing = sweep.resources(type, after);
        List<Resource> left = listing.resources();
        int done = 0;
        while (done < left.size() && invocation.remainingMillis() > MARGIN_MILLIS) {
            List<Resource> batch = left.subList(done, Math.min(done + QueuedSweep.BATCH, left.size()));
            sweep.send(batch);
            done += batch.size();
        }
        journal.step("SWEPT", "SweptResources", done, Map.of("type", type.cloudFormationName(), AFTER, after));
        if (done < left.size()) {
            goOn(type, done == 0 ? after : left.get(done - 1).arn());
        }
        listing.incomplete().ifPresent(reason -> {
            throw new IllegalStateException("The sweep over " + type.cloudFormationName() + " is not whole: " + reason);
        });
    }

    private void goOn(ResourceType type, String after) {
        String body = json().createObjectNode()
                .put(TYPE, type.cloudFormationName())
                .put(AFTER, after)
                .toString();
        installation
                .clients()
                .sqs()
                .sendMessage(message ->
                        message.queueUrl(installation.settings().sweepQueue()).messageBody(body));
    }

    private JsonNode parse(String body) {
        try {
            return json().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A tick of the schedule that is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
