package io.portcullis.reasoning.text;

import io.portcullis.reasoning.text.TextClasses.TextClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts strings into the classes that whole texts and patterns with a beginning and an end, {@code a*b}, tell apart, as nearly
 * all patterns of policies are. A joint automaton would have to follow every beginning with every end through every text;
 * here a class is a group of beginnings with a group of ends. Only texts so short that a beginning and an end of one pattern
 * would overlap are otherwise, and these are the texts where they do: they are looked at one by one. For one thread.
 */
public final class Ends {

    /** Bits of all signatures beyond which they take too much memory. */
    private static final long SIGNATURE_BUDGET = 50_000_000;

    private static final int[] NO_LANGUAGES = {};

    private static final class Pattern {
        private final int[] beginning;
        private final int[] end;
        private final int[] languages;

        Pattern(int[] beginning, int[] end, int[] languages) {
            this.beginning = beginning;
            this.end = end;
            this.languages = languages;
        }

        int length() {
            return beginning.length + end.length;
        }
    }

    private final int languages;
    private final Budget budget;
    private final List<Pattern> patterns = new ArrayList<>();
    private final Map<String, int[]> literals = new HashMap<>();
    private final EndTree beginnings = new EndTree();
    private final EndTree ends = new EndTree();
    private final Map<Signature, String> classes = new LinkedHashMap<>();

    private Ends(int languages, Budget budget) {
        this.languages = languages;
        this.budget = budget;
    }

    /**
     * Cuts a universe: by ends where all patterns have but these, else by a joint automaton.
     *
     * @param languages the languages that tell strings apart
     * @param universe the strings there are
     * @param budget work that is left
     * @return every non-empty class
     * @throws TooComplex when a budget is exceeded
     */
    public static List<TextClass> cut(List<Language> languages, Language universe, Budget budget) throws TooComplex {
        Ends ends = new Ends(languages.size(), budget);
        return ends.take(languages, universe)
                ? ends.cut(languages, universe)
                : TextClasses.cut(languages, universe, budget);
    }

    private List<TextClass> cut(List<Language> all, Language universe) throws TooComplex {
        List<Glob> left = new ArrayList<>();
        for (Glob form : universe.globs()) {
            if (!addClassesOf(form)) {
                left.add(form);
            }
        }
        if (!left.isEmpty()) {
            for (TextClass each : TextClasses.cut(all, new Language(left), budget)) {
                classes.putIfAbsent(Signature.of(each.signature()), each.example());
            }
        }
        List<TextClass> cut = new ArrayList<>(classes.size());
        classes.forEach((signature, example) -> cut.add(new TextClass(signature.numbers(), example)));
        return cut;
    }

    /** Takes the languages apart; false when some pattern has more to it than its ends. */
    private boolean take(List<Language> all, Language universe) throws TooComplex {
        CharSet unused = used(universe).complement();
        for (Map.Entry<Glob, BitSet> each : Language.byGlob(all).entrySet()) {
            if (!take(each.getKey(), each.getValue(), unused)) {
                return false;
            }
        }
        return true;
    }

    /** The characters of the strings of a language. */
    private static CharSet used(Language language) {
        Set<CharSet> sets = new HashSet<>();
        for (Glob glob : language.globs()) {
            glob.elements().forEach(element -> sets.add(element.set()));
        }
        CharSet used = CharSet.NONE;
        for (CharSet set : sets) {
            used = used.or(set);
        }
        return used;
    }

    private boolean take(Glob glob, BitSet numbers, CharSet unused) throws TooComplex {
        if (glob.isLiteral()) {
            literals.put(glob.beginning(), numbers.stream().toArray());
            return true;
        }
        List<Glob.Part> parts = glob.parts();
        int from = parts.getFirst() instanceof Glob.Text ? 1 : 0;
        int to = parts.getLast() instanceof Glob.Text ? parts.size() - 1 : parts.size();
        boolean free = from < to
                && parts.subList(from, to).stream()
                        .allMatch(part -> part instanceof Glob.Element star
                                && star.repeated()
                                && !star.set().or(unused).complement().meets(CharSet.ANY));
        if (free) {
            Pattern pattern = new Pattern(
                    glob.beginning().codePoints().toArray(),
                    parts.getLast() instanceof Glob.Text last
                            ? last.text().codePoints().toArray()
                            : new int[0],
                    numbers.stream().toArray());
            budget.spend(pattern.length());
            beginnings.add(pattern.beginning, patterns.size());
            ends.add(EndTree.reversed(pattern.end), patterns.size());
            patterns.add(pattern);
        }
        return free;
    }

    /** Adds the classes of the texts of a form; false when some of them may be missing. */
    private boolean addClassesOf(Glob form) throws TooComplex {
        List<Glob.Element> elements = form.elements();
        Departures left = Departures.of(beginnings, elements, budget);
        Departures right = Departures.of(ends, elements.reversed(), budget);
        for (int[] text : left.within()) {
            add(text);
        }
        for (int[] text : right.within()) {
            add(EndTree.reversed(text));
        }
        Set<Signature> open = addPairs(elements, left.groups(), right.groups());
        for (String literal : literals.keySet()) {
            addIfOf(form, literal.codePoints().toArray());
        }
        for (Pattern pattern : patterns) {
            addOverlaps(form, pattern);
        }
        return classes.keySet().containsAll(open);
    }

    /** The texts in which the beginning and the end of a pattern meet or overlap. */
    private void addOverlaps(Glob form, Pattern pattern) throws TooComplex {
        int[] both = Arrays.copyOf(pattern.end, pattern.length() + 1);
        both[pattern.end.length] = -1;
        System.arraycopy(pattern.beginning, 0, both, pattern.end.length + 1, pattern.beginning.length);
        budget.spend(both.length);
        int[] borders = borders(both);
        int overlap = borders[both.length - 1];
        while (overlap > 0) {
            addOverlap(form, pattern, overlap);
            overlap = borders[overlap - 1];
        }
        addOverlap(form, pattern, 0);
    }

    /** For each beginning of a text how long a shorter beginning ends it (Knuth, Morris and Pratt 1977). */
    private static int[] borders(int[] text) {
        int[] borders = new int[text.length];
        for (int i = 1; i < text.length; i++) {
            int border = borders[i - 1];
            while (border > 0 && text[border] != text[i]) {
                border = borders[border - 1];
            }
            borders[i] = text[border] == text[i] ? border + 1 : 0;
        }
        return borders;
    }

    private void addOverlap(Glob form, Pattern pattern, int overlap) throws TooComplex {
        int[] text = Arrays.copyOf(pattern.beginning, pattern.length() - overlap);
        System.arraycopy(pattern.end, overlap, text, pattern.beginning.length, pattern.end.length - overlap);
        addIfOf(form, text);
    }

    private void addIfOf(Glob form, int[] text) throws TooComplex {
        String written = new String(text, 0, text.length);
        Signature signature = signature(text, written);
        if (classes.getOrDefault(signature, "").isEmpty() && form.matches(written)) {
            add(signature, written);
        }
    }

    /** Adds the class of one text. */
    private void add(int[] text) throws TooComplex {
        String written = new String(text, 0, text.length);
        add(signature(text, written), written);
    }

    private Signature signature(int[] text, String written) throws TooComplex {
        budget.spend(text.length);
        BitSet passed = beginnings.begun(text);
        passed.and(ends.begun(EndTree.reversed(text)));
        for (int i = passed.nextSetBit(0); i >= 0; i = passed.nextSetBit(i + 1)) {
            if (patterns.get(i).length() > text.length) {
                passed.clear(i);
            }
        }
        return signature(passed, literals.getOrDefault(written, NO_LANGUAGES));
    }

    private void add(Signature signature, String example) throws TooComplex {
        if (classes.getOrDefault(signature, "").isEmpty()) {
            classes.put(signature, example);
        }
        budget.spend(1 + languages / 64);
        if ((long) classes.size() * (languages + 1) > SIGNATURE_BUDGET) {
            throw new TooComplex("its patterns overlap in too many ways to follow");
        }
    }

    /** The languages of some patterns, and some more. */
    private Signature signature(BitSet passed, int[] more) {
        long[] words = new long[languages / Long.SIZE + 1];
        for (int i = passed.nextSetBit(0); i >= 0; i = passed.nextSetBit(i + 1)) {
            mark(patterns.get(i).languages, words);
        }
        mark(more, words);
        return Signature.of(words);
    }

    private static void mark(int[] numbers, long[] into) {
        for (int number : numbers) {
            into[number / Long.SIZE] |= 1L << number;
        }
    }

    /** Adds the classes of texts that begin as one group and end as another; gives those that there may be besides. */
    private Set<Signature> addPairs(
            List<Glob.Element> form, List<Departures.Group> lefts, List<Departures.Group> rights) throws TooComplex {
        Bridge bridge = new Bridge(form, literals.keySet());
        Set<Signature> open = new HashSet<>();
        Map<Integer, BitSet> ending = ending(rights);
        for (Departures.Group left : lefts) {
            BitSet meeting = new BitSet();
            left.begun().stream().forEach(i -> meeting.or(ending.getOrDefault(i, new BitSet())));
            for (int right = meeting.nextSetBit(0); right >= 0; right = meeting.nextSetBit(right + 1)) {
                addPair(bridge, left, rights.get(right), open);
            }
        }
        addApart(bridge, lefts, rights, open);
        return open;
    }

    /** For each pattern the groups of those that end like it. */
    private static Map<Integer, BitSet> ending(List<Departures.Group> rights) {
        Map<Integer, BitSet> ending = new HashMap<>();
        for (int right = 0; right < rights.size(); right++) {
            int group = right;
            rights.get(right).begun().stream()
                    .forEach(i ->
                            ending.computeIfAbsent(i, ignored -> new BitSet()).set(group));
        }
        return ending;
    }

    /** Of the pairs that have no pattern in common one will do. */
    private void addApart(
            Bridge bridge, List<Departures.Group> lefts, List<Departures.Group> rights, Set<Signature> open)
            throws TooComplex {
        for (Departures.Group left : lefts) {
            for (Departures.Group right : rights) {
                if (classes.containsKey(Signature.of(new BitSet()))) {
                    return;
                }
                if (!left.begun().intersects(right.begun())) {
                    addPair(bridge, left, right, open);
                }
            }
        }
    }

    private void addPair(Bridge bridge, Departures.Group left, Departures.Group right, Set<Signature> open)
            throws TooComplex {
        budget.spend(1 + patterns.size() / Long.SIZE);
        BitSet passed = (BitSet) left.begun().clone();
        passed.and(right.begun());
        Signature signature = signature(passed, NO_LANGUAGES);
        if (classes.getOrDefault(signature, "").isEmpty()) {
            Optional<String> text = bridge.between(left, right);
            if (text.isPresent()) {
                add(signature, text.get());
            } else {
                open.add(signature);
            }
        }
    }
}
