package io.portcullis.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.delivery.ResourcePolicy;
import io.portcullis.policy.PolicyException;
import io.portcullis.wire.ServiceFault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The attributes of a queue that its owner sets, checked. Immutable.
 *
 * <p>Source: SQS API reference, SetQueueAttributes.
 */
final class QueueSettings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAY = 86_400;

    /** A whole number's bounds and default. */
    private record Range(int least, int most, int initial) {}

    private static final Map<String, Range> NUMBERS = Map.of(
            "DelaySeconds", new Range(0, 900, 0),
            "MaximumMessageSize", new Range(1_024, 1_048_576, 1_048_576),
            "MessageRetentionPeriod", new Range(60, 14 * DAY, 4 * DAY),
            "ReceiveMessageWaitTimeSeconds", new Range(0, 20, 0),
            "VisibilityTimeout", new Range(0, 43_200, 30));

    /** Kept and shown, without effect here. */
    private static final Set<String> CARRIED =
            Set.of("SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "RedriveAllowPolicy");

    static final QueueSettings DEFAULT = new QueueSettings(Map.of(), Optional.empty(), Optional.empty());

    private final Map<String, String> written;
    private final Optional<ResourcePolicy> policy;
    private final Optional<Redrive> redrive;

    /**
     * Where messages go that were received too often.
     *
     * @param deadLetterQueue the queue's ARN
     * @param maxReceiveCount receives before a message moves, 1–1,000
     */
    record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    private QueueSettings(Map<String, String> written, Optional<ResourcePolicy> policy, Optional<Redrive> redrive) {
        this.written = Map.copyOf(written);
        this.policy = policy;
        this.redrive = redrive;
    }

    /** These settings with changes applied; an empty policy or redrive policy removes it. */
    QueueSettings with(Map<String, String> changes) {
        TreeMap<String, String> merged = new TreeMap<>(written);
        changes.forEach((name, value) -> {
            check(name, value);
            if (value.isEmpty()) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        return new QueueSettings(
                merged,
                Optional.ofNullable(merged.get("Policy")).map(QueueSettings::readPolicy),
                Optional.ofNullable(merged.get("RedrivePolicy")).map(QueueSettings::readRedrive));
    }

    private static void check(String name, String value) {
        Range range = NUMBERS.get(name);
        if (range != null) {
            checkNumber(name, value, range);
        } else if (name.equals("FifoQueue")) {
            throw Faults.of("UnsupportedOperation", "This local account has standard queues only, no FIFO queues.");
        } else if (!name.equals("Policy") && !name.equals("RedrivePolicy") && !CARRIED.contains(name)) {
            throw Faults.of("InvalidAttributeName", "Unknown Attribute " + name + ".");
        }
    }

    private static void checkNumber(String name, String value, Range range) {
        boolean number = value.matches("[0-9]{1,9}");
        if (!number || Integer.parseInt(value) < range.least() || Integer.parseInt(value) > range.most()) {
            throw invalid(name, "Must be an integer from " + range.least() + " to " + range.most() + ".");
        }
    }

    private static ResourcePolicy readPolicy(String document) {
        try {
            return ResourcePolicy.read(document);
        } catch (PolicyException e) {
            throw invalid("Policy", String.valueOf(e.getMessage()));
        }
    }

    private static Redrive readRedrive(String document) {
        try {
            JsonNode root = JSON.readTree(document);
            String target = root.path("deadLetterTargetArn").asText();
            int count = root.path("maxReceiveCount").asInt(0);
            boolean queue = ResourceArn.parse(target)
                    .filter(arn -> arn.service().equals("sqs"))
                    .isPresent();
            if (!queue) {
                throw invalid("RedrivePolicy", "deadLetterTargetArn must be the ARN of a queue, was " + target + ".");
            }
            if (count < 1 || count > 1_000) {
                throw invalid("RedrivePolicy", "maxReceiveCount must be an integer from 1 to 1000.");
            }
            return new Redrive(target, count);
        } catch (JsonProcessingException e) {
            throw invalid("RedrivePolicy", "It is not JSON: " + e.getOriginalMessage());
        }
    }

    private static ServiceFault invalid(String name, String reason) {
        return Faults.of("InvalidAttributeValue", "Invalid value for the parameter " + name + ". Reason: " + reason);
    }

    Optional<ResourcePolicy> policy() {
        return policy;
    }

    Optional<Redrive> redrive() {
        return redrive;
    }

    Duration visibilityTimeout() {
        return seconds("VisibilityTimeout");
    }

    Duration receiveWait() {
        return seconds("ReceiveMessageWaitTimeSeconds");
    }

    Duration retention() {
        return seconds("MessageRetentionPeriod");
    }

    Duration delay() {
        return seconds("DelaySeconds");
    }

    int maximumMessageSize() {
        return number("MaximumMessageSize");
    }

    private Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    private int number(String name) {
        String text = written.get(name);
        Range range = NUMBERS.get(name);
        if (range == null) {
            throw new IllegalArgumentException("no number: " + name);
        }
        return text == null ? range.initial() : Integer.parseInt(text);
    }

    /** All attributes with a value, defaults included. */
    Map<String, String> shown() {
        TreeMap<String, String> all = new TreeMap<>(written);
        NUMBERS.forEach((name, range) -> all.putIfAbsent(name, String.valueOf(range.initial())));
        all.putIfAbsent("SqsManagedSseEnabled", "true");
        return all;
    }

    /** Whether every attribute in the request already has the value asked for. */
    boolean agreesWith(Map<String, String> request) {
        return shown().entrySet().containsAll(request.entrySet());
    }
}
