package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import java.util.List;

/**
 * A dimension cut into atoms. Immutable.
 *
 * @param key the base key
 * @param values an example of each atom: no value for the absent one, several for a set of values
 * @param holds for each drafted test the atoms where it is true; never the absent atom
 */
public record Axis(String key, List<List<String>> values, List<Atoms> holds) {

    /** Copies the lists. */
    public Axis {
        values = List.copyOf(values);
        holds = List.copyOf(holds);
    }

    /** A dimension that says whether something holds: atom 0 says no, atom 1 says yes, which is its only test. */
    public static Axis ofTruth(String key) {
        return new Axis(key, List.of(List.of("no"), List.of("yes")), List.of(Atoms.only(2, 1)));
    }

    /** How many atoms there are. */
    public int size() {
        return values.size();
    }

    /** The atoms with a value. */
    public Atoms present() {
        return Atoms.where(size(), atom -> !values.get(atom).isEmpty());
    }

    /** The atoms without a value: one, or none where the key is always present. */
    public Atoms absent() {
        return present().complement();
    }
}
