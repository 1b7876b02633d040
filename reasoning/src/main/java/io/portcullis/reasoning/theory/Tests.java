package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
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
 * The texts that are in each of some languages and in none of some others, read by all their globs at once. A wanted
 * language with stars is guessed one glob and one position at a time, since following all of them may take exponentially
 * many states; what is not wanted has to be followed altogether. A branch is given up as soon as a wanted language is lost
 * or an unwanted one can no longer be left.
 */
final class Tests implements Automaton.Graph<Tests.Positions> {

    /** What globs may have been read so far; equal by content. */
    static final class Positions {
        /** For each guessed language the position that is reached in one of its globs; at first, none. */
        private final int[] guessed;

        /** All positions that are reached in other globs, sorted. */
        private final int[] followed;

        Positions(int[] guessed, int[] followed) {
            this.guessed = guessed;
            this.followed = followed;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Positions that
                    && Arrays.equals(guessed, that.guessed)
                    && Arrays.equals(followed, that.followed);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(guessed) + Arrays.hashCode(followed);
        }
    }

    private static final int START = -1;

    private final List<Glob.Element> elements = new ArrayList<>();
    private final List<Integer> languageOf = new ArrayList<>();
    private final BitSet ends = new BitSet();
    private final BitSet inescapable = new BitSet();
    private final List<List<Integer>> guessedStarts = new ArrayList<>();
    private final List<Integer> followedStarts = new ArrayList<>();
    private final int wanted;
    private final Budget budget;

    private Tests(List<Language> wanted, List<Language> unwanted, Budget budget) {
        this.budget = budget;
        List<Language> followed = new ArrayList<>();
        for (Language language : wanted) {
            if (hasStars(language)) {
                guessedStarts.add(add(language, -1));
            } else {
                followed.add(language);
            }
        }
        this.wanted = followed.size();
        followed.addAll(unwanted);
        for (int language = 0; language < followed.size(); language++) {
            followedStarts.addAll(add(followed.get(language), language));
        }
    }

    /** The texts in all {@code wanted} languages and in none of the {@code unwanted}. */
    static Automaton automaton(List<Language> wanted, List<Language> unwanted, Budget budget) throws TooComplex {
        return Automaton.of(new Tests(wanted, unwanted, budget), budget);
    }

    private static boolean hasStars(Language language) {
        return language.globs().stream()
                .anyMatch(glob -> glob.elements().stream().anyMatch(Glob.Element::repeated));
    }

    /** The positions at which its globs start. */
    private List<Integer> add(Language language, int number) {
        List<Integer> starts = new ArrayList<>();
        for (Glob glob : language.globs()) {
            starts.add(elements.size());
            glob.elements().forEach(element -> {
                elements.add(element);
                languageOf.add(number);
            });
            int end = elements.size();
            elements.add(new Glob.Element(CharSet.ANY.complement(), false));
            languageOf.add(number);
            ends.set(end);
            for (int i = end - 1; i >= starts.getLast() && takesAnything(elements.get(i)); i--) {
                inescapable.set(i);
            }
        }
        return starts;
    }

    private static boolean takesAnything(Glob.Element element) {
        return element.repeated() && element.set().equals(CharSet.ANY);
    }

    @Override
    public Positions start() {
        int[] none = new int[guessedStarts.size()];
        Arrays.fill(none, START);
        return new Positions(
                none,
                closure(followedStarts.stream().mapToInt(Integer::intValue)).stream()
                        .toArray());
    }

    @Override
    public boolean accepts(Positions node) {
        BitSet accepted = new BitSet();
        Arrays.stream(node.followed).filter(ends::get).forEach(id -> accepted.set(languageOf.get(id)));
        return accepted.nextClearBit(0) >= wanted
                && accepted.nextSetBit(wanted) < 0
                && IntStream.range(0, node.guessed.length)
                        .allMatch(i -> reached(i, node.guessed[i]).intersects(ends));
    }

    @Override
    public List<Automaton.Step<Positions>> steps(Positions node) throws TooComplex {
        List<Automaton.Step<Positions>> steps = new ArrayList<>();
        List<BitSet> reached = IntStream.range(0, node.guessed.length)
                .mapToObj(i -> reached(i, node.guessed[i]))
                .toList();
        int[] cuts = cuts(node.followed, reached);
        budget.spend((long) cuts.length * (1 + node.guessed.length + node.followed.length));
        for (int i = 0; i < cuts.length; i++) {
            int low = cuts[i];
            int high = i + 1 < cuts.length ? cuts[i + 1] - 1 : Character.MAX_CODE_POINT;
            int[] followed =
                    closure(after(Arrays.stream(node.followed), low)).stream().toArray();
            if (isHopeful(followed)) {
                for (int[] guess : guesses(reached, low)) {
                    steps.add(new Automaton.Step<>(low, high, new Positions(guess, followed)));
                }
            }
        }
        return steps;
    }

    /** Every choice of one position after a character for each guessed language. */
    private List<int[]> guesses(List<BitSet> reached, int codePoint) throws TooComplex {
        List<int[]> guesses = List.of(new int[reached.size()]);
        for (int language = 0; language < reached.size() && !guesses.isEmpty(); language++) {
            int[] next =
                    after(reached.get(language).stream(), codePoint).distinct().toArray();
            budget.spend((long) guesses.size() * next.length * reached.size());
            List<int[]> more = new ArrayList<>(guesses.size() * next.length);
            for (int[] guess : guesses) {
                for (int position : next) {
                    int[] changed = guess.clone();
                    changed[language] = position;
                    more.add(changed);
                }
            }
            guesses = more;
        }
        return guesses;
    }

    private IntStream after(IntStream ids, int codePoint) {
        return ids.filter(id -> elements.get(id).set().contains(codePoint))
                .map(id -> elements.get(id).repeated() ? id : id + 1);
    }

    private BitSet reached(int language, int position) {
        return position == START
                ? closure(guessedStarts.get(language).stream().mapToInt(Integer::intValue))
                : closure(IntStream.of(position));
    }

    private boolean isHopeful(int[] followed) {
        BitSet reached = new BitSet();
        for (int id : followed) {
            int language = languageOf.get(id);
            reached.set(language);
            if (language >= wanted && inescapable.get(id)) {
                return false;
            }
        }
        return reached.nextClearBit(0) >= wanted;
    }

    private int[] cuts(int[] followed, List<BitSet> guessed) {
        TreeSet<Integer> cuts = new TreeSet<>();
        cuts.add(0);
        IntStream ids =
                IntStream.concat(Arrays.stream(followed), guessed.stream().flatMapToInt(BitSet::stream));
        ids.forEach(id -> {
            int[] bounds = elements.get(id).set().bounds();
            for (int i = 0; i < bounds.length; i++) {
                cuts.add(bounds[i] + i % 2);
            }
        });
        return cuts.headSet(Character.MAX_CODE_POINT, true).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** With what is reached without a character: a repeated class may be passed over. */
    private BitSet closure(IntStream ids) {
        BitSet closed = new BitSet();
        ids.forEach(id -> {
            int position = id;
            closed.set(position);
            while (!ends.get(position) && elements.get(position).repeated()) {
                closed.set(++position);
            }
        });
        return closed;
    }
}
