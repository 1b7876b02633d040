package io.portcullis.local.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.delivery.ResourcePolicy;
import io.portcullis.local.paging.Page;
import io.portcullis.policy.PolicyException;
import io.portcullis.wire.Caller;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The operations on queues themselves. */
final class QueueOperations {

    private static final int PAGE = 1_000;
    private static final Set<String> COMPUTED = Set.of(
            "QueueArn",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed");

    private final Queues queues;
    private final QueueAccess access;

    QueueOperations(Queues queues, QueueAccess access) {
        this.queues = queues;
        this.access = access;
    }

    CreateQueueResponse create(Caller caller, CreateQueueRequest request) {
        String name = request.queueName() == null ? "" : request.queueName();
        if (name.endsWith(".fifo")) {
            throw Faults.of("UnsupportedOperation", "This local account has standard queues only, no FIFO queues.");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw Faults.invalidValue(
                    name,
                    "QueueName",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
        Map<String, String> attributes = request.attributesAsStrings();
        QueueSettings settings = QueueSettings.DEFAULT.with(attributes);
        ResourceArn arn = ResourceArn.of("sqs", caller.region(), caller.account(), name);
        boolean known = queues.find(arn.text()).isPresent();
        Queue queue = queues.create(arn, settings);
        if (!queue.settings().agreesWith(attributes)) {
            throw Faults.of(
                    "QueueNameExists",
                    "A queue already exists with the same name and a different value for some attribute.");
        }
        if (!known) {
            queue.tag(request.tags());
        }
        return CreateQueueResponse.builder().queueUrl(url(caller, queue)).build();
    }

    private static String url(Caller caller, Queue queue) {
        return caller.endpoint() + "/" + queue.arn().account() + "/" + queue.name();
    }

    DeleteQueueResponse delete(Caller caller, DeleteQueueRequest request) {
        queues.delete(access.at(caller, request.queueUrl(), "DeleteQueue"));
        return DeleteQueueResponse.builder().build();
    }

    GetQueueUrlResponse url(Caller caller, GetQueueUrlRequest request) {
        if (request.queueName() == null) {
            throw Faults.missing("QueueName");
        }
        String owner = Optional.ofNullable(request.queueOwnerAWSAccountId()).orElse(caller.account());
        Queue queue = access.named(caller, owner, request.queueName(), "GetQueueUrl");
        return GetQueueUrlResponse.builder().queueUrl(url(caller, queue)).build();
    }

    ListQueuesResponse list(Caller caller, ListQueuesRequest request) {
        String prefix = Optional.ofNullable(request.queueNamePrefix()).orElse("");
        List<Queue> all = queues.of(caller.account(), caller.region()).stream()
                .filter(queue -> queue.name().startsWith(prefix))
                .toList();
        Page<Queue> page = page(all, request.nextToken(), request.maxResults());
        // Without MaxResults AWS gives no token: the first thousand are all there is to see.
        return ListQueuesResponse.builder()
                .queueUrls(
                        page.items().stream().map(queue -> url(caller, queue)).toList())
                .nextToken(request.maxResults() == null ? null : page.next().orElse(null))
                .build();
    }

    ListDeadLetterSourceQueuesResponse deadLetterSources(Caller caller, ListDeadLetterSourceQueuesRequest request) {
        Queue target = access.at(caller, request.queueUrl(), "ListDeadLetterSourceQueues");
        List<Queue> sources = queues.of(caller.account(), caller.region()).stream()
                .filter(queue -> queue.settings()
                        .redrive()
                        .filter(r -> r.deadLetterQueue().equals(target.arn().text()))
                        .isPresent())
                .toList();
        Page<Queue> page = page(sources, request.nextToken(), request.maxResults());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(
                        page.items().stream().map(queue -> url(caller, queue)).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static Page<Queue> page(Collection<Queue> all, String token, Integer most) {
        int size = most == null ? PAGE : most;
        if (size < 1 || size > PAGE) {
            throw Faults.invalidValue(String.valueOf(size), "MaxResults", "Must be between 1 and 1000.");
        }
        try {
            return Page.of(all, Queue::name, Optional.ofNullable(token), size);
        } catch (IllegalArgumentException e) {
            throw Faults.invalidValue(String.valueOf(token), "NextToken", "Invalid or expired next token.");
        }
    }

    GetQueueAttributesResponse attributes(Caller caller, GetQueueAttributesRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "GetQueueAttributes");
        Set<String> asked = new HashSet<>(request.attributeNamesAsStrings());
        Map<String, String> all = attributes(queue);
        if (!asked.contains("All")) {
            checkNames(asked, all.keySet());
            all.keySet().retainAll(asked);
        }
        return GetQueueAttributesResponse.builder().attributesWithStrings(all).build();
    }

    private static void checkNames(Set<String> asked, Set<String> present) {
        Set<String> optional = Set.of(
                "Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");
        for (String name : asked) {
            boolean known = present.contains(name) || COMPUTED.contains(name) || optional.contains(name);
            if (!known && !name.equals("FifoQueue") && !name.equals("ContentBasedDeduplication")) {
                throw Faults.of("InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
        }
    }

    private static Map<String, String> attributes(Queue queue) {
        Map<String, String> all = new TreeMap<>(queue.settings().shown());
        Queue.Counts counts = queue.counts();
        all.put("QueueArn", queue.arn().text());
        all.put("CreatedTimestamp", String.valueOf(queue.createdAt().getEpochSecond()));
        all.put("LastModifiedTimestamp", String.valueOf(queue.modifiedAt().getEpochSecond()));
        all.put("ApproximateNumberOfMessages", String.valueOf(counts.ready()));
        all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()));
        return all;
    }

    SetQueueAttributesResponse setAttributes(Caller caller, SetQueueAttributesRequest request) {
        access.at(caller, request.queueUrl(), "SetQueueAttributes").change(request.attributesAsStrings());
        return SetQueueAttributesResponse.builder().build();
    }

    PurgeQueueResponse purge(Caller caller, PurgeQueueRequest request) {
        access.at(caller, request.queueUrl(), "PurgeQueue").purge();
        return PurgeQueueResponse.builder().build();
    }

    TagQueueResponse tag(Caller caller, TagQueueRequest request) {
        access.at(caller, request.queueUrl(), "TagQueue").tag(request.tags());
        return TagQueueResponse.builder().build();
    }

    UntagQueueResponse untag(Caller caller, UntagQueueRequest request) {
        access.at(caller, request.queueUrl(), "UntagQueue").untag(request.tagKeys());
        return UntagQueueResponse.builder().build();
    }

    ListQueueTagsResponse tags(Caller caller, ListQueueTagsRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "ListQueueTags");
        return ListQueueTagsResponse.builder().tags(queue.tags()).build();
    }

    AddPermissionResponse addPermission(Caller caller, AddPermissionRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "AddPermission");
        if (request.label() == null
                || request.awsAccountIds().isEmpty()
                || request.actions().isEmpty()) {
            throw Faults.missing("Label, AWSAccountIds and Actions");
        }
        ResourcePolicy policy = queue.settings().policy().orElseGet(ResourcePolicy::empty);
        if (policy.has(request.label())) {
            throw Faults.invalidValue(request.label(), "Label", "Already exists.");
        }
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", request.label()).put("Effect", "Allow");
        var principals = statement.putObject("Principal").putArray("AWS");
        request.awsAccountIds().forEach(id -> principals.add("arn:aws:iam::" + id + ":root"));
        var actions = statement.putArray("Action");
        request.actions().forEach(action -> actions.add("SQS:" + action));
        statement.put("Resource", queue.arn().text());
        try {
            queue.change(Map.of("Policy", policy.plus(statement).document()));
        } catch (PolicyException e) {
            throw Faults.invalidValue(
                    String.valueOf(request.awsAccountIds()), "AWSAccountIds", String.valueOf(e.getMessage()));
        }
        return AddPermissionResponse.builder().build();
    }

    RemovePermissionResponse removePermission(Caller caller, RemovePermissionRequest request) {
        Queue queue = access.at(caller, request.queueUrl(), "RemovePermission");
        String label = String.valueOf(request.label());
        try {
            ResourcePolicy rest = queue.settings()
                    .policy()
                    .orElseGet(ResourcePolicy::empty)
                    .minus(label)
                    .orElseThrow(() -> Faults.invalidValue(label, "Label", "Does not exist."));
            queue.change(Map.of("Policy", rest.isEmpty() ? "" : rest.document()));
        } catch (PolicyException e) {
            throw Faults.invalidValue(label, "Label", String.valueOf(e.getMessage()));
        }
        return RemovePermissionResponse.builder().build();
    }
}
