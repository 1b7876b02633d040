package io.portcullis.response;

import io.portcullis.response.Publisher.Undelivered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notices to every publisher. What one of them could not deliver waits for that one alone and is tried again; the
 * notices of one resource reach a publisher in their order. Safe for use by many threads.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final List<Publisher> publishers;
    private final Scheduler scheduler;
    private final ResponseSettings settings;
    private final ConcurrentMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();

    private record LaneKey(int publisher, String resourceArn) {}

    Delivery(List<Publisher> publishers, Scheduler scheduler, ResponseSettings settings) {
        this.publishers = List.copyOf(publishers);
        this.scheduler = scheduler;
        this.settings = settings;
    }

    /** Hands a notice to every publisher. */
    void deliver(Notice notice) {
        for (int i = 0; i < publishers.size(); i++) {
            Publisher publisher = publishers.get(i);
            lanes.computeIfAbsent(new LaneKey(i, notice.resource().arn()), key -> new Lane(publisher))
                    .add(notice);
        }
    }

    /** What waits to be delivered, oldest first for each resource. */
    List<UndeliveredNotice> undelivered() {
        return lanes.values().stream().flatMap(lane -> lane.waiting().stream()).toList();
    }

    /** The notices of one resource on their way to one publisher. */
    private final class Lane {
        private final Publisher publisher;
        private final Deque<UndeliveredNotice> waiting = new ArrayDeque<>();
        private int failures;

        Lane(Publisher publisher) {
            this.publisher = publisher;
        }

        synchronized void add(Notice notice) {
            if (waiting.isEmpty()) {
                List<Undelivered> left = send(notice, List.of(Undelivered.whole("")));
                if (!left.isEmpty()) {
                    waiting.add(new UndeliveredNotice(notice, left));
                    failed();
                }
            } else {
                waiting.add(new UndeliveredNotice(
                        notice, List.of(Undelivered.whole("An earlier notice of the resource must go first."))));
                giveUpBeyondLimit();
            }
        }

        synchronized List<UndeliveredNotice> waiting() {
            return new ArrayList<>(waiting);
        }

        private synchronized void retry() {
            while (!waiting.isEmpty()) {
                UndeliveredNotice head = waiting.remove();
                List<Undelivered> left = send(head.notice(), head.parts());
                if (!left.isEmpty()) {
                    waiting.addFirst(new UndeliveredNotice(head.notice(), left));
                    failed();
                    return;
                }
            }
            failures = 0;
        }

        private void failed() {
            failures++;
            scheduler.after(settings.retryAfter(failures), this::retry);
        }

        private void giveUpBeyondLimit() {
            while (waiting.size() > settings.keepUndelivered()) {
                // The head may be on its way in parts: what follows it is older news than what came last.
                UndeliveredNotice head = waiting.remove();
                UndeliveredNotice lost = waiting.remove();
                waiting.addFirst(head);
                LOG.error(
                        "Given up, too many notices wait: {} {}",
                        lost.notice().resource().arn(),
                        lost.parts());
            }
        }

        private List<Undelivered> send(Notice notice, List<Undelivered> parts) {
            boolean whole = parts.stream().anyMatch(Undelivered::isWhole);
            try {
                return whole ? publisher.publish(notice) : publisher.retry(notice, parts);
            } catch (RuntimeException e) {
                LOG.error("Publishing a notice of {} failed", notice.resource().arn(), e);
                return whole ? List.of(Undelivered.whole("Publishing failed: " + e)) : parts;
            }
        }
    }
}
