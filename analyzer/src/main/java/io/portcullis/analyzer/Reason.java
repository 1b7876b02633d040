package io.portcullis.analyzer;

import io.portcullis.policy.Location;
import java.util.List;

/**
 * What one statement or grant has to do with an answer.
 *
 * @param cause which statement or grant
 * @param note what it does, in words that go on from its name
 * @param marks the places in the policy that show it; empty for a grant
 */
public record Reason(Cause cause, String note, List<Mark> marks) {

    /**
     * A place in the policy.
     *
     * @param from where the first value begins
     * @param last where the last value begins: the same place for a single one
     * @param decisive whether it decides; else it only takes part
     * @param note what is to be seen there
     */
    public record Mark(Location from, Location last, boolean decisive, String note) {}

    /** Copies the marks. */
    public Reason {
        marks = List.copyOf(marks);
    }
}
