package io.portcullis.response;

import io.portcullis.analyzer.Resource;
import io.portcullis.response.Publisher.Undelivered;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private final Consumer<Notice> delivered;
    private final ConcurrentMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();

    private record LaneKey(int publisher, String resourceArn) {}

    /** A notice, and how many publishers have yet to deliver it. */
    private record Letter(Notice notice, AtomicInteger missing) {}

    /** A letter that waits for a publisher, and which parts of it. */
    private record Waiting(Letter letter, List<Undelivered> parts) {
        UndeliveredNotice undelivered() {
            return new UndeliveredNotice(letter.notice(), parts);
        }
    }

    /**
     * A delivery.
     *
     * @param delivered told of a notice once every publisher has delivered it
     */
    Delivery(List<Publisher> publishers, Scheduler scheduler, ResponseSettings settings, Consumer<Notice> delivered) {
        this.publishers = List.copyOf(publishers);
        this.scheduler = scheduler;
        this.settings = settings;
        this.delivered = delivered;
    }

    /**
     * Hands a notice to every publisher. A store that outlives the process gives news again until they are told: those that
     * are on their way from here already are left out.
     */
    void deliver(Notice notice) {
        List<Transition> onTheirWay = waiting(notice.resource());
        List<Transition> news = notice.transitions();
        if (onTheirWay.isEmpty()
                || news.size() < onTheirWay.size()
                || !news.subList(0, onTheirWay.size()).equals(onTheirWay)) {
            send(notice);
        } else if (news.size() > onTheirWay.size()) {
            send(notice.with(news.subList(onTheirWay.size(), news.size())));
        }
    }

    /** Tells every publisher that a resource stands as it stood, unless there is news of it that has yet to be delivered. */
    void remind(Notice standing) {
        if (waiting(standing.resource()).isEmpty()) {
            for (Publisher publisher : publishers) {
                try {
                    publisher.remind(standing);
                } catch (RuntimeException e) {
                    LOG.error("A reminder of {} failed", standing.resource().arn(), e);
                }
            }
        }
    }

    /** What has been told to some publishers and not to all, in its order: what waits where most waits. */
    private List<Transition> waiting(Resource resource) {
        return lanes(resource)
                .map(lane -> lane.waiting().stream()
                        .flatMap(each -> each.notice().transitions().stream())
                        .toList())
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private void send(Notice notice) {
        Letter letter = new Letter(notice, new AtomicInteger(publishers.size()));
        for (int i = 0; i < publishers.size(); i++) {
            Publisher publisher = publishers.get(i);
            lanes.computeIfAbsent(new LaneKey(i, notice.resource().arn()), key -> new Lane(publisher))
                    .add(letter);
        }
    }

    private void sent(Letter letter) {
        if (letter.missing().decrementAndGet() == 0) {
            delivered.accept(letter.notice());
        }
    }

    /** What waits to be delivered of a resource, oldest first for each publisher. */
    List<UndeliveredNotice> undelivered(Resource resource) {
        return lanes(resource).flatMap(lane -> lane.waiting().stream()).toList();
    }

    private Stream<Lane> lanes(Resource resource) {
        return IntStream.range(0, publishers.size())
                .mapToObj(publisher -> Optional.ofNullable(lanes.get(new LaneKey(publisher, resource.arn()))))
                .flatMap(Optional::stream);
    }

    /** The notices of one resource on their way to one publisher. */
    private final class Lane {
        private final Publisher publisher;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private int failures;

        Lane(Publisher publisher) {
            this.publisher = publisher;
        }

        synchronized void add(Letter letter) {
            if (waiting.isEmpty()) {
                if (!delivers(letter, List.of(Undelivered.whole("")))) {
                    failed();
                }
            } else {
                waiting.add(new Waiting(
                        letter, List.of(Undelivered.whole("An earlier notice of the resource must go first."))));
                giveUpBeyondLimit();
            }
        }

        synchronized List<UndeliveredNotice> waiting() {
            return waiting.stream().map(Waiting::undelivered).toList();
        }

        private synchronized void retry() {
            while (!waiting.isEmpty()) {
                Waiting head = waiting.remove();
                if (!delivers(head.letter(), head.parts())) {
                    failed();
                    return;
                }
            }
            failures = 0;
        }

        /** Sends parts of a letter; what is left of them waits before all others. */
        private boolean delivers(Letter letter, List<Undelivered> parts) {
            List<Undelivered> left = send(letter.notice(), parts);
            if (left.isEmpty()) {
                sent(letter);
            } else {
                waiting.addFirst(new Waiting(letter, left));
            }
            return left.isEmpty();
        }

        private void failed() {
            failures++;
            scheduler.after(settings.retryAfter(failures), this::retry);
        }

        private void giveUpBeyondLimit() {
            while (waiting.size() > settings.keepUndelivered()) {
                // The head may be on its way in parts: what follows it is older news than what came last.
                Waiting head = waiting.remove();
                Waiting lost = waiting.remove();
                waiting.addFirst(head);
                LOG.error(
                        "Given up, too many notices wait: {} {}",
                        lost.letter().notice().resource().arn(),
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
