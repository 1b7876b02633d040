package io.portcullis.reasoning.axis;

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

/** Cuts a universe of texts into the classes that tests can tell apart: by samples where these are known, else by automaton. */
final class TextCut {

    private TextCut() {}

    static List<TextClass> classes(List<Texts> tests, Universe universe) throws TooComplex {
        Optional<List<String>> samples = universe.samples(tests);
        if (samples.isEmpty()) {
            return TextClasses.cut(tests.stream().map(Texts::language).toList(), universe.language());
        }
        List<TextClass> classes = new ArrayList<>();
        Set<BitSet> found = new HashSet<>();
        for (String sample : samples.get()) {
            BitSet signature = new BitSet(tests.size());
            for (int i = 0; i < tests.size(); i++) {
                if (tests.get(i).has(sample)) {
                    signature.set(i);
                }
            }
            if (found.add(signature)) {
                classes.add(new TextClass(signature, sample));
            }
        }
        return classes;
    }
}
