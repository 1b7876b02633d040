package io.portcullis.reasoning.concrete;

import java.util.Collections;
import java.util.List;
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

    /** Copies the context. */
    public Request {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(context);
        context = Collections.unmodifiableSortedMap(copy);
    }

    /** The values of a key, which is compared without case; empty when it is absent. */
    public List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }
}
