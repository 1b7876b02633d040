package io.portcullis.local.kms;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.Tag;

/** The rules of tags. Source: KMS API reference, TagResource; KMS developer guide, "Tags in AWS KMS". */
final class Tags {

    static final NavigableMap<String, String> NONE = Collections.emptyNavigableMap();

    private static final int KEY_LIMIT = 128;
    private static final int VALUE_LIMIT = 256;
    private static final int QUOTA = 50;

    private Tags() {}

    /** Adds tags, replacing the values of those that are there. */
    static NavigableMap<String, String> adding(NavigableMap<String, String> present, List<Tag> added) {
        Set<String> seen = new HashSet<>();
        NavigableMap<String, String> tags = new TreeMap<>(present);
        for (Tag tag : added) {
            String key = Members.text("tags.member.tagKey", tag.tagKey(), 1, KEY_LIMIT);
            String value = Members.text("tags.member.tagValue", tag.tagValue(), 0, VALUE_LIMIT);
            if (key.startsWith("aws:")) {
                throw Faults.tag("Tag keys that begin with aws: are reserved for AWS: '" + key + "'");
            }
            if (!seen.add(key)) {
                throw Faults.tag("Duplicate tag keys: '" + key + "'");
            }
            tags.put(key, value);
        }
        if (tags.size() > QUOTA) {
            throw Faults.limitExceeded("A key has at most " + QUOTA + " tags; this call would make " + tags.size());
        }
        return tags;
    }

    /** Takes tags away; keys without a tag are passed over. */
    static NavigableMap<String, String> removing(NavigableMap<String, String> present, Collection<String> keys) {
        NavigableMap<String, String> tags = new TreeMap<>(present);
        tags.keySet().removeAll(new HashSet<>(keys));
        return tags;
    }
}
