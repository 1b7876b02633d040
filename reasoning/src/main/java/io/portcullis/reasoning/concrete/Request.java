package io.portcullis.reasoning.concrete;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request with its whole context.
 *
 * @param identity who asks
 * @param action the action with its prefix, such as {@code kms:Decrypt}
 * @param resource the ARN asked for
 * @param context the context keys that are present, in any case, each with one value or several
 */
public record Request(Identity identity, String action, String resource, SortedMap<String, List<String>> context) {

    /** The order of keys, which are the same that are so in lower case: that is less than what Java's own takes for one. */
    public static final Comparator<String> KEYS = Request::compareKeys;

    /** Copies the context. */
    public Request {
        TreeMap<String, List<String>> copy = new TreeMap<>(KEYS);
        copy.putAll(context);
        context = Collections.unmodifiableSortedMap(copy);
    }

    private static int compareKeys(String one, String other) {
        int order = String.CASE_INSENSITIVE_ORDER.compare(one, other);
        return order != 0 || one.equals(other)
                ? order
                : one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT));
    }

    /** The values of a key, which is compared without case; empty when it is absent. */
    public List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }
}
