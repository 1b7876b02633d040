package io.portcullis.local.kms;

import io.portcullis.wire.Operation;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** Tags of keys. */
final class TagCalls {

    private static final int PAGE_LIMIT = 50;

    private final Vaults vaults;

    TagCalls(Vaults vaults) {
        this.vaults = vaults;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Call.operation("TagResource", TagResourceRequest::builder, this::tag),
                Call.operation("UntagResource", UntagResourceRequest::builder, this::untag),
                Call.operation("ListResourceTags", ListResourceTagsRequest::builder, this::list));
    }

    private TagResourceResponse tag(Call call, TagResourceRequest request) {
        String keyId = Members.keyId(request.keyId());
        List<Tag> tags = Members.list("tags", request.hasTags(), request.tags());
        vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId).changeable();
            vault.keep(key.withTags(Tags.adding(key.tags(), tags)));
            return key;
        });
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(Call call, UntagResourceRequest request) {
        String keyId = Members.keyId(request.keyId());
        List<String> tagKeys = Members.list("tagKeys", request.hasTagKeys(), request.tagKeys());
        vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId).changeable();
            vault.keep(key.withTags(Tags.removing(key.tags(), tagKeys)));
            return key;
        });
        return UntagResourceResponse.builder().build();
    }

    private ListResourceTagsResponse list(Call call, ListResourceTagsRequest request) {
        String keyId = Members.keyId(request.keyId());
        int limit = Members.number("limit", request.limit(), 1, PAGE_LIMIT, PAGE_LIMIT);
        Page<Tag> page = vaults.in(call.place(), vault -> {
            Key key = vault.key(call, keyId);
            return Page.of("tags/" + key.id(), tags(key), tag -> true, request.marker(), limit);
        });
        return ListResourceTagsResponse.builder()
                .tags(page.items())
                .nextMarker(page.next().orElse(null))
                .truncated(page.truncated())
                .build();
    }

    private static NavigableMap<String, Tag> tags(Key key) {
        NavigableMap<String, Tag> tags = new TreeMap<>();
        key.tags()
                .forEach((tagKey, value) -> tags.put(
                        tagKey, Tag.builder().tagKey(tagKey).tagValue(value).build()));
        return tags;
    }
}
