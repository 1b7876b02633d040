package io.portcullis.aws;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.Change;
import io.portcullis.response.FindingStore;
import io.portcullis.response.FollowUp.LookAgain;
import io.portcullis.response.FollowUpJson;
import io.portcullis.response.ResourceReader;
import io.portcullis.response.ResourceReader.Listing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Has everything looked at: puts a message for each resource on the queue of changes, so that each succeeds, fails and comes
 * again by itself.
 *
 * @param reader lists the resources
 * @param store knows those from before, which may be gone by now
 * @param analyzer the ARN that findings are kept under
 * @param queueUrl the queue of changes
 */
public record QueuedSweep(
        ResourceReader reader, FindingStore store, String analyzer, SqsClient sqs, String queueUrl, Clock clock) {

    /** SendMessageBatch takes at most 10 messages (SQS API reference). */
    public static final int BATCH = 10;

    private static final FollowUpJson FOLLOW_UPS = new FollowUpJson();

    /**
     * The resources to be looked at, by ARN: what is listed, and what is known from before.
     *
     * @param after those up to this ARN are left out; empty text for none
     */
    public Listing resources(ResourceType type, String after) {
        Listing listing = reader.list(type);
        SortedMap<String, Resource> resources = new TreeMap<>();
        Stream<Resource> known = store.resources(analyzer).stream()
                .map(kept -> kept.analysis().resource())
                .filter(resource -> resource.type() == type);
        Stream.concat(listing.resources().stream(), known).forEach(resource -> resources.put(resource.arn(), resource));
        return new Listing(List.copyOf(resources.tailMap(after + "\0").values()), listing.incomplete());
    }

    /**
     * Has these resources looked at, at most {@link #BATCH}.
     *
     * @throws IllegalStateException when the queue does not take all of them
     */
    public void send(List<Resource> resources) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Resource resource : resources) {
            Change change = Change.scheduled(resource, clock.instant());
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(FOLLOW_UPS.write(new LookAgain(change, resource)))
                    .build());
        }
        var answer = sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
        if (!answer.failed().isEmpty()) {
            throw new IllegalStateException("sqs:SendMessage failed for " + answer.failed());
        }
    }
}
