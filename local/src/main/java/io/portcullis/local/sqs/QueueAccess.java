package io.portcullis.local.sqs;

import io.portcullis.local.delivery.Requester;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.delivery.ResourcePolicy;
import io.portcullis.wire.Caller;
import java.net.URI;
import java.util.Optional;

/** Finds the queue that a request names and decides whether the caller may. */
final class QueueAccess {

    private final Queues queues;

    QueueAccess(Queues queues) {
        this.queues = queues;
    }

    /**
     * The queue behind a URL. Only its path counts, so that a queue is found by whatever name the host goes; the Region
     * is the caller's.
     */
    Queue at(Caller caller, String url, String action) {
        if (url == null || url.isBlank()) {
            throw Faults.missing("QueueUrl");
        }
        String[] path = path(url).split("/");
        if (path.length < 2) {
            throw Faults.of("InvalidAddress", "The address " + url + " is not valid for this endpoint.");
        }
        return named(caller, path[path.length - 2], path[path.length - 1], action);
    }

    /** The queue of that owner and name in the caller's Region. */
    Queue named(Caller caller, String owner, String name, String action) {
        String arn = ResourceArn.of("sqs", caller.region(), owner, name).text();
        Queue queue = queues.find(arn).orElseThrow(Faults::noSuchQueue);
        if (!allowed(queue, new Requester.Account(caller.account()), "sqs:" + action)) {
            throw Faults.denied(caller.arn(), "sqs:" + action, arn);
        }
        return queue;
    }

    /** The owner may unless denied; others need the policy. */
    static boolean allowed(Queue queue, Requester from, String action) {
        String arn = queue.arn().text();
        Optional<ResourcePolicy> policy = queue.settings().policy();
        boolean owner = from instanceof Requester.Account(String account)
                && account.equals(queue.arn().account());
        return owner
                ? policy.filter(p -> p.denies(from, action, arn)).isEmpty() || rescues(action)
                : policy.filter(p -> p.allows(from, action, arn)).isPresent();
    }

    /** The root user may always mend a policy that shuts everybody out. */
    private static boolean rescues(String action) {
        return action.equals("sqs:SetQueueAttributes")
                || action.equals("sqs:GetQueueAttributes")
                || action.equals("sqs:DeleteQueue");
    }

    private static String path(String url) {
        try {
            String path = URI.create(url).getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            throw Faults.of("InvalidAddress", "The address " + url + " is not valid for this endpoint.");
        }
    }
}
