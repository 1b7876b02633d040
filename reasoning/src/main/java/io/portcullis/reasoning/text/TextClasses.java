package io.portcullis.reasoning.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes into which some languages cut the strings of a universe: two strings are in one class when no language
 * tells them apart. One breadth-first pass over the joint position automaton of all globs finds every class that has a
 * string, with a shortest one; no products, no complements. (Position automata: Glushkov 1961.)
 */
public final class TextClasses {

    /** Joint states beyond which the languages count as too entangled. */
    public static final int STATE_BUDGET = 150_000;

    /** Classes beyond which the languages count as too entangled. */
    public static final int CLASS_BUDGET = 4_000;

    /** Comparisons of positions with characters beyond which the languages count as too entangled; they take memory too. */
    public static final long COMPARISON_BUDGET = 3_000_000;

    /** Languages beyond which there are too many. */
    public static final int LANGUAGE_BUDGET = 5_000;

    /** Positions of all globs beyond which there are too many. */
    public static final int POSITION_BUDGET = 600_000;

    /**
     * One class.
     *
     * @param signature bit i is set when the strings are in language i
     * @param example a shortest string of the class
     */
    public record TextClass(BitSet signature, String example) {}

    private record Edge(int from, int codePoint) {}

    /** The positions of a joint state, sorted; equal by content. */
    private static final class Positions {
        private final int[] ids;
        private final int hash;

        Positions(int[] ids) {
            this.ids = ids;
            this.hash = Arrays.hashCode(ids);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Positions that && hash == that.hash && Arrays.equals(ids, that.ids);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final int[] NONE = {};

    private final Alphabet alphabet;
    private final boolean[] repeated;

    private final boolean[] ends;

    /** By position that is the end of a glob, the languages that have the glob. */
    private final int[][] accepted;

    /** The last position that is reached from one without a character: repeated classes may be passed over. */
    private final int[] passedTo;

    /** Whether every text goes on to match from a position: others of the languages it has need not be followed then. */
    private final boolean[] settled;

    /** By position, the languages of its glob. */
    private final int[][] languagesOf;

    private final int universeFrom;
    private final Budget budget;
    private final List<Integer> starts = new ArrayList<>();

    private TextClasses(List<Language> languages, Language universe, Budget budget) {
        this.budget = budget;
        Map<Glob, BitSet> globs = globs(languages, universe);
        int size = globs.size();
        for (Glob glob : globs.keySet()) {
            size += glob.length();
        }
        CharSet[] sets = new CharSet[size];
        repeated = new boolean[size];
        accepted = new int[size][];
        ends = new boolean[size];
        settled = new boolean[size];
        languagesOf = new int[size][];
        BitSet ofSeveral = ofSeveral(languages);
        int firstOfUniverse = globs.size() - Set.copyOf(universe.globs()).size();
        int next = 0;
        for (Map.Entry<Glob, BitSet> each : globs.entrySet()) {
            starts.add(next);
            for (Glob.Element element : each.getKey().elements()) {
                sets[next] = element.set();
                repeated[next] = element.repeated();
                accepted[next++] = NONE;
            }
            sets[next] = CharSet.NONE;
            ends[next] = true;
            accepted[next] = each.getValue().stream().toArray();
            Arrays.fill(languagesOf, starts.getLast(), next + 1, accepted[next]);
            if (endsInAnyText(each.getKey()) && each.getValue().intersects(ofSeveral)) {
                settled[next - 1] = true;
            }
            next++;
        }
        universeFrom = firstOfUniverse < starts.size() ? starts.get(firstOfUniverse) : size;
        alphabet = new Alphabet(sets);
        passedTo = new int[size];
        for (int position = size - 1; position >= 0; position--) {
            passedTo[position] = repeated[position] ? passedTo[position + 1] : position;
        }
    }

    /** The languages of more globs than one. */
    private static BitSet ofSeveral(List<Language> languages) {
        BitSet several = new BitSet();
        for (int language = 0; language < languages.size(); language++) {
            several.set(language, languages.get(language).globs().size() > 1);
        }
        return several;
    }

    private static boolean endsInAnyText(Glob glob) {
        return !glob.parts().isEmpty()
                && glob.parts().getLast() instanceof Glob.Element last
                && last.repeated()
                && last.set().equals(CharSet.ANY);
    }

    /** Each glob once, those of the universe last, with the languages that have it: most have others' globs. */
    private static Map<Glob, BitSet> globs(List<Language> languages, Language universe) {
        Map<Glob, BitSet> all = Language.byGlob(languages);
        for (Glob glob : universe.globs()) {
            BitSet of = all.remove(glob);
            all.put(glob, of == null ? new BitSet() : of);
        }
        return all;
    }

    /**
     * Cuts a universe.
     *
     * @param languages the languages that tell strings apart
     * @param universe the strings there are
     * @return every non-empty class with a shortest example that is not empty, if it has one
     * @throws TooComplex when a budget is exceeded
     */
    public static List<TextClass> cut(List<Language> languages, Language universe) throws TooComplex {
        return cut(languages, universe, new Budget(COMPARISON_BUDGET));
    }

    /** Cuts a universe with a part of a larger budget. */
    public static List<TextClass> cut(List<Language> languages, Language universe, Budget budget) throws TooComplex {
        int positions = 0;
        for (Language language : languages) {
            for (Glob glob : language.globs()) {
                positions += glob.length();
            }
        }
        if (languages.size() > LANGUAGE_BUDGET || positions > POSITION_BUDGET) {
            throw new TooComplex("there are more than " + LANGUAGE_BUDGET + " values, or more than " + POSITION_BUDGET
                    + " characters in them");
        }
        return new TextClasses(languages, universe, budget.part(COMPARISON_BUDGET)).search();
    }

    private List<TextClass> search() throws TooComplex {
        Map<Positions, Integer> numbers = new HashMap<>();
        List<Positions> states = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        Map<Signature, String> classes = new LinkedHashMap<>();
        Positions start = start();
        numbers.put(start, 0);
        states.add(start);
        edges.add(new Edge(-1, 0));
        for (int state = 0; state < states.size(); state++) {
            Positions here = states.get(state);
            if (isInUniverse(here)) {
                Signature signature = Signature.of(signature(here));
                // The empty text shows a class only where no other does: it is hard to see.
                if (classes.getOrDefault(signature, "").isEmpty()) {
                    classes.put(signature, example(edges, state));
                }
            }
            if (states.size() > STATE_BUDGET || classes.size() > CLASS_BUDGET) {
                throw new TooComplex("its patterns overlap in too many ways to follow");
            }
            for (int letter : alphabet.told(here.ids)) {
                Positions next = step(here, letter);
                if (next.ids.length > 0 && numbers.putIfAbsent(next, states.size()) == null) {
                    states.add(next);
                    edges.add(new Edge(state, alphabet.readable(letter)));
                }
            }
        }
        List<TextClass> cut = new ArrayList<>(classes.size());
        classes.forEach((signature, example) -> cut.add(new TextClass(signature.numbers(), example)));
        return cut;
    }

    private Positions start() {
        int[] next = new int[accepted.length];
        int count = 0;
        for (int position : starts) {
            for (int p = position; p <= passedTo[position]; p++) {
                next[count++] = p;
            }
        }
        return new Positions(unsettled(next, count));
    }

    /** The state one letter away; empty when no text of the universe goes on like this. */
    private Positions step(Positions state, int letter) throws TooComplex {
        budget.spend(state.ids.length);
        int[] classes = alphabet.classes();
        boolean[] passing = alphabet.classesWith(letter);
        if (!staysInUniverse(state, classes, passing)) {
            return new Positions(NONE);
        }
        int[] next = new int[state.ids.length + 8];
        int count = 0;
        int last = -1;
        // Positions are sorted, and so are those they lead to: what is not behind the last one is there already.
        for (int id : state.ids) {
            if (passing[classes[id]]) {
                int target = repeated[id] ? id : id + 1;
                int end = passedTo[target];
                for (int p = Math.max(target, last + 1); p <= end; p++) {
                    if (count == next.length) {
                        next = Arrays.copyOf(next, 2 * count);
                    }
                    next[count++] = p;
                }
                last = Math.max(last, end);
            }
        }
        return new Positions(unsettled(next, count));
    }

    /** Of the first positions of some those that still tell languages apart: where all is settled, one glob says so for all. */
    private int[] unsettled(int[] some, int count) {
        BitSet done = new BitSet();
        BitSet telling = new BitSet();
        for (int i = 0; i < count; i++) {
            if (settled[some[i]] && !areAll(languagesOf[some[i]], done)) {
                telling.set(some[i], some[i] + 2);
                for (int language : languagesOf[some[i]]) {
                    done.set(language);
                }
            }
        }
        return done.isEmpty()
                ? Arrays.copyOf(some, count)
                : Arrays.stream(some, 0, count)
                        .filter(id -> id >= universeFrom || telling.get(id) || !areAll(languagesOf[id], done))
                        .toArray();
    }

    private static boolean areAll(int[] numbers, BitSet in) {
        for (int number : numbers) {
            if (!in.get(number)) {
                return false;
            }
        }
        return true;
    }

    private boolean staysInUniverse(Positions state, int[] classes, boolean[] passing) {
        for (int i = state.ids.length - 1; i >= 0 && state.ids[i] >= universeFrom; i--) {
            if (passing[classes[state.ids[i]]]) {
                return true;
            }
        }
        return false;
    }

    private boolean isInUniverse(Positions state) {
        for (int i = state.ids.length - 1; i >= 0 && state.ids[i] >= universeFrom; i--) {
            if (ends[state.ids[i]]) {
                return true;
            }
        }
        return false;
    }

    private BitSet signature(Positions state) {
        BitSet signature = new BitSet();
        for (int id : state.ids) {
            for (int language : accepted[id]) {
                signature.set(language);
            }
        }
        return signature;
    }

    private static String example(List<Edge> edges, int state) {
        Deque<Integer> codePoints = new ArrayDeque<>();
        for (Edge edge = edges.get(state); edge.from >= 0; edge = edges.get(edge.from)) {
            codePoints.push(edge.codePoint);
        }
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }
}
