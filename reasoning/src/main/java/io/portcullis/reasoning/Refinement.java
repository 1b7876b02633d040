package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CommonText;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import io.portcullis.reasoning.theory.Outcome;
import io.portcullis.reasoning.theory.Puzzle;
import io.portcullis.reasoning.theory.Relation;
import io.portcullis.reasoning.theory.Superstring;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds texts that meet demands. Starts from some texts and takes up a demand only when the texts at hand do not meet it, so
 * that demands which cannot be met together are few; of these the ones that matter are kept. One use.
 */
final class Refinement {

    /** What it ends with. */
    sealed interface Result {}

    /** These texts meet all demands. */
    record Met(List<String> texts) implements Result {}

    /** No texts meet these demands. */
    record Unmet(List<Demand> demands) implements Result {}

    /** It is not known whether some texts meet these demands. */
    record Undecided(List<Demand> demands) implements Result {}

    private static final int ROUNDS = 200;

    /** Work on automata that one attempt may take: little at first. */
    private static final List<Long> ATTEMPTS = List.of(200_000L, 700_000L, 2_000_000L);

    /** Work that leaving out demands may take in any case. */
    private static final long LEAST = 2_000;

    /** Globs of a language of each of which a text is tried. */
    private static final int FEW = 4;

    /** Texts that are tried in the place of one. */
    private static final int CANDIDATES = 8;

    /** Ways to meet the demands on one text that are told apart. */
    private static final int WAYS = 64;

    /** Guesses after which no more are made, and patterns that each is made from. */
    private static final int GUESSES = 8;

    /** Letters up to which a text's length does not count in the work of holding it against patterns. */
    private static final int LONG = 128;

    private static final List<Map<Integer, Boolean>> NO_SIGNS = List.of(Map.of());

    private final List<TextDraft> axes;
    private final List<Demand> demands;
    private final Budget budget;
    private final long look;

    /** Texts of these axes, in the order of their numbers; {@code look} is the work of holding texts against all demands. */
    Refinement(List<TextDraft> axes, List<Demand> demands, Budget budget, long look) {
        this.look = look;
        this.axes = axes;
        this.demands = demands;
        this.budget = budget;
    }

    /** Decides, beginning with some texts. */
    Result decide(List<String> examples) {
        try {
            return met(examples);
        } catch (TooComplex e) {
            return new Undecided(demands);
        }
    }

    private Result met(List<String> examples) throws TooComplex {
        List<Demand> unmet = unmet(examples);
        List<String> guessed = guessed(examples, unmet);
        if (!guessed.equals(examples) && unmet(guessed).isEmpty()) {
            return new Met(guessed);
        }
        List<String> made = unmet.isEmpty() ? examples : made(examples, unmet);
        if (made.equals(examples) ? unmet.isEmpty() : unmet(made).isEmpty()) {
            return new Met(made);
        }
        Set<Demand> taken = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            // What was taken up and is unmet was only met as far as automata can tell.
            if (!taken.addAll(unmet)) {
                return new Undecided(unmet);
            }
            Tried tried = tried(taken);
            if (!(tried.outcome instanceof Outcome.Possible(List<String> texts))) {
                return tried.outcome instanceof Outcome.Impossible
                        ? new Unmet(needed(tried.demands, tried.work))
                        : new Undecided(List.copyOf(taken));
            }
            unmet = unmet(texts);
            if (unmet.isEmpty()) {
                return new Met(texts);
            }
        }
        return new Undecided(List.copyOf(taken));
    }

    /** What became of demands, and the work it took. */
    private record Tried(Collection<Demand> demands, Outcome outcome, long work) {}

    /**
     * Tries some demands, and all: the more is known of texts, the fewer they are, but what is too much with all may be
     * little with some.
     */
    private Tried tried(Set<Demand> taken) {
        Tried last = new Tried(taken, new Outcome.Unknown(), 0);
        for (long work : ATTEMPTS) {
            for (Collection<Demand> some : List.of(taken, demands)) {
                if (last.outcome instanceof Outcome.Unknown) {
                    long left = budget.left();
                    Outcome outcome = attempt(some, work);
                    last = new Tried(some, outcome, left - budget.left());
                }
            }
        }
        return last;
    }

    /** Texts with the subject of each unmet relation written out as the relation says, where that leaves less unmet. */
    private List<String> guessed(List<String> texts, List<Demand> unmet) throws TooComplex {
        List<String> best = texts;
        int least = unmet.size();
        int guesses = 0;
        for (Demand demand : unmet) {
            if (demand instanceof Demand.OfTexts several && guesses < GUESSES) {
                TextDraft axis = axes.get(several.relation().subject());
                for (String subject : several.relation().subjects(best, GUESSES)) {
                    List<String> guess = new ArrayList<>(best);
                    guess.set(several.relation().subject(), subject);
                    guesses++;
                    // Of a text that is no value of the key nothing is asked.
                    int left = axis.universe().has(subject) ? unmet(guess).size() : least;
                    if (left < least) {
                        best = guess;
                        least = left;
                    }
                }
            }
        }
        return best;
    }

    /** Texts in the place of those that do not meet what is asked of them alone, made for what is wanted of them. */
    private List<String> made(List<String> texts, List<Demand> unmet) throws TooComplex {
        List<String> made = new ArrayList<>(texts);
        Set<Integer> wrong = new TreeSet<>();
        unmet.forEach(demand -> {
            if (demand instanceof Demand.OfText one) {
                wrong.add(one.text());
            }
        });
        for (int text : wrong) {
            List<Texts> tests = axes.get(text).tests();
            Set<Integer> wanted = new TreeSet<>();
            for (Demand demand : demands) {
                if (demand instanceof Demand.OfText one
                        && one.text() == text
                        && !one.choice().has(true, test -> false)) {
                    one.choice().tests(wanted);
                }
            }
            List<Language> languages = languages(wanted.stream().map(tests::get).toList());
            String one = Superstring.of(languages, languages(tests));
            // A text that is no value of the key is of no use: where values have a form, it is joined with their form.
            List<String> candidates =
                    axes.get(text).universe().has(one) ? List.of(one) : common(axes.get(text), languages);
            int least = Integer.MAX_VALUE;
            for (String candidate : candidates) {
                List<String> tried = new ArrayList<>(made);
                tried.set(text, candidate);
                int left =
                        axes.get(text).universe().has(candidate) ? unmet(tried).size() : least;
                if (left < least) {
                    least = left;
                    made = tried;
                }
            }
        }
        return made;
    }

    /** Values that are in one of the languages each: shortest ones of a few of its globs, and few of them. */
    private List<String> common(TextDraft axis, List<Language> wanted) throws TooComplex {
        Set<String> common = new LinkedHashSet<>();
        for (Language language : wanted) {
            for (Glob glob :
                    language.globs().subList(0, Math.min(FEW, language.globs().size()))) {
                for (Glob value : axis.universe().language().globs()) {
                    if (common.size() == CANDIDATES) {
                        return List.copyOf(common);
                    }
                    budget.spend((long) glob.parts().size() * value.parts().size());
                    CommonText.of(value, glob).ifPresent(common::add);
                }
            }
        }
        return List.copyOf(common);
    }

    private List<Demand> unmet(List<String> texts) throws TooComplex {
        int longest = texts.stream().mapToInt(String::length).max().orElse(0);
        budget.spend(look * (1 + longest / LONG));
        List<Demand> unmet = new ArrayList<>();
        for (Demand demand : demands) {
            boolean met = switch (demand) {
                case Demand.OfText one -> {
                    List<Texts> tests = axes.get(one.text()).tests();
                    String text = texts.get(one.text());
                    yield one.choice().has(true, test -> tests.get(test).has(text));
                }
                case Demand.OfTexts several -> several.relation().isMetBy(texts);
            };
            if (!met) {
                unmet.add(demand);
            }
        }
        return unmet;
    }

    /**
     * Leaves out, half by half, whatever can be left out while the rest still is not met, as far as that is seen with no
     * more work than it took to see that all are not met together.
     */
    private List<Demand> needed(Collection<Demand> unmet, long work) {
        List<Demand> needed = new ArrayList<>(unmet);
        for (int size = Math.max(1, needed.size() / 2); size > 0; size /= 2) {
            for (int from = 0; from < needed.size(); ) {
                List<Demand> fewer = new ArrayList<>(needed);
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                if (attempt(fewer, LEAST + 2 * work) instanceof Outcome.Impossible) {
                    needed = fewer;
                } else {
                    from += size;
                }
            }
        }
        return needed;
    }

    private static List<Language> languages(List<Texts> tests) {
        return tests.stream().map(Texts::language).toList();
    }

    private Outcome attempt(Iterable<Demand> taken, long work) {
        List<List<Map<Integer, Boolean>>> ways = new ArrayList<>();
        axes.forEach(ignored -> ways.add(NO_SIGNS));
        List<Relation> relations = new ArrayList<>();
        List<Demand.OfText> ofOne = new ArrayList<>();
        for (Demand demand : taken) {
            switch (demand) {
                case Demand.OfText one -> ofOne.add(one);
                case Demand.OfTexts several -> relations.add(several.relation());
            }
        }
        // What can be met in one way only leaves fewer ways to meet the rest.
        ofOne.sort(
                Comparator.comparingInt(one -> further(NO_SIGNS, one.choice()).size()));
        ofOne.forEach(one -> ways.set(one.text(), further(ways.get(one.text()), one.choice())));
        List<List<Puzzle.Signed>> sets = new ArrayList<>();
        for (int text = 0; text < axes.size(); text++) {
            if (ways.get(text).size() > WAYS) {
                return new Outcome.Unknown();
            }
            TextDraft axis = axes.get(text);
            sets.add(ways.get(text).stream().map(signs -> signed(axis, signs)).toList());
        }
        return Puzzle.find(sets, relations, budget.part(work));
    }

    /** Every way to pass or fail tests so that a text is in the set as well. */
    private static List<Map<Integer, Boolean>> further(List<Map<Integer, Boolean>> ways, Choice choice) {
        Set<Integer> tests = new TreeSet<>();
        choice.tests(tests);
        List<Map<Integer, Boolean>> all = ways.size() > WAYS ? List.of() : ways;
        for (int test : tests) {
            List<Map<Integer, Boolean>> split = new ArrayList<>();
            for (Map<Integer, Boolean> way : all) {
                if (way.containsKey(test)) {
                    split.add(way);
                } else {
                    split.add(with(way, test, false));
                    split.add(with(way, test, true));
                }
            }
            all = split;
        }
        return ways.size() > WAYS
                ? ways
                : all.stream()
                        .filter(way -> choice.has(true, test -> Boolean.TRUE.equals(way.get(test))))
                        .toList();
    }

    private static Map<Integer, Boolean> with(Map<Integer, Boolean> way, int test, boolean passes) {
        Map<Integer, Boolean> longer = new TreeMap<>(way);
        longer.put(test, passes);
        return longer;
    }

    private static Puzzle.Signed signed(TextDraft axis, Map<Integer, Boolean> signs) {
        List<Language> in = new ArrayList<>(List.of(axis.universe().language()));
        List<Language> notIn = new ArrayList<>();
        List<Texts> tests = axis.tests();
        signs.forEach(
                (test, passes) -> (passes ? in : notIn).add(tests.get(test).language()));
        return new Puzzle.Signed(in, notIn);
    }
}
