package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A key whose value is one text. */
public final class TextDraft implements Draft {

    /** Texts beyond which no more are preferred: each is held against every test. */
    private static final int MOST_PREFERRED = 8;

    private final String key;
    private final boolean optional;
    private final Universe universe;
    private final List<Texts> tests = new ArrayList<>();
    private final Map<Texts, Integer> indexes = new HashMap<>();
    private final Set<String> preferred = new LinkedHashSet<>();

    /**
     * Begins an axis.
     *
     * @param key the base key
     * @param optional whether a request may lack it
     * @param universe the values there are
     */
    public TextDraft(String key, boolean optional, Universe universe) {
        this.key = key;
        this.optional = optional;
        this.universe = universe;
    }

    @Override
    public String key() {
        return key;
    }

    /** The values there are. */
    public Universe universe() {
        return universe;
    }

    /** The tests so far, by index. */
    public List<Texts> tests() {
        return List.copyOf(tests);
    }

    /** Adds a test and gives its index in {@link Axis#holds}; equal tests share one. */
    public int test(Texts texts) {
        Integer known = indexes.putIfAbsent(texts, tests.size());
        if (known != null) {
            return known;
        }
        tests.add(texts);
        return tests.size() - 1;
    }

    /** Prefers a text as the example of its class, where no other one is preferred already; a few texts can be. */
    public void prefer(String text) {
        if (preferred.size() < MOST_PREFERRED && universe.has(text)) {
            preferred.add(text);
        }
    }

    /**
     * The axis with its values all in one atom: no test is told apart.
     *
     * @throws TooComplex when not even some value is found
     */
    public Axis uncut(Budget budget) throws TooComplex {
        List<List<String>> values = new ArrayList<>();
        if (optional) {
            values.add(List.of());
        }
        for (TextClass all : TextCut.classes(List.of(), universe, budget)) {
            values.add(List.of(preferred.stream().findFirst().orElse(all.example())));
        }
        return new Axis(key, values, List.of());
    }

    /** The first preferred text of each class that has one. */
    private Map<BitSet, String> examples() {
        Map<BitSet, String> examples = new HashMap<>();
        for (String text : preferred) {
            BitSet signature = new BitSet();
            for (int i = 0; i < tests.size(); i++) {
                signature.set(i, tests.get(i).has(text));
            }
            examples.putIfAbsent(signature, text);
        }
        return examples;
    }

    @Override
    public Axis cut(Budget budget) throws TooComplex {
        List<TextClass> classes = TextCut.classes(tests, universe, budget);
        int shift = optional ? 1 : 0;
        int size = classes.size() + shift;
        List<List<String>> values = new ArrayList<>(size);
        if (optional) {
            values.add(List.of());
        }
        Map<BitSet, String> examples = examples();
        classes.forEach(each -> values.add(List.of(examples.getOrDefault(each.signature(), each.example()))));
        List<BitSet> holding = new ArrayList<>(tests.size());
        tests.forEach(ignored -> holding.add(new BitSet(size)));
        for (int atom = shift; atom < size; atom++) {
            BitSet passed = classes.get(atom - shift).signature();
            for (int test = passed.nextSetBit(0); test >= 0; test = passed.nextSetBit(test + 1)) {
                holding.get(test).set(atom);
            }
        }
        List<Atoms> holds = new ArrayList<>(tests.size());
        holding.forEach(atoms -> holds.add(Atoms.of(size, atoms)));
        return new Axis(key, values, holds);
    }
}
