package io.portcullis.local.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.local.delivery.ResourceArn;
import io.portcullis.local.delivery.ResourcePolicy;
import io.portcullis.local.paging.Page;
import io.portcullis.policy.PolicyException;
import io.portcullis.wire.Caller;
import io.portcullis.wire.ServiceFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** The operations on topics. */
final class TopicOperations {

    static final int PAGE = 100;

    private final Topics topics;

    TopicOperations(Topics topics) {
        this.topics = topics;
    }

    CreateTopicResponse create(Caller caller, CreateTopicRequest request) {
        String name = String.valueOf(request.name());
        if (name.endsWith(".fifo")) {
            throw Faults.invalid("Topic Name Reason: this local account has standard topics only, no FIFO topics");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw Faults.invalid("Topic Name");
        }
        ResourceArn arn = ResourceArn.of("sns", caller.region(), caller.account(), name);
        TopicAttributes attributes = TopicAttributes.of(arn).with(request.attributes());
        Map<String, String> tags = map(request.tags());
        Topic wanted = new Topic(arn, attributes, tags);
        Topic topic = topics.create(wanted);
        if (!topic.attributes().agreesWith(request.attributes())) {
            throw Faults.invalid("Attributes Reason: Topic already exists with different attributes");
        }
        if (!topic.tags().entrySet().containsAll(tags.entrySet())) {
            throw Faults.invalid("Tags Reason: Topic already exists with different tags");
        }
        return CreateTopicResponse.builder().topicArn(arn.text()).build();
    }

    private static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    /** Deleting what is not there succeeds. Source: SNS API reference, DeleteTopic. */
    DeleteTopicResponse delete(Caller caller, DeleteTopicRequest request) {
        if (topics.find(String.valueOf(request.topicArn())).isPresent()) {
            topics.delete(topics.require(caller, request.topicArn(), "SNS:DeleteTopic"));
        }
        return DeleteTopicResponse.builder().build();
    }

    ListTopicsResponse list(Caller caller, ListTopicsRequest request) {
        Page<Topic> page = page(
                topics.of(caller.account(), caller.region()),
                topic -> topic.arn().text(),
                request.nextToken());
        return ListTopicsResponse.builder()
                .topics(page.items().stream()
                        .map(topic -> software.amazon.awssdk.services.sns.model.Topic.builder()
                                .topicArn(topic.arn().text())
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** A hundred a page, as everywhere in SNS. */
    static <T> Page<T> page(List<T> all, java.util.function.Function<T, String> key, String token) {
        try {
            return Page.of(all, key, Optional.ofNullable(token), PAGE);
        } catch (IllegalArgumentException e) {
            throw Faults.invalid("NextToken");
        }
    }

    GetTopicAttributesResponse attributes(Caller caller, GetTopicAttributesRequest request) {
        Topic topic = topics.require(caller, request.topicArn(), "SNS:GetTopicAttributes");
        return GetTopicAttributesResponse.builder().attributes(topic.shown()).build();
    }

    SetTopicAttributesResponse setAttributes(Caller caller, SetTopicAttributesRequest request) {
        Topic topic = topics.require(caller, request.topicArn(), "SNS:SetTopicAttributes");
        if (request.attributeName() == null) {
            throw Faults.invalid("AttributeName");
        }
        String value = Optional.ofNullable(request.attributeValue()).orElse("");
        topic.change(attributes -> attributes.with(request.attributeName(), value));
        return SetTopicAttributesResponse.builder().build();
    }

    AddPermissionResponse addPermission(Caller caller, AddPermissionRequest request) {
        Topic topic = topics.require(caller, request.topicArn(), "SNS:AddPermission");
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", request.label()).put("Effect", "Allow");
        var principals = statement.putObject("Principal").putArray("AWS");
        request.awsAccountIds().forEach(id -> principals.add("arn:aws:iam::" + id + ":root"));
        var actions = statement.putArray("Action");
        request.actionNames().forEach(action -> actions.add("SNS:" + action));
        statement.put("Resource", topic.arn().text());
        topic.change(attributes -> attributes.withPolicy(extended(attributes.policy(), request.label(), statement)));
        return AddPermissionResponse.builder().build();
    }

    private static ResourcePolicy extended(ResourcePolicy policy, String label, ObjectNode statement) {
        if (policy.has(String.valueOf(label))) {
            throw Faults.invalid("Statement already exists");
        }
        try {
            return policy.plus(statement);
        } catch (PolicyException e) {
            throw Faults.invalid("Policy Error: " + e.getMessage());
        }
    }

    RemovePermissionResponse removePermission(Caller caller, RemovePermissionRequest request) {
        Topic topic = topics.require(caller, request.topicArn(), "SNS:RemovePermission");
        topic.change(attributes -> attributes.withPolicy(reduced(attributes.policy(), request.label())));
        return RemovePermissionResponse.builder().build();
    }

    /** Removing what is not there succeeds. */
    private static ResourcePolicy reduced(ResourcePolicy policy, String label) {
        try {
            return policy.minus(String.valueOf(label)).orElse(policy);
        } catch (PolicyException e) {
            throw Faults.invalid("Policy Error: " + e.getMessage());
        }
    }

    TagResourceResponse tag(Caller caller, TagResourceRequest request) {
        resource(caller, request.resourceArn()).tag(map(request.tags()));
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
        resource(caller, request.resourceArn()).untag(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse tags(Caller caller, ListTagsForResourceRequest request) {
        List<Tag> tags = resource(caller, request.resourceArn()).tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    private Topic resource(Caller caller, String arn) {
        return topics.find(String.valueOf(arn))
                .filter(topic -> topic.arn().account().equals(caller.account()))
                .orElseThrow(() -> new ServiceFault("ResourceNotFound", 404, "Resource does not exist"));
    }
}
