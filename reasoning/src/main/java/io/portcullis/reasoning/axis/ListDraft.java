package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.text.Budget;
import java.util.ArrayList;
import java.util.List;

/** A key with a few known values, each an atom of its own. */
public final class ListDraft implements Draft {

    private final String key;
    private final List<List<String>> values;
    private final List<Atoms> tests = new ArrayList<>();

    /**
     * Begins an axis.
     *
     * @param key the base key
     * @param values the values there are, each in a list of its own
     */
    public ListDraft(String key, List<List<String>> values) {
        this.key = key;
        this.values = List.copyOf(values);
    }

    @Override
    public String key() {
        return key;
    }

    /** Adds a test, the values that pass it by their index, and gives its index in {@link Axis#holds}. */
    public int test(Atoms passing) {
        tests.add(passing);
        return tests.size() - 1;
    }

    @Override
    public Axis cut(Budget budget) {
        return new Axis(key, values, tests);
    }
}
