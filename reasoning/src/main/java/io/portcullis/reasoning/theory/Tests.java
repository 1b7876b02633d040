package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The texts that are in each of some languages and in none of some others, read by all their globs at once. A branch is
 * given up as soon as a wanted language is lost or an unwanted one can no longer be left.
 */
final class Tests implements Automaton.Graph<Tests.Positions> {

    /** The positions that globs may have reached, sorted; equal by content. */
    record Positions(int[] ids) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Positions that && Arrays.equals(ids, that.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }
    }

    private final List<Glob.Element> elements = new ArrayList<>();
    private final List<Integer> languageOf = new ArrayList<>();
    private final BitSet ends = new BitSet();
    private final BitSet inescapable = new BitSet();
    private final List<Integer> starts = new ArrayList<>();
    private final int wanted;
    private final int languages;

    /** The texts in all {@code wanted} languages and in none of the {@code unwanted}. */
    Tests(List<Language> wanted, List<Language> unwanted) {
        this.wanted = wanted.size();
        this.languages = wanted.size() + unwanted.size();
        List<Language> all = new ArrayList<>(wanted);
        all.addAll(unwanted);
        for (int language = 0; language < all.size(); language++) {
            for (Glob glob : all.get(language).globs()) {
                add(glob, language);
            }
        }
    }

    private void add(Glob glob, int language) {
        int first = elements.size();
        starts.add(first);
        glob.elements().forEach(element -> {
            elements.add(element);
            languageOf.add(language);
        });
        int end = elements.size();
        elements.add(new Glob.Element(CharSet.range(1, 0), false));
        languageOf.add(language);
        ends.set(end);
        for (int i = end - 1; i >= first && takesAnything(elements.get(i)); i--) {
            inescapable.set(i);
        }
    }

    private static boolean takesAnything(Glob.Element element) {
        return element.repeated() && element.set().equals(CharSet.ANY);
    }

    @Override
    public Positions start() {
        return closure(starts.stream().mapToInt(Integer::intValue));
    }

    @Override
    public boolean accepts(Positions node) {
        BitSet accepted = new BitSet();
        Arrays.stream(node.ids).filter(ends::get).forEach(id -> accepted.set(languageOf.get(id)));
        return accepted.nextClearBit(0) >= wanted && accepted.nextSetBit(wanted) < 0;
    }

    @Override
    public List<Automaton.Step<Positions>> steps(Positions node) {
        List<Automaton.Step<Positions>> steps = new ArrayList<>();
        int[] cuts = cuts(node);
        for (int i = 0; i < cuts.length; i++) {
            int low = cuts[i];
            int high = i + 1 < cuts.length ? cuts[i + 1] - 1 : Character.MAX_CODE_POINT;
            Positions next = closure(Arrays.stream(node.ids)
                    .filter(id -> elements.get(id).set().contains(low))
                    .map(id -> elements.get(id).repeated() ? id : id + 1));
            if (isHopeful(next)) {
                steps.add(new Automaton.Step<>(low, high, next));
            }
        }
        return steps;
    }

    private boolean isHopeful(Positions node) {
        BitSet reached = new BitSet(languages);
        for (int id : node.ids) {
            int language = languageOf.get(id);
            reached.set(language);
            if (language >= wanted && inescapable.get(id)) {
                return false;
            }
        }
        return reached.nextClearBit(0) >= wanted;
    }

    private int[] cuts(Positions node) {
        TreeSet<Integer> cuts = new TreeSet<>();
        cuts.add(0);
        for (int id : node.ids) {
            int[] bounds = ends.get(id) ? new int[0] : elements.get(id).set().bounds();
            for (int i = 0; i < bounds.length; i++) {
                cuts.add(bounds[i] + i % 2);
            }
        }
        return cuts.headSet(Character.MAX_CODE_POINT, true).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** With what is reached without a character: a repeated class may be passed over. */
    private Positions closure(IntStream ids) {
        BitSet closed = new BitSet();
        ids.forEach(id -> {
            int position = id;
            closed.set(position);
            while (!ends.get(position) && elements.get(position).repeated()) {
                closed.set(++position);
            }
        });
        return new Positions(closed.stream().toArray());
    }

    /** The set as an automaton. */
    Automaton automaton(Budget budget) throws TooComplex {
        return Automaton.of(this, budget);
    }
}
