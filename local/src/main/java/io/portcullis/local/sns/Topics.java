package io.portcullis.local.sns;

import io.portcullis.local.delivery.Requester;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.wire.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every topic of every account and Region, and who may use it. Safe for many threads. */
final class Topics {

    private final Map<String, Topic> byArn = new ConcurrentHashMap<>();

    /** The topic of that ARN, made now when there is none. */
    Topic create(Topic wanted) {
        Topic known = byArn.putIfAbsent(wanted.arn().text(), wanted);
        return known == null ? wanted : known;
    }

    void delete(Topic topic) {
        byArn.remove(topic.arn().text(), topic);
    }

    Optional<Topic> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    List<Topic> of(String account, String region) {
        return byArn.values().stream()
                .filter(topic -> topic.arn().account().equals(account)
                        && topic.arn().region().equals(region))
                .toList();
    }

    /** The topic that a request names, if it is in the caller's Region and its policy lets the caller. */
    Topic require(Caller caller, String arn, String action) {
        boolean here = ResourceArn.parse(String.valueOf(arn))
                .filter(parsed -> parsed.service().equals("sns"))
                .filter(parsed -> parsed.region().equals(caller.region()))
                .isPresent();
        if (!here) {
            throw Faults.invalid("TopicArn Reason: no topic of this Region has the ARN " + arn);
        }
        Topic topic = find(arn).orElseThrow(() -> Faults.notFound("Topic"));
        if (!allowed(topic, new Requester.Account(caller.account()), action)) {
            throw Faults.denied(caller.arn(), action, arn);
        }
        return topic;
    }

    /** The owner may unless denied; others need the policy. */
    static boolean allowed(Topic topic, Requester from, String action) {
        var policy = topic.attributes().policy();
        String arn = topic.arn().text();
        boolean owner = from instanceof Requester.Account(String account)
                && account.equals(topic.arn().account());
        // The root user may always mend a policy that shuts everybody out.
        boolean rescues = action.equals("SNS:SetTopicAttributes")
                || action.equals("SNS:GetTopicAttributes")
                || action.equals("SNS:DeleteTopic");
        return owner ? rescues || !policy.denies(from, action, arn) : policy.allows(from, action, arn);
    }

    /** The topic of a subscription's ARN, which is the topic's ARN and an id. */
    Optional<Topic> ofSubscription(String subscriptionArn) {
        int colon = subscriptionArn.lastIndexOf(':');
        return colon < 0 ? Optional.empty() : find(subscriptionArn.substring(0, colon));
    }
}
