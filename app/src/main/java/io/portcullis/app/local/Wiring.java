package io.portcullis.app.local;

import io.portcullis.aws.AwsClients;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Sets up, by ordinary calls, what takes changes from the default bus to a queue: a rule, a queue that the rule may send to,
 * and a dead-letter queue. Setting up what is there already changes nothing.
 *
 * @param place where
 * @param clients by which
 */
record Wiring(Place place, AwsClients clients) {

    private static final String RULE = "portcullis-changes";
    private static final String QUEUE = "portcullis-changes";
    private static final String DEAD_LETTERS = "portcullis-changes-dead-letters";

    /**
     * Wires events of this pattern to a queue.
     *
     * @return the queue's URL
     */
    String queue(String eventPattern) {
        SqsClient sqs = clients.sqs();
        EventBridgeClient events = clients.eventBridge();
        String ruleArn = events.putRule(rule -> rule.name(RULE)
                        .description("Calls that may change who reaches a key")
                        .eventPattern(eventPattern))
                .ruleArn();
        sqs.createQueue(queue -> queue.queueName(DEAD_LETTERS));
        String url = sqs.createQueue(queue -> queue.queueName(QUEUE)
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn(DEAD_LETTERS) + "\",\"maxReceiveCount\":5}",
                                QueueAttributeName.POLICY,
                                mayBeSentTo(ruleArn))))
                .queueUrl();
        events.putTargets(targets -> targets.rule(RULE)
                .targets(Target.builder().id("queue").arn(arn(QUEUE)).build()));
        return url;
    }

    private String arn(String queue) {
        return "arn:aws:sqs:" + place.region() + ":" + place.account() + ":" + queue;
    }

    private String mayBeSentTo(String ruleArn) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(arn(QUEUE), ruleArn);
    }
}
