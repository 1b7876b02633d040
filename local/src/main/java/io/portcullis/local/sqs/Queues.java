package io.portcullis.local.sqs;

import io.portcullis.local.delivery.ResourceArn;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every queue of every account and Region. Safe for many threads. */
final class Queues {

    private final Map<String, Queue> byArn = new ConcurrentHashMap<>();
    private final Clock clock;

    Queues(Clock clock) {
        this.clock = clock;
    }

    Optional<Queue> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** The queue of that ARN, made now when there is none. */
    Queue create(ResourceArn arn, QueueSettings settings) {
        return byArn.computeIfAbsent(arn.text(), ignored -> new Queue(arn, settings, clock, byArn::containsKey));
    }

    void delete(Queue queue) {
        byArn.remove(queue.arn().text(), queue);
        queue.close();
    }

    Collection<Queue> of(String account, String region) {
        return byArn.values().stream()
                .filter(queue -> queue.arn().account().equals(account)
                        && queue.arn().region().equals(region))
                .toList();
    }

    void close() {
        List.copyOf(byArn.values()).forEach(this::delete);
    }
}
