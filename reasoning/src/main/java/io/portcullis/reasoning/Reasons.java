package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.box.Effort;
import io.portcullis.reasoning.box.TheorySearch;
import io.portcullis.reasoning.concrete.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Why the answer to a question is what it is: which Denies take requests out of a cell, and what keeps outsiders out at an
 * Allow. The work is bounded. For one thread.
 */
public final class Reasons {

    /** What the first parts of a rule come from; the others come from its conditions. */
    private static final List<Element> HEADS =
            List.of(new Element.Principals(), new Element.Actions(), new Element.Resources());

    private final Model model;
    private final TheorySearch search;
    private final Effort effort = new Effort(BoxSearch.COMPARISON_BUDGET);

    private Reasons(Model model) {
        this.model = model;
        this.search = model.search();
    }

    /** The reasons behind the answer to a question; empty when its tests are too entangled to be decided. */
    public static Optional<Reasons> of(Question question) {
        try {
            return Optional.of(new Reasons(Model.of(question)));
        } catch (Tangled e) {
            return Optional.empty();
        }
    }

    /** The answer: {@link OutsideAccess#of} or {@link OutsideAccess#concisely}, with work that was done for the reasons. */
    public Access access(boolean concise) {
        return OutsideAccess.of(model, concise);
    }

    /**
     * The Denies that take something out of a cell of this question: some request in it would be allowed but for them. One
     * that cannot be shown not to is among them.
     *
     * @return the indexes of the rules
     */
    public List<Integer> cuts(Access.Cell cell) {
        List<Box> starts = new ArrayList<>();
        for (Box box : model.labels().boxes(cell)) {
            Box within = box.and(model.outsiders())
                    .within(model.space().index(Binding.ACTION), model.actions(cell.actions()));
            model.boxes(Effect.ALLOW, false).stream()
                    .filter(within::meets)
                    .map(within::and)
                    .forEach(starts::add);
        }
        return model.rules(Effect.DENY).stream()
                .filter(deny -> starts.stream().anyMatch(start -> mayCut(model.box(deny, true), start)))
                .toList();
    }

    private boolean mayCut(Box deny, Box start) {
        return deny.meets(start)
                && !(search.search(start.and(deny), model.impossible(), effort) instanceof BoxSearch.Nothing);
    }

    /** What keeps outsiders out at an Allow. */
    public Barrier barrier(int allow) {
        if (isShut(allow, List.of())) {
            return words(allow);
        }
        List<Integer> denies = model.rules(Effect.DENY);
        if (isShut(allow, denies)) {
            return new Barrier.Denies(fewest(denies, some -> isShut(allow, some)));
        }
        Box sure = model.box(allow, false).and(model.outsiders());
        return search.search(sure, model.excluded(true), effort) instanceof BoxSearch.Found
                ? new Barrier.Nothing()
                : new Barrier.Unknown();
    }

    /** Whether an Allow surely lets no outsider in, these Denies in place. */
    private boolean isShut(int allow, List<Integer> denies) {
        List<Box> excluded = new ArrayList<>(model.impossible());
        denies.forEach(deny -> excluded.add(model.box(deny, false)));
        return isEmpty(model.box(allow, true), excluded);
    }

    private boolean isEmpty(Box requests, List<Box> excluded) {
        return search.search(requests.and(model.outsiders()), excluded, effort) instanceof BoxSearch.Nothing;
    }

    private Barrier words(int allow) {
        List<Part> parts = model.parts().get(allow);
        int heads = parts.size()
                - model.question().rules().get(allow).statement().conditions().size();
        if (heads < 2) {
            return new Barrier.Words(List.of(new Element.Missing()));
        }
        List<Integer> all = IntStream.range(0, parts.size()).boxed().toList();
        List<Integer> enough = fewest(
                all,
                some -> isEmpty(model.space().box(some.stream().map(parts::get).toList(), true), model.impossible()));
        return new Barrier.Words(enough.stream()
                .map(part -> part < heads ? HEADS.get(part) : new Element.Test(part - heads))
                .toList());
    }

    /** One of these that suffices, else some of them of which each is needed. All of them together suffice. */
    private static List<Integer> fewest(List<Integer> all, Predicate<List<Integer>> suffice) {
        for (Integer one : all) {
            if (suffice.test(List.of(one))) {
                return List.of(one);
            }
        }
        Set<Integer> needed = new TreeSet<>(all);
        for (Integer one : all) {
            List<Integer> others =
                    needed.stream().filter(other -> !other.equals(one)).toList();
            if (suffice.test(others)) {
                needed.remove(one);
            }
        }
        return List.copyOf(needed);
    }
}
