package io.portcullis.reasoning.axis;

import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which of some tests a text passes: whole texts and beginnings are looked up, all other sets are asked one by one. */
final class Signatures {

    private final Map<String, BitSet> texts = new HashMap<>();

    /** By length, the beginnings. */
    private final Map<Integer, Map<String, BitSet>> beginnings = new TreeMap<>();

    private final Map<Texts, BitSet> others = new LinkedHashMap<>();

    Signatures(List<Texts> tests) {
        for (int i = 0; i < tests.size(); i++) {
            add(tests.get(i), i);
        }
    }

    private void add(Texts test, int index) {
        switch (test) {
            case Texts.One one -> mark(texts, one.text(), index);
            case Texts.Starting starting -> markBeginning(starting.beginning(), index);
            case Texts.Any any -> any.sets().forEach(each -> add(each, index));
            case Texts.Own own when own.beginnings().isEmpty() -> mark(others, own, index);
            case Texts.Own own -> own.beginnings().forEach(beginning -> markBeginning(beginning, index));
            case Language language -> mark(others, language, index);
        }
    }

    private void markBeginning(String beginning, int index) {
        mark(beginnings.computeIfAbsent(beginning.length(), length -> new HashMap<>()), beginning, index);
    }

    private static <K> void mark(Map<K, BitSet> sets, K set, int index) {
        sets.computeIfAbsent(set, key -> new BitSet()).set(index);
    }

    private static void include(@Nullable BitSet known, BitSet into) {
        if (known != null) {
            into.or(known);
        }
    }

    /** How many sets are asked about one text. */
    int effort() {
        return 1 + beginnings.size() + others.size();
    }

    /** Bit i is set when the text passes test i. */
    BitSet of(String text) {
        BitSet signature = new BitSet();
        include(texts.get(text), signature);
        beginnings.forEach((length, sets) -> {
            if (length <= text.length()) {
                include(sets.get(text.substring(0, length)), signature);
            }
        });
        others.forEach((set, indexes) -> {
            if (set.has(text)) {
                signature.or(indexes);
            }
        });
        return signature;
    }
}
