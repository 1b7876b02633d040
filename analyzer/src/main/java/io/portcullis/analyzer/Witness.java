package io.portcullis.analyzer;

import java.util.List;
import java.util.SortedMap;

/**
 * A concrete request that the resource's controls allow: the proof of a finding.
 *
 * @param principal who asks: an ARN
 * @param action the action, such as {@code kms:Decrypt}
 * @param resource the ARN asked for
 * @param context the context keys that are present, each with its values; other keys may have any value or none
 */
public record Witness(String principal, String action, String resource, SortedMap<String, List<String>> context) {
    /** Copies the context. */
    public Witness {
        context = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(context));
    }
}
