package io.portcullis.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.Change;
import io.portcullis.response.FollowUp.LookAgain;
import io.portcullis.response.FollowUpJson;
import io.portcullis.response.ResourceReader.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sweeps over everything at the ticks of a schedule, which come as messages of SQS: has each resource that is listed, and
 * each that is known from before, looked at by the change function. Where its time does not suffice it leaves a message that
 * says how far it has come, and goes on from there.
 */
public final class SweepFunction extends LambdaFunction {

    /** SendMessageBatch takes at most 10 messages (SQS API reference). */
    private static final int BATCH = 10;

    /** Enough time for one more batch and the message that goes on from there. */
    private static final int MARGIN_MILLIS = 15_000;

    private static final String TYPE = "portcullisSweep";
    private static final String AFTER = "after";

    private final Installation installation;
    private final Journal journal;
    private final FollowUpJson followUps = new FollowUpJson();

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
        Listing listing = installation.reader().list(type);
        List<Resource> left = List.copyOf(resources(type, listing, invocation.account())
                .tailMap(after + "\0")
                .values());
        int done = 0;
        while (done < left.size() && invocation.remainingMillis() > MARGIN_MILLIS) {
            List<Resource> batch = left.subList(done, Math.min(done + BATCH, left.size()));
            send(batch);
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

    /** By ARN: what is listed, and what is known from before and may be gone by now. */
    private SortedMap<String, Resource> resources(ResourceType type, Listing listing, String account) {
        SortedMap<String, Resource> resources = new TreeMap<>(Comparator.naturalOrder());
        Stream<Resource> known = installation.store().resources(installation.analyzerArn(account)).stream()
                .map(kept -> kept.analysis().resource())
                .filter(resource -> resource.type() == type);
        Stream.concat(listing.resources().stream(), known).forEach(resource -> resources.put(resource.arn(), resource));
        return resources;
    }

    private void send(List<Resource> resources) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Resource resource : resources) {
            Change change = Change.scheduled(resource, installation.clock().instant());
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(followUps.write(new LookAgain(change, resource)))
                    .build());
        }
        SqsClient sqs = installation.clients().sqs();
        var answer = sqs.sendMessageBatch(request ->
                request.queueUrl(installation.settings().changeQueue()).entries(entries));
        if (!answer.failed().isEmpty()) {
            throw new IllegalStateException("sqs:SendMessage failed for " + answer.failed());
        }
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
