package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.box.Cells;
import io.portcullis.reasoning.box.Effort;
import io.portcullis.reasoning.box.TheorySearch;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Request;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides who outside a zone of trust reaches a resource. Rules become boxes, once as narrow and once as wide as doubts
 * allow; what the narrow ones let through is certain, and what only the wide ones let through is doubt. One use.
 */
public final class OutsideAccess {

    /** Keys that are given up before the whole question is. */
    private static final int KEYS_GIVEN_UP = 2;

    private static final Set<String> NEEDED = Set.of(Binding.PRINCIPAL, Binding.ACTION, Binding.RESOURCE);

    private final Question question;
    private final Drafts drafts;
    private final List<List<Part>> parts = new ArrayList<>();
    private final Set<String> doubts = new LinkedHashSet<>();
    private final Effort proofs = new Effort(BoxSearch.COMPARISON_BUDGET);

    private OutsideAccess(Question question, Map<String, String> tangled) {
        this.question = question;
        this.drafts = new Drafts(question, tangled);
    }

    /**
     * Answers a question. Never fails: what cannot be decided within bounds is a doubt in the answer. A key whose tests are
     * too entangled is given up, and what the other keys decide still stands.
     */
    public static Access of(Question question) {
        Map<String, String> tangled = new HashMap<>();
        while (true) {
            try {
                return new OutsideAccess(question, tangled).answer();
            } catch (Tangled e) {
                boolean known = tangled.put(e.axis(), e.reason()) != null;
                if (known || tangled.size() > KEYS_GIVEN_UP || NEEDED.contains(e.axis())) {
                    return new Access(List.of(), true, true, List.of(e.reason()));
                }
            }
        }
    }

    private Access answer() throws Tangled {
        RuleReader reader = new RuleReader(question, drafts);
        drafts.principal();
        drafts.action();
        drafts.resource();
        question.rules().forEach(rule -> parts.add(reader.read(rule)));
        World world = new World(question, drafts);
        Space space = new Space(drafts.cut(), claims(world, reader.unnamed()));
        Labels labels = new Labels(space, reader.labels());
        Box outsiders = world.outsiders(space);
        Box strangers = world.strangers(space, reader.unnamed());
        TextTheory theory = new TextTheory(drafts, space);
        TheorySearch search = new TheorySearch(theory);
        List<Box> certain = boxes(space, Effect.ALLOW, false);
        List<Box> excluded = new ArrayList<>(world.impossible(space));
        List<Box> impossible = List.copyOf(excluded);
        excluded.addAll(boxes(space, Effect.DENY, true));

        List<Draught> found = cells(space, labels, certain, outsiders, excluded, theory);
        List<Access.Cell> cells = new ArrayList<>();
        Witnesses witnesses = new Witnesses(question, space, drafts.mentioned(), theory);
        for (Draught draught : found) {
            cell(draught, labels, space, strangers, excluded, witnesses, search).ifPresent(cells::add);
        }
        boolean more = !doubts.isEmpty();
        collectDoubts(space);
        List<Box> possible = boxes(space, Effect.ALLOW, true);
        List<Box> beyond = new ArrayList<>(impossible);
        beyond.addAll(boxes(space, Effect.DENY, false));
        List<Box> beyondCells = new ArrayList<>(beyond);
        found.forEach(draught -> beyondCells.add(draught.box));
        if (!more && !doubts.isEmpty()) {
            more = !(search.searchAny(possible, outsiders, beyondCells, effort()) instanceof BoxSearch.Nothing);
        }
        boolean morePublic = !doubts.isEmpty()
                && cells.stream().noneMatch(Access.Cell::isPublic)
                && !(search.searchAny(possible, strangers, beyond, effort()) instanceof BoxSearch.Nothing);
        if (more || morePublic) {
            doubts.addAll(theory.reasons());
        }
        return new Access(cells, more, morePublic, more || morePublic ? List.copyOf(doubts) : List.of());
    }

    private static Effort effort() {
        return new Effort(BoxSearch.COMPARISON_BUDGET);
    }

    /** All claims that are made of requests. */
    private List<Claim> claims(World world, List<Claim> unnamed) {
        List<Claim> claims = new ArrayList<>(world.outside());
        claims.addAll(unnamed);
        parts.forEach(rule -> rule.forEach(part -> Space.claims(part).forEach(claims::add)));
        drafts.compared().forEach(compared -> claims.addAll(compared.presences()));
        return claims;
    }

    private void collectDoubts(Space space) {
        parts.forEach(rule -> rule.forEach(part -> space.doubt(part).ifPresent(doubts::add)));
    }

    /** The boxes of all statements with an effect; with doubts counted as met, or as not met. */
    private List<Box> boxes(Space space, Effect effect, boolean doubtsMet) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (question.rules().get(i).statement().effect() == effect) {
                Box box = space.box(parts.get(i), doubtsMet);
                if (!box.isEmpty()) {
                    boxes.add(box);
                }
            }
        }
        return boxes;
    }

    /** A cell in the making: its labels, its requests, and the actions that are in it. */
    private record Draught(List<Integer> picked, Box box, Atoms actions) {}

    /** The cells of each action, those of equal labels joined. Actions that every statement treats alike go together. */
    private List<Draught> cells(Space space, Labels labels, List<Box> allowed, Box outsiders, List<Box> excluded, TextTheory theory) {
        Map<List<Integer>, Atoms> actionsOf = new LinkedHashMap<>();
        int axis = space.index(Binding.ACTION);
        List<Atoms> groups = alike(space.axis(Binding.ACTION).size(), axis, allowed, excluded);
        for (Atoms actions : groups) {
            List<Box> starts = allowed.stream()
                    .map(box -> box.and(outsiders).within(axis, actions))
                    .filter(box -> !box.isEmpty())
                    .toList();
            Cells.Answer answer = Cells.enumerate(
                    space.sizes(),
                    labels.keys(),
                    starts,
                    excluded,
                    new Effort(BoxSearch.COMPARISON_BUDGET / groups.size()),
                    theory);
            doubts.addAll(theory.reasons());
            if (!answer.complete() && theory.reasons().isEmpty()) {
                doubts.add("there is more outside access than " + Cells.CELL_BUDGET
                        + " findings, or more than bounded work finds");
            }
            answer.cells().forEach(cell -> actionsOf.merge(cell, actions, Atoms::or));
        }
        List<Draught> draughts = new ArrayList<>();
        actionsOf.forEach((picked, actions) -> draughts.add(
                new Draught(picked, labels.box(picked).and(outsiders).within(axis, actions), actions)));
        return draughts;
    }

    private static List<Atoms> alike(int size, int axis, List<Box> allowed, List<Box> excluded) {
        Map<List<Boolean>, Atoms> groups = new LinkedHashMap<>();
        for (int action = 0; action < size; action++) {
            int one = action;
            List<Boolean> treatment = new ArrayList<>();
            allowed.forEach(box -> treatment.add(box.sides().get(axis).has(one)));
            excluded.forEach(box -> treatment.add(box.sides().get(axis).has(one)));
            groups.merge(treatment, Atoms.where(size, a -> a == one), Atoms::or);
        }
        return List.copyOf(groups.values());
    }

    private Optional<Access.Cell> cell(
            Draught draught, Labels labels, Space space, Box strangers, List<Box> excluded, Witnesses witnesses, TheorySearch search) {
        List<Box> certain = boxes(space, Effect.ALLOW, false);
        Box publicly = draught.box.and(strangers);
        BoxSearch.Result stranger = search.searchAny(certain, publicly, excluded, proofs);
        if (stranger instanceof BoxSearch.GaveUp) {
            doubts.add("whether strangers are let in is not decided with bounded work");
        }
        boolean isPublic = stranger instanceof BoxSearch.Found;
        BoxSearch.Result point = first(certain, isPublic ? publicly : draught.box, space, excluded, search);
        if (!(point instanceof BoxSearch.Found at)) {
            doubts.add("the proof of a finding was not found with bounded work");
            return Optional.empty();
        }
        Request witness = witnesses.at(at.atoms());
        if (!new Evaluator(
                        question.rules(),
                        question.anonymousCallers(),
                        question.zone().partition())
                .allows(witness)) {
            doubts.add("the engine's two ways of deciding disagree on the request " + witness
                    + "; please report this document");
            return Optional.empty();
        }
        Labels.Picked picked = labels.picked(draught.picked);
        List<String> actions = new ArrayList<>();
        for (int action = 0; action < draught.actions.size(); action++) {
            if (draught.actions.has(action)) {
                actions.add(space.axis(Binding.ACTION).values().get(action).getFirst());
            }
        }
        actions.sort(null);
        return Optional.of(new Access.Cell(
                picked.type(),
                picked.principal(),
                new TreeMap<>(picked.condition()),
                actions,
                isPublic,
                witness,
                witnesses.spoken(witness),
                causes(space, draught.box, excluded, search)));
    }

    /** A point for the earliest action of the question that has one: the caller lists the worst actions first. */
    private BoxSearch.Result first(List<Box> allowed, Box within, Space space, List<Box> excluded, TheorySearch search) {
        int axis = space.index(Binding.ACTION);
        List<List<String>> values = space.axis(Binding.ACTION).values();
        BoxSearch.Result last = new BoxSearch.Nothing();
        for (String action : question.actions()) {
            Atoms only =
                    Atoms.where(values.size(), a -> values.get(a).getFirst().equals(action));
            last = search.searchAny(allowed, within.within(axis, only), excluded, proofs);
            if (last instanceof BoxSearch.Found) {
                return last;
            }
        }
        return last;
    }

    private List<Integer> causes(Space space, Box cell, List<Box> excluded, TheorySearch search) {
        List<Integer> causes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Rule rule = question.rules().get(i);
            // A rule that may be at fault is named; only one that is surely not is left out.
            if (rule.statement().effect() == Effect.ALLOW
                    && !(search.search(space.box(parts.get(i), false).and(cell), excluded, proofs)
                            instanceof BoxSearch.Nothing)) {
                causes.add(i);
            }
        }
        return causes;
    }
}
