package io.portcullis.app.local;

import io.portcullis.aws.AwsClients;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Sets up, by ordinary calls, what takes changes from the default bus to a queue: rules, a queue that they may send to,
 * and a dead-letter queue. Setting up what is there already changes nothing.
 *
 * @param place where
 * @param clients by which
 */
record Wiring(Place place, AwsClients clients) {

    private static final String QUEUE = "portcullis-changes";
    private static final String DEAD_LETTERS = "portcullis-changes-dead-letters";

    /**
     * Wires events of these patterns to a queue.
     *
     * @param patterns event patterns by the names of their rules
     * @return the queue's URL
     */
    String queue(Map<String, String> patterns) {
        SqsClient sqs = clients.sqs();
        EventBridgeClient events = clients.eventBridge();
        SortedMap<String, String> ruleArns = new TreeMap<>();
        patterns.forEach((name, pattern) -> ruleArns.put(
                name,
                events.putRule(rule -> rule.name(name)
                                .description("What may have changed who reaches a key")
                                .eventPattern(pattern))
                        .ruleArn()));
        sqs.createQueue(queue -> queue.queueName(DEAD_LETTERS));
        String url = sqs.createQueue(queue -> queue.queueName(QUEUE)
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn(DEAD_LETTERS) + "\",\"maxReceiveCount\":5}",
                                QueueAttributeName.POLICY,
                                mayBeSentTo(ruleArns.values()))))
                .queueUrl();
        Target target = Target.builder().id("queue").arn(arn(QUEUE)).build();
        ruleArns.keySet()
                .forEach(name -> events.putTargets(targets -> targets.rule(name).targets(target)));
        return url;
    }

    private String arn(String queue) {
        return "arn:aws:sqs:" + place.region() + ":" + place.account() + ":" + queue;
    }

    private String mayBeSentTo(Collection<String> ruleArns) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":["%s"]}}}]}""".formatted(arn(QUEUE), String.join("\",\"", ruleArns));
    }
}
