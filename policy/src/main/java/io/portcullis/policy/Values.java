package io.portcullis.policy;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

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

    /** The texts in document order: an unmodifiable view. */
    public List<String> texts() {
        return new Texts(items);
    }

    /** The texts of scalars, without a list of their own. */
    private static final class Texts extends AbstractList<String> implements RandomAccess {

        private final List<Scalar> items;

        private Texts(List<Scalar> items) {
            this.items = items;
        }

        @Override
        public String get(int index) {
            return items.get(index).text();
        }

        @Override
        public int size() {
            return items.size();
        }
    }
}
