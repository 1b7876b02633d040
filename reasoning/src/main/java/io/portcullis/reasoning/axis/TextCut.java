package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Cuts a universe of texts into the classes that tests can tell apart: by samples where these are known, else by
 * their ends or by automaton. */
final class TextCut {

    /** Comparisons of samples with sets beyond which there are too many values. */
    private static final long COMPARISON_BUDGET = 20_000_000;

    /** Tests and samples up to which it is faster to ask each of each than to look texts up. */
    private static final int FEW = 16;

    private TextCut() {}

    /**
     * Of an axis with so many tests.
     *
     * @throws TooComplex when they are too many, since atoms times tests take memory
     */
    static void bound(int tests) throws TooComplex {
        if (tests > TextClasses.LANGUAGE_BUDGET) {
            throw new TooComplex("there are more than " + TextClasses.LANGUAGE_BUDGET + " values");
        }
    }

    static List<TextClass> classes(List<Texts> tests, Universe universe, Budget budget) throws TooComplex {
        bound(tests.size());
        Optional<List<String>> samples = universe.samples(tests);
        if (samples.isEmpty()) {
            return universe.classes(tests, budget);
        }
        if (tests.size() <= FEW && samples.get().size() <= FEW) {
            return classes(samples.get(), sample -> signature(tests, sample));
        }
        Signatures signatures = new Signatures(tests);
        if ((long) samples.get().size() * signatures.effort() > COMPARISON_BUDGET) {
            throw new TooComplex("its values are too many");
        }
        return classes(samples.get(), signatures::of);
    }

    private static BitSet signature(List<Texts> tests, String text) {
        BitSet signature = new BitSet();
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).has(text)) {
                signature.set(i);
            }
        }
        return signature;
    }

    private static List<TextClass> classes(List<String> samples, Function<String, BitSet> signatures) {
        List<TextClass> classes = new ArrayList<>();
        Set<BitSet> found = new HashSet<>();
        for (String sample : samples) {
            BitSet signature = signatures.apply(sample);
            if (found.add(signature)) {
                classes.add(new TextClass(signature, sample));
            }
        }
        return classes;
    }
}
