package io.portcullis.reasoning.theory;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds texts that stand in given relations, or shows that there are none. A text of which nothing but one relation speaks
 * is eliminated: what it leaves to the others is a regular set. A text or a variable with few values is tried with each. What
 * is left is tried with some values, which can find a solution and prove nothing. Theory: engine notes 3.4.4 and 3.4.5.
 */
final class Solver {

    /** Values of a text that are all tried. */
    private static final int FEW = 40;

    /** Values that are tried where there are more. */
    private static final int SOME = 6;

    /** Work that looking at a relation counts as. */
    private static final long PER_RELATION = 20;

    private final Budget budget;

    Solver(Budget budget) {
        this.budget = budget;
    }

    /** Solves relations between texts, each of which is in its domain. */
    Outcome solve(List<Automaton> domains, List<Relation> relations) throws TooComplex {
        List<Relation> split = new ArrayList<>();
        for (Relation relation : relations) {
            if (relation.holds()) {
                split.add(relation);
            } else {
                relation.patterns().forEach(one -> split.add(new Relation(relation.subject(), List.of(one), false)));
            }
        }
        return solve(Situation.of(domains, split.stream().distinct().toList()), true);
    }

    private Outcome solve(Situation given, boolean fresh) throws TooComplex {
        budget.spend(1);
        Situation now = given;
        for (Optional<Situation> next = Optional.of(given); next.isPresent(); next = simpler(now)) {
            now = next.get();
            if (now.domains().stream().anyMatch(Automaton::isEmpty)) {
                return new Outcome.Impossible();
            }
        }
        if (now.relations().isEmpty()) {
            return new Outcome.Possible(now.shortest());
        }
        for (Relation relation : now.relations()) {
            Set<Integer> open = now.open(relation);
            Situation here = now;
            List<Integer> shared =
                    open.stream().filter(text -> here.isShared(text, relation)).toList();
            if (relation.holds() && relation.isReadInOnePass() && !open.isEmpty() && shared.size() <= 1) {
                return eliminate(
                        now, relation, shared.isEmpty() ? open.iterator().next() : shared.getFirst());
            }
        }
        Optional<Relation> several = now.relations().stream()
                .filter(relation -> relation.holds() && relation.patterns().size() > 1)
                .findFirst();
        if (several.isPresent()) {
            return oneByOne(now, several.get());
        }
        if (fresh) {
            return solve(narrowed(now), false);
        }
        Optional<List<Situation>> cases = FewValues.each(now, FEW, budget);
        return cases.isPresent() ? anyOf(cases.get()) : attempt(now);
    }

    /** Of a relation with several patterns, each of them in turn. */
    private Outcome oneByOne(Situation now, Relation several) throws TooComplex {
        List<Situation> cases = new ArrayList<>();
        for (Pattern pattern : several.patterns()) {
            Relation one = new Relation(several.subject(), List.of(pattern), true);
            cases.add(now.replacing(List.of(several), one));
        }
        return anyOf(cases);
    }

    /** What is so of any of several situations that together are all there may be. */
    private Outcome anyOf(List<Situation> cases) throws TooComplex {
        boolean impossible = true;
        for (Situation each : cases) {
            Outcome outcome = solve(each, true);
            if (outcome instanceof Outcome.Possible) {
                return outcome;
            }
            impossible &= outcome instanceof Outcome.Impossible;
        }
        return impossible ? new Outcome.Impossible() : new Outcome.Unknown();
    }

    /** One step that loses no solution and adds none; empty when there is none to take. */
    private Optional<Situation> simpler(Situation now) throws TooComplex {
        budget.spend(PER_RELATION * now.relations().size());
        for (int text : now.open()) {
            Automaton.Words words = words(now, text, 2);
            if (words.all() && words.texts().size() == 1) {
                return Optional.of(now.settled(
                        text, words.texts().getFirst(), now.domains().get(text)));
            }
        }
        for (Relation relation : now.relations()) {
            Set<Integer> open = now.open(relation);
            boolean one = open.size() <= 1 && relation.isReadInOnePass();
            if (one && (relation.holds() || open.isEmpty() || isDecided(now, relation))) {
                int text = open.isEmpty() ? relation.subject() : open.iterator().next();
                Automaton share = share(relation, text, now);
                Automaton domain = now.domains().get(text);
                Automaton left = relation.holds() ? domain.and(share, budget) : domain.minus(share, budget);
                return Optional.of(now.without(relation).confined(text, left));
            }
        }
        Optional<Situation> reflexive = reflexive(now);
        Optional<Situation> equated = reflexive.isPresent() ? reflexive : equated(now);
        return equated.isPresent() ? equated : Aligned.merged(now, budget);
    }

    /** Whether what one text leaves to a relation's other is all that matters: the complement of a share is exact. */
    private static boolean isDecided(Situation now, Relation relation) {
        Set<Integer> open = now.open(relation);
        boolean subjectAlone = open.contains(relation.subject())
                && relation.patterns().stream()
                        .allMatch(pattern -> pattern.slots().isEmpty());
        return subjectAlone || now.known().containsKey(relation.subject());
    }

    private Automaton share(Relation relation, int target, Situation now) throws TooComplex {
        List<Automaton> shares = new ArrayList<>();
        for (Pattern pattern : relation.patterns()) {
            boolean free = target != relation.subject() && !pattern.texts().contains(target);
            for (Chain chain : Chain.of(relation.subject(), pattern, budget)) {
                if (!free) {
                    shares.add(chain.share(target, now.domains()));
                } else if (!now.domains()
                        .get(relation.subject())
                        .and(chain.share(relation.subject(), now.domains()), budget)
                        .isEmpty()) {
                    return everything();
                }
            }
        }
        return shares.isEmpty() ? Automaton.NOTHING : Automaton.union(shares, budget);
    }

    private Automaton everything() throws TooComplex {
        return Tests.automaton(List.of(Language.ALL), List.of(), budget);
    }

    /** Replaces a relation by what it leaves to the one of its texts that others speak of, then finds its other texts. */
    private Outcome eliminate(Situation now, Relation relation, int target) throws TooComplex {
        Automaton left = now.domains().get(target).and(share(relation, target, now), budget);
        Outcome rest = solve(now.without(relation).confined(target, left), true);
        if (!(rest instanceof Outcome.Possible(List<String> texts))) {
            return rest;
        }
        Situation own = now.with(List.of(relation));
        Outcome others = solve(settled(own, target, texts.get(target)), true);
        if (!(others instanceof Outcome.Possible(List<String> leaves))) {
            return new Outcome.Unknown();
        }
        List<String> all = new ArrayList<>(texts);
        now.open(relation).forEach(text -> all.set(text, leaves.get(text)));
        return new Outcome.Possible(all);
    }

    private Situation settled(Situation now, int text, String value) throws TooComplex {
        return now.settled(text, value, Tests.automaton(List.of(Language.of(Glob.literal(value))), List.of(), budget));
    }

    /** Confines every text to what each relation leaves to it, given what all others may still be. */
    private Situation narrowed(Situation given) throws TooComplex {
        Situation now = given;
        for (Relation relation : given.relations()) {
            for (Relation implied : relation.holds() ? relation.relaxed() : List.<Relation>of()) {
                for (int text : given.open(implied)) {
                    Automaton left = now.domains().get(text).and(share(implied, text, now), budget);
                    now = now.confined(text, Bisimulation.quotient(left, budget));
                }
            }
        }
        return now;
    }

    /** Two texts that must be equal are one. */
    private Optional<Situation> equated(Situation now) throws TooComplex {
        for (Relation relation : now.relations()) {
            Optional<Pattern.Slot> equal =
                    relation.holds() && relation.patterns().size() == 1
                            ? relation.patterns().getFirst().equal()
                            : Optional.empty();
            int text = equal.map(slot -> slot.variable().text()).orElse(relation.subject());
            if (equal.isPresent() && text != relation.subject()) {
                Automaton both =
                        now.domains().get(relation.subject()).and(now.domains().get(text), budget);
                Automaton standing = both.minus(notStanding(both, equal.get()), budget);
                return Optional.of(now.without(relation).equated(text, relation.subject(), standing));
            }
        }
        return Optional.empty();
    }

    /** A text's relation to itself: its own value leaves no room for more than stars. */
    private Optional<Situation> reflexive(Situation now) throws TooComplex {
        for (Relation relation : now.relations()) {
            Optional<Boolean> matches = relation.patterns().size() == 1
                    ? relation.patterns().getFirst().matchesOwn(relation.subject())
                    : Optional.empty();
            if (matches.isPresent() && mayStand(now, relation)) {
                Situation without = now.without(relation);
                return Optional.of(
                        matches.get() == relation.holds()
                                ? without
                                : without.confined(relation.subject(), Automaton.NOTHING));
            }
        }
        return Optional.empty();
    }

    private boolean mayStand(Situation now, Relation relation) throws TooComplex {
        Pattern.Slot slot = relation.patterns().getFirst().slots().getFirst();
        return notStanding(now.domains().get(relation.subject()), slot).isEmpty();
    }

    /** The texts with characters that may not stand in a slot. */
    private Automaton notStanding(Automaton texts, Pattern.Slot slot) throws TooComplex {
        return slot.any().equals(CharSet.ANY)
                ? Automaton.NOTHING
                : texts.minus(
                        Tests.automaton(List.of(Language.of(Glob.EMPTY.many(slot.any()))), List.of(), budget), budget);
    }

    private Automaton.Words words(Situation now, int text, int most) throws TooComplex {
        Automaton domain = now.domains().get(text);
        budget.spend((long) most * domain.edges().size());
        return domain.words(most);
    }

    /** Tries values of one text: every value where there are few. */
    private Outcome attempt(Situation now) throws TooComplex {
        for (int text : now.open()) {
            Automaton.Words words = words(now, text, FEW);
            if (words.all()) {
                return attempt(now, text, words);
            }
        }
        for (int text : now.open()) {
            Automaton.Words words = words(now, text, SOME);
            if (attempt(now, text, words) instanceof Outcome.Possible possible) {
                return possible;
            }
        }
        return new Outcome.Unknown();
    }

    private Outcome attempt(Situation now, int text, Automaton.Words words) throws TooComplex {
        boolean impossible = words.all();
        for (String value : words.texts()) {
            Outcome outcome = solve(settled(now, text, value), true);
            if (outcome instanceof Outcome.Possible) {
                return outcome;
            }
            impossible &= outcome instanceof Outcome.Impossible;
        }
        return impossible ? new Outcome.Impossible() : new Outcome.Unknown();
    }
}
