package io.portcullis.aws;

import io.portcullis.response.Notice;
import io.portcullis.response.Publisher;
import io.portcullis.response.message.ArticleEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts notices on an event bus, in the shape of the published design. Of a call that failed in part only the failed entries
 * are put again, a few times with growing pauses.
 */
public final class EventBridgePublisher implements Publisher {

    /** PutEvents takes 1 to 10 entries, 256 KB in all (EventBridge API reference, "PutEvents"). */
    private static final int MAX_ENTRIES = 10;

    private static final int MAX_BYTES = 256 * 1024 - 1;

    private final EventBridgeClient events;
    private final String bus;
    private final Pauses pauses;
    private final ArticleEvent shape = new ArticleEvent();

    /** An entry that has yet to be put: which of how many, and what came of the last try. */
    private record Pending(int number, int of, ArticleEvent.Entry entry, String reason) {
        String name() {
            return "entry " + number + " of " + of;
        }

        Pending failed(String why) {
            return new Pending(number, of, entry, why);
        }
    }

    /** A publisher to a bus, by its name or ARN, that tries three times again, after 100 ms, 400 ms and 1.6 s. */
    public EventBridgePublisher(EventBridgeClient events, String bus) {
        this(events, bus, Pauses.DEFAULT);
    }

    /** A publisher to a bus that puts failed entries again after each of these pauses. */
    EventBridgePublisher(EventBridgeClient events, String bus, Pauses pauses) {
        this.events = events;
        this.bus = bus;
        this.pauses = pauses;
    }

    @Override
    public List<Undelivered> publish(Notice notice) {
        return put(notice, pending(notice));
    }

    @Override
    public List<Undelivered> retry(Notice notice, List<Undelivered> parts) {
        Set<String> names = parts.stream().map(Undelivered::what).collect(Collectors.toSet());
        return put(
                notice,
                pending(notice).stream()
                        .filter(entry -> names.contains(entry.name()))
                        .toList());
    }

    private List<Pending> pending(Notice notice) {
        List<ArticleEvent.Entry> entries = shape.entries(notice);
        List<Pending> pending = new ArrayList<>();
        for (ArticleEvent.Entry entry : entries) {
            pending.add(new Pending(pending.size() + 1, entries.size(), entry, ""));
        }
        return pending;
    }

    private List<Undelivered> put(Notice notice, List<Pending> entries) {
        List<Pending> left = pauses.attempt(entries, some -> putOnce(notice, some));
        return left.stream()
                .map(entry -> new Undelivered(entry.name(), entry.reason()))
                .toList();
    }

    private List<Pending> putOnce(Notice notice, List<Pending> entries) {
        List<Pending> failed = new ArrayList<>();
        for (List<Pending> batch : batches(entries)) {
            failed.addAll(putBatch(batch, notice.change().time()));
        }
        return failed;
    }

    private static List<List<Pending>> batches(List<Pending> entries) {
        List<List<Pending>> batches = new ArrayList<>();
        List<Pending> batch = new ArrayList<>();
        int bytes = 0;
        for (Pending entry : entries) {
            if (batch.size() == MAX_ENTRIES || bytes + entry.entry().bytes() > MAX_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(entry);
            bytes += entry.entry().bytes();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private List<Pending> putBatch(List<Pending> batch, Instant time) {
        try {
            List<PutEventsResultEntry> results = events.putEvents(request -> request.entries(batch.stream()
                            .map(entry -> request(entry.entry(), time))
                            .toList()))
                    .entries();
            List<Pending> failed = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                // The results stand in the order of the entries; one that is missing was not confirmed.
                if (i >= results.size()) {
                    failed.add(batch.get(i).failed("events:PutEvents gave no result for it"));
                } else if (results.get(i).errorCode() != null) {
                    failed.add(batch.get(i)
                            .failed(results.get(i).errorCode() + ": "
                                    + results.get(i).errorMessage()));
                }
            }
            return failed;
        } catch (SdkException e) {
            String reason = Trouble.of("events:PutEvents", e);
            return batch.stream().map(entry -> entry.failed(reason)).toList();
        }
    }

    private PutEventsRequestEntry request(ArticleEvent.Entry entry, Instant time) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .time(time)
                .source(entry.source())
                .detailType(entry.detailType())
                .resources(entry.resources())
                .detail(entry.detail())
                .build();
    }
}
