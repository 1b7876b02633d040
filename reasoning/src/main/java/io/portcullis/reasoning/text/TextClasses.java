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

/**
 * The classes into which some languages cut the strings of a universe: two strings are in one class when no language
 * tells them apart. One breadth-first pass over the joint position automaton of all globs finds every class that has a
 * string, with a shortest one; no products, no complements. (Position automata: Glushkov 1961.)
 */
public final class TextClasses {

    /** Joint states beyond which the languages count as too entangled. */
    public static final int STATE_BUDGET = 45_000;

    /** Classes beyond which the languages count as too entangled. */
    public static final int CLASS_BUDGET = 4_000;

    /** Comparisons of positions with characters beyond which the languages count as too entangled. */
    public static final long COMPARISON_BUDGET = 60_000_000;

    /** Languages beyond which there are too many. */
    public static final int LANGUAGE_BUDGET = 5_000;

    /** Positions of all globs beyond which there are too many. */
    public static final int POSITION_BUDGET = 300_000;

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

        Positions(int[] ids) {
            this.ids = ids;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Positions that && Arrays.equals(ids, that.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }
    }

    private final CharSet[] set;
    private final boolean[] repeated;
    private final int[] acceptedLanguage;
    private final int universeFrom;
    private final int universeLanguage;
    private long comparisons;
    private final List<Integer> starts = new ArrayList<>();

    private TextClasses(List<Language> languages, Language universe) {
        List<Language> all = new ArrayList<>(languages);
        all.add(universe);
        List<List<List<Glob.Element>>> elements = all.stream()
                .map(language -> language.globs().stream().map(Glob::elements).toList())
                .toList();
        int size = elements.stream()
                .flatMap(List::stream)
                .mapToInt(each -> each.size() + 1)
                .sum();
        set = new CharSet[size];
        repeated = new boolean[size];
        acceptedLanguage = new int[size];
        universeLanguage = languages.size();
        int next = 0;
        int from = 0;
        for (int language = 0; language < all.size(); language++) {
            from = language == universeLanguage ? next : from;
            for (List<Glob.Element> glob : elements.get(language)) {
                starts.add(next);
                for (Glob.Element element : glob) {
                    set[next] = element.set();
                    repeated[next] = element.repeated();
                    acceptedLanguage[next++] = -1;
                }
                set[next] = CharSet.range(1, 0);
                acceptedLanguage[next++] = language;
            }
        }
        universeFrom = from;
    }

    /**
     * Cuts a universe.
     *
     * @param languages the languages that tell strings apart
     * @param universe the strings there are
     * @return every non-empty class, the one with the shortest example first
     * @throws TooComplex when a budget is exceeded
     */
    public static List<TextClass> cut(List<Language> languages, Language universe) throws TooComplex {
        int positions = languages.stream()
                .flatMap(language -> language.globs().stream())
                .mapToInt(glob -> glob.elements().size())
                .sum();
        if (languages.size() > LANGUAGE_BUDGET || positions > POSITION_BUDGET) {
            throw new TooComplex("there are more than " + LANGUAGE_BUDGET + " values, or more than " + POSITION_BUDGET
                    + " characters in them");
        }
        return new TextClasses(languages, universe).search();
    }

    private List<TextClass> search() throws TooComplex {
        Map<Positions, Integer> numbers = new HashMap<>();
        List<Positions> states = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        Map<BitSet, String> classes = new LinkedHashMap<>();
        Positions start = closure(starts.stream().mapToInt(Integer::intValue).toArray());
        numbers.put(start, 0);
        states.add(start);
        edges.add(new Edge(-1, 0));
        for (int state = 0; state < states.size(); state++) {
            BitSet signature = signature(states.get(state));
            if (signature.get(universeLanguage)) {
                signature.clear(universeLanguage);
                if (!classes.containsKey(signature)) {
                    classes.put(signature, example(edges, state));
                }
            }
            if (states.size() > STATE_BUDGET || classes.size() > CLASS_BUDGET || comparisons > COMPARISON_BUDGET) {
                throw new TooComplex("its patterns overlap in too many ways to follow");
            }
            for (Map.Entry<Positions, Integer> step : steps(states.get(state)).entrySet()) {
                if (numbers.putIfAbsent(step.getKey(), states.size()) == null) {
                    states.add(step.getKey());
                    edges.add(new Edge(state, step.getValue()));
                }
            }
        }
        return classes.entrySet().stream()
                .map(entry -> new TextClass(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The states one character away, each with the most readable character that leads there. */
    private Map<Positions, Integer> steps(Positions state) {
        int[] cuts = cuts(state);
        comparisons += (long) cuts.length * state.ids.length;
        Map<Positions, Integer> steps = new LinkedHashMap<>();
        for (int i = 0; i < cuts.length; i++) {
            int low = cuts[i];
            int high = i + 1 < cuts.length ? cuts[i + 1] - 1 : Character.MAX_CODE_POINT;
            int[] next = new int[state.ids.length];
            int count = 0;
            boolean inUniverse = false;
            for (int id : state.ids) {
                if (set[id].contains(low)) {
                    int target = repeated[id] ? id : id + 1;
                    next[count++] = target;
                    inUniverse |= target >= universeFrom;
                }
            }
            if (inUniverse) {
                steps.merge(closure(Arrays.copyOf(next, count)), readable(low, high), TextClasses::moreReadable);
            }
        }
        return steps;
    }

    private int[] cuts(Positions state) {
        int[] cuts = new int[16];
        int count = 1;
        CharSet last = CharSet.ANY;
        for (int id : state.ids) {
            if (set[id].equals(last)) {
                continue;
            }
            last = set[id];
            int[] bounds = last.bounds();
            for (int i = 0; i < bounds.length; i++) {
                if (count == cuts.length) {
                    cuts = Arrays.copyOf(cuts, 2 * count);
                }
                cuts[count++] = bounds[i] + i % 2;
            }
        }
        return Arrays.stream(cuts, 0, count)
                .filter(cut -> cut <= Character.MAX_CODE_POINT)
                .sorted()
                .distinct()
                .toArray();
    }

    /** Adds what is reachable without a character: a repeated class may be passed over. Universe positions come last. */
    private Positions closure(int[] ids) {
        int[] closed = new int[ids.length + 8];
        int count = 0;
        for (int id : ids) {
            int position = id;
            while (true) {
                if (count == closed.length) {
                    closed = Arrays.copyOf(closed, 2 * count);
                }
                closed[count++] = position;
                if (acceptedLanguage[position] >= 0 || !repeated[position]) {
                    break;
                }
                position++;
            }
        }
        return new Positions(Arrays.stream(closed, 0, count).sorted().distinct().toArray());
    }

    private BitSet signature(Positions state) {
        BitSet signature = new BitSet();
        for (int id : state.ids) {
            if (acceptedLanguage[id] >= 0) {
                signature.set(acceptedLanguage[id]);
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

    private static int moreReadable(int a, int b) {
        return rank(b) < rank(a) ? b : a;
    }

    private static int readable(int low, int high) {
        for (int[] nice : new int[][] {{'a', 'z'}, {'0', '9'}, {'A', 'Z'}, {'!', '~'}}) {
            int candidate = Math.max(low, nice[0]);
            if (candidate <= Math.min(high, nice[1])) {
                return candidate;
            }
        }
        return low;
    }

    private static int rank(int codePoint) {
        if (codePoint >= 'a' && codePoint <= 'z') {
            return 0;
        }
        if (codePoint >= '0' && codePoint <= '9') {
            return 1;
        }
        return codePoint >= '!' && codePoint <= '~' ? 2 : 3;
    }
}
