package io.portcullis.local.sns;

import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.delivery.ResourcePolicy;
import io.portcullis.policy.PolicyException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The attributes of a topic that its owner sets, checked. Immutable. Source: SNS API reference, SetTopicAttributes.
 *
 * @param policy the topic's policy; there always is one
 * @param others all others
 */
record TopicAttributes(ResourcePolicy policy, Map<String, String> others) {

    private static final int LONGEST_DISPLAY_NAME = 100;

    /** Kept and shown, without effect here. */
    private static final Set<String> CARRIED =
            Set.of("DeliveryPolicy", "DisplayName", "KmsMasterKeyId", "SignatureVersion", "TracingConfig");

    TopicAttributes {
        others = Map.copyOf(others);
    }

    static TopicAttributes of(ResourceArn topic) {
        try {
            return new TopicAttributes(ResourcePolicy.read(defaultPolicy(topic)), Map.of("DisplayName", ""));
        } catch (PolicyException e) {
            throw new IllegalStateException("the default policy of a topic is not a policy", e);
        }
    }

    /** The owner may do everything, nobody else anything. Source: SNS developer guide, "Default policy". */
    private static String defaultPolicy(ResourceArn topic) {
        return """
                {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
                "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
                "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
                "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
                "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}""".formatted(topic.text(), topic.account());
    }

    TopicAttributes with(Map<String, String> changes) {
        TopicAttributes result = this;
        for (var change : changes.entrySet()) {
            result = result.with(change.getKey(), change.getValue());
        }
        return result;
    }

    TopicAttributes with(String name, String value) {
        if (name.equals("Policy")) {
            return new TopicAttributes(read(value), others);
        }
        boolean feedback = name.matches("(HTTP|SQS|Lambda|Firehose|Application)(SuccessFeedbackRoleArn"
                + "|FailureFeedbackRoleArn|SuccessFeedbackSampleRate)");
        if (name.equals("FifoTopic") && value.equals("true")) {
            throw Faults.invalid("FifoTopic: this local account has standard topics only");
        }
        if (!CARRIED.contains(name) && !feedback && !name.equals("FifoTopic")) {
            throw Faults.invalid("AttributeName");
        }
        if (name.equals("DisplayName") && value.length() > LONGEST_DISPLAY_NAME) {
            throw Faults.invalid("DisplayName Reason: must be at most 100 characters");
        }
        Map<String, String> changed = new TreeMap<>(others);
        changed.put(name, value);
        return new TopicAttributes(policy, changed);
    }

    private static ResourcePolicy read(String document) {
        try {
            ResourcePolicy policy = ResourcePolicy.read(document);
            boolean inScope = policy.actions().stream().allMatch(TopicAttributes::inScope);
            if (!inScope) {
                throw Faults.invalid("Policy statement action out of service scope!");
            }
            return policy;
        } catch (PolicyException e) {
            throw Faults.invalid("Policy Error: " + e.getMessage());
        }
    }

    private static boolean inScope(String action) {
        return action.equals("*") || action.regionMatches(true, 0, "sns:", 0, "sns:".length());
    }

    TopicAttributes withPolicy(ResourcePolicy changed) {
        return new TopicAttributes(changed, others);
    }

    /** Whether every attribute in the request already has the value asked for. */
    boolean agreesWith(Map<String, String> request) {
        return shown().entrySet().containsAll(request.entrySet());
    }

    Map<String, String> shown() {
        Map<String, String> all = new TreeMap<>(others);
        all.put("Policy", policy.document());
        return all;
    }
}
