package io.portcullis.local.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;

class TagCallsTest {

    private final KmsBench bench = new KmsBench();
    private final String key = bench.createKey(
                    CreateKeyRequest.builder().tags(tag("stage", "test")).build())
            .keyId();

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        add(tag("stage", "live"), tag("team", "a"));
        assertThat(tags()).containsExactly(tag("stage", "live"), tag("team", "a"));

        bench.call(
                UntagResourceRequest.builder()
                        .keyId(key)
                        .tagKeys("stage", "never there")
                        .build(),
                SdkPojo.class);
        assertThat(tags()).containsExactly(tag("team", "a"));
    }

    @Test
    void tagKeysOfAwsAndDuplicatesAreRefused() {
        bench.refusal(request(tag("aws:x", "1")), "TagException");
        bench.refusal(request(tag("x", "1"), tag("x", "2")), "TagException").hasMessageContaining("'x'");
        bench.refusal(request(Tag.builder().tagKey("x").build()), "ValidationException");
    }

    @Test
    void keyHasFiftyTagsAtMost() {
        add(IntStream.range(0, 49).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new));

        bench.refusal(request(tag("one more", "")), "LimitExceededException");
    }

    @Test
    void tagsAreListedInPages() {
        add(tag("a", ""), tag("b", ""));
        ListResourceTagsResponse first = bench.call(
                ListResourceTagsRequest.builder().keyId(key).limit(2).build(), ListResourceTagsResponse.class);
        ListResourceTagsResponse second = bench.call(
                ListResourceTagsRequest.builder()
                        .keyId(key)
                        .marker(first.nextMarker())
                        .build(),
                ListResourceTagsResponse.class);

        assertThat(first.truncated()).isTrue();
        assertThat(second.tags()).containsExactly(tag("stage", "test"));
    }

    private TagResourceRequest request(Tag... tags) {
        return TagResourceRequest.builder().keyId(key).tags(tags).build();
    }

    private void add(Tag... tags) {
        bench.call(request(tags), SdkPojo.class);
    }

    private List<Tag> tags() {
        return bench.call(ListResourceTagsRequest.builder().keyId(key).build(), ListResourceTagsResponse.class)
                .tags();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }
}
