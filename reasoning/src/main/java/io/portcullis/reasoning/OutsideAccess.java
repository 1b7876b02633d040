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
import java.util.Collection;
import java.util.Comparator;
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

    private final Question question;
    private final Model model;
    private final TheorySearch search;
    private final Evaluator evaluator;
    private final Set<String> doubts = new LinkedHashSet<>();
    private final Effort proofs = new Effort(BoxSearch.COMPARISON_BUDGET);

    private OutsideAccess(Model model) {
        this.question = model.question();
        this.model = model;
        this.search = model.search();
        this.evaluator = new Evaluator(
                question.rules(),
                question.anonymousCallers(),
                question.zone().partition(),
                question.zone().accounts());
    }

    /** Answers a question. Never fails: what cannot be decided within bounds is a doubt in the answer. */
    public static Access of(Question question) {
        return of(question, false);
    }

    /**
     * Answers a question in fewer cells: one whose requests are all in others is left out, and nothing else; so the cells
     * together hold the same requests, and one is public whenever one of all would be.
     */
    public static Access concisely(Question question) {
        return of(question, true);
    }

    /**
     * Whether it is seen at a glance that nobody outside reaches anything, before all of a question is made. The answer to
     * such a question is {@link Access#NONE}; false says nothing.
     */
    public static boolean isSurelyClosed(List<Rule> rules, Actions actions, Zone zone) {
        return new Screen(rules, actions, zone).isClosed();
    }

    private static Access of(Question question, boolean concise) {
        if (isSurelyClosed(question.rules(), question.actions(), question.zone())) {
            return Access.NONE;
        }
        try {
            return of(Model.ofTheLive(question), concise);
        } catch (Tangled e) {
            return new Access(List.of(), true, true, List.of(e.reason()), List.of());
        }
    }

    /** The answer to a question that is a model already. */
    static Access of(Model model, boolean concise) {
        return new OutsideAccess(model).answer(concise);
    }

    private Access answer(boolean concise) {
        Space space = model.space();
        Labels labels = model.labels();
        Box outsiders = model.outsiders();
        Box strangers = model.strangers();
        List<Box> certain = model.boxes(Effect.ALLOW, false);
        List<Box> excluded = model.excluded(true);

        List<Draught> all = cells(space, labels, certain, outsiders, excluded);
        List<Draught> found = concise ? staying(all) : all;
        List<Access.Cell> cells = new ArrayList<>();
        Witnesses witnesses = new Witnesses(question, space, model.mentioned(), model.theory());
        for (Draught draught : found) {
            cell(draught, labels, certain, strangers, excluded, witnesses).ifPresent(cells::add);
        }
        boolean more = !doubts.isEmpty();
        collectDoubts(space);
        List<Box> possible = model.boxes(Effect.ALLOW, true);
        List<Box> beyond = model.excluded(false);
        List<Box> beyondCells = new ArrayList<>(beyond);
        found.forEach(draught -> beyondCells.add(draught.box));
        if (!more && !doubts.isEmpty()) {
            more = !(search.searchAny(possible, outsiders, beyondCells, effort()) instanceof BoxSearch.Nothing);
        }
        boolean morePublic = !doubts.isEmpty()
                && cells.stream().noneMatch(Access.Cell::isPublic)
                && !(search.searchAny(possible, strangers, beyond, effort()) instanceof BoxSearch.Nothing);
        if (more || morePublic) {
            doubts.addAll(model.theory().reasons());
        }
        List<String> notes = cells.isEmpty() ? List.of() : notes(cells, labels);
        return new Access(cells, more, morePublic, more || morePublic ? List.copyOf(doubts) : List.of(), notes);
    }

    private static List<String> notes(List<Access.Cell> cells, Labels labels) {
        List<String> notes = new ArrayList<>(labels.leftOut());
        boolean together = false;
        for (Access.Cell cell : cells) {
            together |= hasSeveral(cell.condition().values());
        }
        if (together) {
            notes.add("There are more than " + Cells.CELL_BUDGET
                    + " findings: they are told together, with several values" + " of a key of which any one does");
        }
        return notes;
    }

    private static boolean hasSeveral(Collection<List<String>> condition) {
        for (List<String> values : condition) {
            if (values.size() > 1) {
                return true;
            }
        }
        return false;
    }

    private static Effort effort() {
        return new Effort(BoxSearch.COMPARISON_BUDGET);
    }

    private void collectDoubts(Space space) {
        model.parts().forEach(rule -> rule.forEach(part -> space.doubt(part).ifPresent(doubts::add)));
    }

    /** A cell in the making: its labels, its requests, and the actions that are in it. */
    private record Draught(Cells.Product picked, Box box, Atoms actions) {
        int narrowed() {
            return (int) picked.labels().stream()
                    .filter(some -> !some.contains(Labels.ANY))
                    .count();
        }
    }

    /** The cells of each action, those of equal labels joined. Actions that every statement treats alike go together. */
    private List<Draught> cells(Space space, Labels labels, List<Box> allowed, Box outsiders, List<Box> excluded) {
        Map<Cells.Product, Atoms> actionsOf = new LinkedHashMap<>();
        int axis = space.index(Binding.ACTION);
        List<Atoms> groups = alike(axis, allowed, excluded, space.whole().side(axis));
        for (Atoms actions : groups) {
            List<Box> starts = new ArrayList<>(allowed.size());
            for (Box box : allowed) {
                Box start = box.and(outsiders).within(axis, actions);
                if (!start.isEmpty()) {
                    starts.add(start);
                }
            }
            Cells.Answer answer = Cells.enumerate(
                    space.sizes(),
                    labels.keys(),
                    starts,
                    excluded,
                    new Effort(BoxSearch.COMPARISON_BUDGET / groups.size()),
                    model.theory());
            doubts.addAll(model.theory().reasons());
            if (!answer.complete() && model.theory().reasons().isEmpty()) {
                int told = told(answer).size();
                doubts.add(
                        told == 0
                                ? "who gets in takes more than bounded work to find"
                                : "there is more outside access than " + told
                                        + " findings, or more than bounded work finds");
            }
            told(answer).forEach(cell -> actionsOf.merge(cell, actions, Atoms::or));
        }
        List<Draught> draughts = new ArrayList<>();
        actionsOf.forEach((picked, actions) -> draughts.add(
                new Draught(picked, labels.box(picked).and(outsiders).within(axis, actions), actions)));
        return draughts;
    }

    /** The cells one by one; where they are too many for that, those of one principal that are told together. */
    private static List<Cells.Product> told(Cells.Answer answer) {
        List<Cells.Product> told = new ArrayList<>(answer.cells().size());
        if (answer.cells().isEmpty()) {
            answer.products().forEach(product -> Labels.byPrincipal(product).forEach(told::add));
        } else {
            answer.cells().forEach(cell -> told.add(Cells.Product.of(cell)));
        }
        return told;
    }

    private List<Draught> staying(List<Draught> all) {
        return Concise.staying(
                        all.stream().map(Draught::box).toList(),
                        all.stream().map(Draught::narrowed).toList(),
                        model.boxes(Effect.ALLOW, true),
                        model.excluded(false))
                .stream()
                .map(all::get)
                .toList();
    }

    /** The actions in groups that no box parts, those of the first action first. */
    private static List<Atoms> alike(int axis, List<Box> allowed, List<Box> excluded, Atoms all) {
        List<Atoms> groups = all.isEmpty() ? List.of() : List.of(all);
        for (List<Box> boxes : List.of(allowed, excluded)) {
            for (Box box : boxes) {
                groups = parted(groups, box.side(axis));
            }
        }
        List<Atoms> sorted = new ArrayList<>(groups);
        sorted.sort(Comparator.comparingInt(Atoms::first));
        return sorted;
    }

    private static List<Atoms> parted(List<Atoms> groups, Atoms side) {
        if (side.isFull()) {
            return groups;
        }
        List<Atoms> parted = new ArrayList<>(groups.size() + 1);
        for (Atoms group : groups) {
            for (Atoms part : List.of(group.and(side), group.minus(side))) {
                if (!part.isEmpty()) {
                    parted.add(part);
                }
            }
        }
        return parted;
    }

    private Optional<Access.Cell> cell(
            Draught draught, Labels labels, List<Box> allowed, Box strangers, List<Box> excluded, Witnesses witnesses) {
        Space space = model.space();
        List<Box> certain = new ArrayList<>(allowed);
        certain.removeIf(box -> !box.meets(draught.box));
        Box publicly = draught.box.and(strangers);
        BoxSearch.Result stranger = search.searchAny(certain, publicly, excluded, proofs);
        if (stranger instanceof BoxSearch.GaveUp) {
            doubts.add("whether strangers are let in is not decided with bounded work");
        }
        boolean isPublic = stranger instanceof BoxSearch.Found;
        BoxSearch.Result point = first(certain, isPublic ? publicly : draught.box, space, excluded);
        if (!(point instanceof BoxSearch.Found at)) {
            doubts.add("the proof of a finding was not found with bounded work");
            return Optional.empty();
        }
        Request witness = witnesses.at(at.atoms());
        if (!evaluator.allows(witness)) {
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
                causes(draught.box, excluded)));
    }

    /** A point for the earliest action of the question that has one: the caller lists the worst actions first. */
    private BoxSearch.Result first(List<Box> allowed, Box within, Space space, List<Box> excluded) {
        int axis = space.index(Binding.ACTION);
        BoxSearch.Result last = new BoxSearch.Nothing();
        Atoms actions = within.side(axis);
        for (int action = 0; action < actions.size(); action++) {
            if (!actions.has(action)) {
                continue;
            }
            last = search.searchAny(allowed, within.within(axis, Atoms.only(actions.size(), action)), excluded, proofs);
            if (last instanceof BoxSearch.Found) {
                return last;
            }
        }
        return last;
    }

    private List<Integer> causes(Box cell, List<Box> excluded) {
        List<Integer> causes = new ArrayList<>();
        for (int rule = 0; rule < question.rules().size(); rule++) {
            // A rule that may be at fault is named; only one that is surely not is left out.
            if (model.effect(rule) == Effect.ALLOW
                    && !(search.search(model.box(rule, false).and(cell), excluded, proofs)
                            instanceof BoxSearch.Nothing)) {
                causes.add(rule);
            }
        }
        return causes;
    }
}
