package io.portcullis.doctor;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a rule's events reach a queue, and what becomes of those that fail.
 *
 * @param account 12 digits
 * @param region the queue's
 * @param queue as it was read
 */
public record QueueCheck(String account, String region, QueueState queue) {

    private static final String WHAT = "queue";

    /** Whether the queue lets a rule send to it. */
    public Check takes(EventRule rule) {
        if (queue.policy().isEmpty()) {
            return refuses(rule, "has no policy");
        }
        try {
            return takes(rule, new PolicyReader().read(queue.policy()));
        } catch (PolicyException e) {
            return Check.unknown(region, WHAT, "the policy of " + queue.arn() + " cannot be read: " + e.getMessage());
        }
    }

    /** Whether what cannot be handled is kept. */
    public Check keepsWhatFails() {
        if (queue.deadLetters().isEmpty()) {
            return Check.missing(
                    region,
                    "dead letters",
                    queue.arn() + " has no dead-letter queue: what fails comes again until it expires, and is lost",
                    "aws sqs create-queue --region " + region + " --queue-name portcullis-dead-letters",
                    "aws sqs set-queue-attributes --region " + region + " --queue-url QUEUE_URL --attributes"
                            + " '{\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"DEAD_LETTERS_ARN\\\","
                            + "\\\"maxReceiveCount\\\":5}\"}'");
        }
        return Check.inPlace(
                region,
                "dead letters",
                queue.deadLetters().get()
                        + queue.lost()
                                .filter(messages -> messages > 0)
                                .map(messages -> ", in which " + messages + " messages lie")
                                .orElse(""));
    }

    private Check takes(EventRule rule, Policy policy) {
        Request request = request(rule);
        Set<String> unknown = policy.statements().stream()
                .flatMap(statement -> statement.conditions().stream())
                .map(condition -> condition.key())
                .filter(key -> !request.context().containsKey(key))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            return Check.unknown(
                    region,
                    WHAT,
                    "the policy of " + queue.arn() + " asks for " + String.join(", ", unknown)
                            + ", of which is not known here what a rule has");
        }
        List<Rule> statements = policy.statements().stream()
                .map(statement -> Rule.of(statement, policy.version()))
                .toList();
        String partition = queue.arn().split(":", 3)[1];
        return new Evaluator(statements, true, partition).allows(request)
                ? encryption(rule)
                : refuses(rule, "does not let the rule " + rule.name() + " send to it");
    }

    /**
     * A rule sends as EventBridge, for its account. Sources: EventBridge user guide, "Using resource-based policies", "Amazon
     * SQS permissions"; IAM user guide, "AWS global condition context keys".
     */
    private Request request(EventRule rule) {
        TreeMap<String, List<String>> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.put("aws:SourceArn", List.of(rule.arn()));
        context.put("aws:SourceAccount", List.of(account));
        context.put("aws:PrincipalIsAWSService", List.of("true"));
        context.put("aws:PrincipalServiceName", List.of("events.amazonaws.com"));
        context.put("aws:SecureTransport", List.of("true"));
        return new Request(new Identity.Service("events.amazonaws.com"), "sqs:SendMessage", queue.arn(), context);
    }

    /**
     * EventBridge cannot use the key that AWS manages for SQS, whose policy nobody can change. Source: EventBridge user
     * guide, "Troubleshooting", "Events are not delivered to the target Amazon SQS queue"; SQS developer guide, "Key
     * management", "Configure KMS permissions for AWS services".
     */
    private Check encryption(EventRule rule) {
        if (queue.key().isEmpty()) {
            return Check.inPlace(region, WHAT, queue.arn() + " takes the events of the rule " + rule.name());
        }
        String key = queue.key().get();
        return key.toLowerCase(Locale.ROOT).endsWith("alias/aws/sqs")
                ? Check.missing(
                        region,
                        WHAT,
                        queue.arn() + " is encrypted with " + key + ", which EventBridge may not use",
                        "aws sqs set-queue-attributes --region " + region
                                + " --queue-url QUEUE_URL --attributes SqsManagedSseEnabled=true")
                : ownKey(rule, key);
    }

    private Check ownKey(EventRule rule, String key) {
        // Only DescribeKey takes the name of an alias.
        String id = "$(aws kms describe-key --region " + region + " --key-id " + key
                + " --query KeyMetadata.KeyId --output text)";
        return Check.unknown(
                region,
                WHAT,
                queue.arn() + " takes the events of the rule " + rule.name() + " if the key that encrypts it, " + key
                        + ", lets events.amazonaws.com have kms:GenerateDataKey and kms:Decrypt; its policy is not looked"
                        + " at",
                "aws kms get-key-policy --region " + region + " --key-id " + id + " --query Policy --output text",
                """
                it must have, if not as much in other words: {"Effect":"Allow","Principal":{"Service":\
                "events.amazonaws.com"},"Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"*"}""");
    }

    private Check refuses(EventRule rule, String why) {
        String statement = """
                {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",\
                "Resource":"%s","Condition":{"StringEquals":{"aws:SourceAccount":"%s"},\
                "ArnEquals":{"aws:SourceArn":"%s"}}}""".formatted(queue.arn(), account, rule.arn());
        return Check.missing(
                region, WHAT, queue.arn() + " " + why, "add to its policy, the attribute Policy: " + statement);
    }
}
