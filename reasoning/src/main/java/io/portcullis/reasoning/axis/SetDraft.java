package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A key whose value is a set of texts. An atom is a consistent choice of which set tests hold; a set with one text for each
 * demand shows it (small model property). Absent and empty are the same. Always optional.
 */
public final class SetDraft implements Draft {

    /** Sign vectors beyond which the tests count as too entangled. */
    private static final int VECTOR_BUDGET = 4_096;

    /**
     * A test of a set through a test of its elements.
     *
     * @param every whether every element must pass, in place of some element
     * @param elements the texts that pass
     * @param negated whether it is the other texts that pass
     */
    public record SetTest(boolean every, Texts elements, boolean negated) {}

    private record Vector(BitSet allowed, List<BitSet> demanded, BitSet signs) {}

    private final String key;
    private final Universe universe;
    private final List<SetTest> tests = new ArrayList<>();
    private OptionalInt single = OptionalInt.empty();

    /**
     * Begins an axis.
     *
     * @param key the base key
     * @param universe the elements there are
     */
    public SetDraft(String key, Universe universe) {
        this.key = key;
        this.universe = universe;
    }

    @Override
    public String key() {
        return key;
    }

    /** Adds a test and gives its index in {@link Axis#holds}. */
    public int test(SetTest test) {
        tests.add(test);
        return tests.size() - 1;
    }

    /** Adds the test of having just one element, and gives its index in {@link Axis#holds}; asked twice it is one test. */
    public int single() {
        if (single.isEmpty()) {
            // Every text passes: as a test of elements it tells nothing apart.
            single = OptionalInt.of(test(new SetTest(true, Texts.ALL, false)));
        }
        return single.getAsInt();
    }

    /** The tests so far, by index. */
    public List<SetTest> tests() {
        return List.copyOf(tests);
    }

    /** The index of the test of having just one element, if it was asked. */
    public OptionalInt singleAsked() {
        return single;
    }

    /** One element as an axis of its own, with the tests of elements as its tests. */
    public TextDraft elements() {
        TextDraft elements = new TextDraft(key, false, universe);
        tests.forEach(test -> elements.test(test.elements()));
        return elements;
    }

    @Override
    public Axis cut(Budget budget) throws TooComplex {
        List<TextClasses.TextClass> classes =
                TextCut.classes(tests.stream().map(SetTest::elements).toList(), universe, budget);
        List<Vector> vectors = List.of(new Vector(all(classes.size()), List.of(), new BitSet()));
        for (int i = 0; i < tests.size(); i++) {
            if (single.isEmpty() || single.getAsInt() != i) {
                vectors = extend(vectors, i, passing(classes, i));
            }
            if (vectors.size() > VECTOR_BUDGET) {
                throw new TooComplex("its set tests combine in more than " + VECTOR_BUDGET + " ways");
            }
        }
        if (single.isPresent()) {
            // Last, when it is known which elements would do alone: each element does for one choice of signs.
            vectors = withSingles(vectors, single.getAsInt());
        }
        List<List<String>> values = new ArrayList<>();
        values.add(List.of());
        vectors.forEach(vector -> values.add(example(vector, classes, isSeveral(vector))));
        List<Atoms> holds = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            int test = i;
            List<Vector> last = vectors;
            holds.add(Atoms.where(
                    values.size(), atom -> atom > 0 && last.get(atom - 1).signs.get(test)));
        }
        return new Axis(key, values, holds);
    }

    /** Whether an example is to have several elements: it may not be taken for one of sets of one. */
    private boolean isSeveral(Vector vector) {
        return single.isPresent() && !vector.signs.get(single.getAsInt());
    }

    /**
     * Each with one element that meets every demand, which is the surer example, and as it is. Nothing is asked of the number of
     * the others.
     */
    private static List<Vector> withSingles(List<Vector> vectors, int test) {
        List<Vector> all = new ArrayList<>();
        for (Vector vector : vectors) {
            BitSet alone = (BitSet) vector.allowed.clone();
            vector.demanded.forEach(alone::and);
            if (!alone.isEmpty()) {
                all.add(new Vector(alone, List.of(), with(vector.signs, test, true)));
            }
        }
        all.addAll(vectors);
        return all;
    }

    private BitSet passing(List<TextClasses.TextClass> classes, int test) {
        BitSet passing = new BitSet();
        for (int c = 0; c < classes.size(); c++) {
            passing.set(
                    c, classes.get(c).signature().get(test) != tests.get(test).negated());
        }
        return passing;
    }

    private List<Vector> extend(List<Vector> vectors, int test, BitSet passing) {
        boolean every = tests.get(test).every();
        List<Vector> longer = new ArrayList<>();
        for (Vector vector : vectors) {
            BitSet failing = (BitSet) vector.allowed.clone();
            failing.andNot(passing);
            BitSet passingHere = (BitSet) vector.allowed.clone();
            passingHere.and(passing);
            // Either all elements are on one side, or an element on the other side is demanded.
            confine(vector, every ? passingHere : failing, every, test, longer);
            demand(vector, every ? failing : passingHere, !every, test, longer);
        }
        return longer;
    }

    private static void confine(Vector vector, BitSet allowed, boolean sign, int test, List<Vector> into) {
        if (!allowed.isEmpty() && vector.demanded.stream().allMatch(demand -> demand.intersects(allowed))) {
            into.add(new Vector(allowed, vector.demanded, with(vector.signs, test, sign)));
        }
    }

    private static void demand(Vector vector, BitSet demanded, boolean sign, int test, List<Vector> into) {
        if (!demanded.isEmpty()) {
            List<BitSet> more = new ArrayList<>(vector.demanded);
            more.add(demanded);
            into.add(new Vector(vector.allowed, List.copyOf(more), with(vector.signs, test, sign)));
        }
    }

    private static List<String> example(Vector vector, List<TextClasses.TextClass> classes, boolean several) {
        Set<String> elements = new LinkedHashSet<>();
        for (BitSet demand : vector.demanded) {
            BitSet both = (BitSet) demand.clone();
            both.and(vector.allowed);
            elements.add(classes.get(both.nextSetBit(0)).example());
        }
        if (elements.isEmpty()) {
            elements.add(classes.get(vector.allowed.nextSetBit(0)).example());
        }
        for (int c = vector.allowed.nextSetBit(0);
                several && elements.size() == 1 && c >= 0;
                c = vector.allowed.nextSetBit(c + 1)) {
            elements.add(classes.get(c).example());
        }
        return List.copyOf(elements);
    }

    private static BitSet with(BitSet signs, int test, boolean sign) {
        BitSet result = (BitSet) signs.clone();
        result.set(test, sign);
        return result;
    }

    private static BitSet all(int size) {
        BitSet all = new BitSet();
        all.set(0, size);
        return all;
    }
}
