package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.TextDraft;
import java.util.List;
import java.util.stream.Stream;

/** Texts that patterns match and that look like everyday ones: what stands for a wildcard can be seen, and shows who gets in. */
final class Likely {

    private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");

    private Likely() {}

    /** Prefers those of a condition's values as examples, where they are values of the axis as they stand. */
    static void prefer(TextDraft axis, ContextKey key, TextValues values) {
        if (axis.key().equals(key.normalized())) {
            for (TextValues.Value value : values.all()) {
                of(value.written().text()).forEach(axis::prefer);
            }
        }
    }

    /** Those of a pattern, the likeliest first; empty where a text has no wildcards, or a variable besides. */
    static Stream<String> of(String pattern) {
        return (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) || pattern.contains("${")
                ? Stream.empty()
                : ACCOUNTS.stream().map(account -> of(pattern, account)).distinct();
    }

    /** A pattern with its wildcards filled in, as in ARNs of an account where it is of one. */
    private static String of(String pattern, String account) {
        String[] fields = pattern.startsWith("arn:") ? pattern.split(":", 6) : new String[] {pattern};
        if (fields.length == 6) {
            // Buckets are known without Region and account.
            boolean bucket = fields[2].equals("s3") && !fields[5].startsWith("accesspoint");
            fields[3] = fields[3].equals("*") ? (bucket ? "" : "us-east-1") : fields[3];
            fields[4] = fields[4].equals("*") ? (bucket ? "" : account) : fields[4];
        }
        return String.join(":", fields).replace("*", "example").replace('?', 'x');
    }
}
