package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds texts that are in given sets and stand in given relations, or shows that there are none. */
public final class Puzzle {

    /** Globs of a set that are tried before all of them are. */
    private static final int FEW = 16;

    /** Work on automata that trying them may take. */
    private static final long FEWER = 200_000;

    private Puzzle() {}

    /**
     * The texts in all of some languages and in none of some others.
     *
     * @param in those they are in
     * @param notIn those they are not in
     */
    public record Signed(List<Language> in, List<Language> notIn) {
        /** Copies the lists. */
        public Signed {
            in = List.copyOf(in);
            notIn = List.copyOf(notIn);
        }

        /** The same texts, without the globs whose texts are in none of them because an unwanted language has the glob. */
        private Signed narrowed() {
            Set<Glob> unwanted = notIn.stream()
                    .flatMap(language -> language.globs().stream())
                    .collect(Collectors.toSet());
            return new Signed(
                    in.stream()
                            .map(language -> new Language(language.globs().stream()
                                    .filter(glob -> !unwanted.contains(glob))
                                    .toList()))
                            .toList(),
                    notIn);
        }

        private boolean isNothing() {
            return in.stream().anyMatch(language -> language.globs().isEmpty());
        }
    }

    /**
     * Finds texts.
     *
     * @param sets for each text, by number, the sets in any of which it is
     * @param relations in which the texts stand
     * @param budget the effort, of which some is used up
     */
    public static Outcome find(List<List<Signed>> sets, List<Relation> relations, Budget budget) {
        if (relations.stream().anyMatch(Relation::isNever)) {
            return new Outcome.Impossible();
        }
        List<List<Signed>> all = sets.stream()
                .map(any -> any.stream()
                        .map(Signed::narrowed)
                        .filter(signed -> !signed.isNothing())
                        .toList())
                .toList();
        if (all.stream().anyMatch(List::isEmpty)) {
            return new Outcome.Impossible();
        }
        List<List<Signed>> fewer = fewer(all);
        if (!fewer.equals(all) && solve(fewer, relations, budget.part(FEWER)) instanceof Outcome.Possible possible) {
            return possible;
        }
        return solve(all, relations, budget);
    }

    private static Outcome solve(List<List<Signed>> sets, List<Relation> relations, Budget budget) {
        try {
            List<Automaton> domains = new ArrayList<>();
            for (List<Signed> any : sets) {
                List<Automaton> parts = new ArrayList<>();
                for (Signed signed : any) {
                    parts.add(Tests.automaton(signed.in, signed.notIn, budget));
                }
                domains.add(parts.isEmpty() ? Automaton.NOTHING : Automaton.union(parts, budget));
            }
            return new Solver(budget).solve(domains, relations);
        } catch (TooComplex e) {
            return new Outcome.Unknown();
        }
    }

    /** Of wanted sets of many globs the first few: what is found there is found, and it is found soon. */
    private static List<List<Signed>> fewer(List<List<Signed>> sets) {
        return sets.stream()
                .map(any -> any.stream()
                        .map(signed ->
                                new Signed(signed.in.stream().map(Puzzle::fewer).toList(), signed.notIn))
                        .toList())
                .toList();
    }

    private static Language fewer(Language language) {
        return language.globs().size() <= FEW
                ? language
                : new Language(language.globs().subList(0, FEW));
    }
}
