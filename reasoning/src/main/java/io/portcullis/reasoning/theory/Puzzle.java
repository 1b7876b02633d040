package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.List;

/** Finds texts that are in given sets and stand in given relations, or shows that there are none. */
public final class Puzzle {

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
}
