package io.portcullis.policy;

import java.util.List;

/**
 * One value or a list of values: the language treats {@code "x"} and {@code ["x"]} alike, writing back does not.
 *
 * @param items the values in document order; may be empty when written as a list
 * @param list whether they were written as a JSON array
 */
public record Values(List<Scalar> items, boolean list) {

    /** Copies the items. */
    public Values {
        items = List.copyOf(items);
    }

    /** A list of strings that stand in no document. */
    public static Values of(String... texts) {
        return new Values(List.of(texts).stream().map(Scalar::of).toList(), true);
    }

    /** The texts in document order. */
    public List<String> texts() {
        return items.stream().map(Scalar::text).toList();
    }
}
