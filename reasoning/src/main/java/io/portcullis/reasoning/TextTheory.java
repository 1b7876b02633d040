package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Theory;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.theory.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes a point to be possible when texts can be found for it: texts of its atoms, between which its comparisons are as it
 * says, and of which the claims on axes that are not cut are as it says. One question, one thread.
 */
final class TextTheory implements Theory {

    /** Work on automata that one question may take. */
    private static final long EFFORT = 6_000_000;

    /** Work that holding a text against one glob counts as. */
    private static final long PER_GLOB = 2;

    /** Parts of a glob that count as one glob. */
    private static final int FEW_PARTS = 16;

    /** Work that holding texts against one pattern counts as. */
    private static final long PER_PATTERN = 50;

    /** Axes of ARNs, and the axes of the accounts in them. */
    private static final List<Owned> OWNED = List.of(
            new Owned("aws:sourcearn", "aws:sourceaccount"), new Owned(Binding.RESOURCE, "aws:resourceaccount"));

    private record Owned(String arn, String account) {}

    /** What decides which relation a comparison is: the texts, the variables that have values, and whether it holds. */
    private record Asked(Compared compared, List<String> texts, Set<String> valued, boolean holds) {}

    /** What is known of a point: the verdict, and the texts where it is possible. */
    private record Judgement(Verdict verdict, Map<String, String> texts) {}

    private final Drafts drafts;
    private final Space space;
    private final Map<String, Long> globs = new HashMap<>();
    private final Map<Asked, Relation> relations = new HashMap<>();
    private final long patterns;
    private final Set<String> correlated = new LinkedHashSet<>();
    private final Set<Integer> dimensions = new TreeSet<>();
    private final Map<List<Integer>, Judgement> judged = new HashMap<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Budget budget = new Budget(EFFORT);

    TextTheory(Drafts drafts, Space space) {
        this.drafts = drafts;
        this.space = space;
        this.patterns = drafts.compared().stream()
                .mapToLong(compared -> compared.comparison().values().size())
                .sum();
        space.claims().forEach((claim, dimension) -> {
            correlated.add(claim.axis());
            dimensions.add(dimension);
        });
        for (Compared compared : drafts.compared()) {
            dimensions.add(space.index(compared.axis()));
            correlated.add(compared.subject().axis());
            compared.variables().values().forEach(presence -> correlated.add(presence.axis()));
        }
        for (Owned owned : OWNED) {
            boolean either = correlated.contains(owned.arn) || correlated.contains(owned.account);
            if (either && isOfArns(owned.arn) && drafts.text(owned.account).isPresent()) {
                correlated.addAll(List.of(owned.arn, owned.account));
            }
        }
        correlated.forEach(axis -> dimensions.add(space.index(axis)));
    }

    private boolean isOfArns(String axis) {
        return drafts.text(axis)
                .filter(text -> text.universe().language().globs().stream()
                        .map(Glob::beginning)
                        .allMatch(beginning -> beginning.startsWith("arn:") || beginning.equals("*")))
                .isPresent();
    }

    /** Why some points are neither known to be possible nor known not to be. */
    Set<String> reasons() {
        return reasons;
    }

    /** The texts that were found for a possible point, by axis; axes that nothing correlates are not among them. */
    Map<String, String> texts(List<Integer> point) {
        return judgement(point).texts;
    }

    @Override
    public Verdict judge(List<Integer> point) {
        return judgement(point).verdict;
    }

    @Override
    public boolean speaksOf(int dimension) {
        return dimensions.contains(dimension);
    }

    private Judgement judgement(List<Integer> point) {
        if (dimensions.isEmpty()) {
            return new Judgement(new Possible(), Map.of());
        }
        return judged.computeIfAbsent(dimensions.stream().map(point::get).toList(), ignored -> decide(point));
    }

    private Judgement decide(List<Integer> point) {
        if (budget.left() <= 0) {
            return exhausted();
        }
        List<String> present = correlated.stream()
                .filter(axis -> !space.axis(axis)
                        .values()
                        .get(point.get(space.index(axis)))
                        .isEmpty())
                .filter(axis -> drafts.text(axis).isPresent())
                .toList();
        List<TextDraft> texts =
                present.stream().flatMap(axis -> drafts.text(axis).stream()).toList();
        List<Demand> demands = new ArrayList<>();
        present.forEach(axis -> ofAxis(point, axis, present.indexOf(axis), demands));
        drafts.compared().forEach(compared -> ofComparison(point, compared, present, demands));
        for (Owned owned : OWNED) {
            if (present.containsAll(List.of(owned.arn, owned.account)) && isOfArns(owned.arn)) {
                demands.add(Owners.agreement(space, present, owned.arn, owned.account));
            }
        }
        List<String> examples = present.stream()
                .map(axis -> space.axis(axis)
                        .values()
                        .get(point.get(space.index(axis)))
                        .getFirst())
                .toList();
        return switch (new Refinement(texts, demands, budget, look(present)).decide(examples)) {
            case Refinement.Met(List<String> found) -> {
                Map<String, String> byAxis = new LinkedHashMap<>();
                present.forEach(axis -> byAxis.put(axis, found.get(present.indexOf(axis))));
                yield new Judgement(new Possible(), byAxis);
            }
            case Refinement.Unmet(List<Demand> core) -> new Judgement(new Impossible(box(core)), Map.of());
            case Refinement.Undecided(List<Demand> core) -> {
                explain(core, present);
                yield new Judgement(new Unknown(box(demands)), Map.of());
            }
        };
    }

    /** Nothing more is known of any point, and it is told why. */
    private Judgement exhausted() {
        if (reasons.isEmpty()) {
            drafts.compared().forEach(compared -> reasons.add(compared.reason()));
            correlated.stream().filter(space::isUncut).forEach(this::explain);
        }
        return new Judgement(new Unknown(space.whole()), Map.of());
    }

    /** The work of holding texts against all that is asked of them. */
    private long look(List<String> present) {
        return PER_PATTERN * patterns
                + PER_GLOB
                        * present.stream()
                                .mapToLong(axis -> globs.computeIfAbsent(axis, this::globs))
                                .sum();
    }

    private long globs(String axis) {
        return drafts.text(axis).stream()
                .flatMap(text -> text.tests().stream())
                .flatMap(test -> test.language().globs().stream())
                .mapToLong(glob -> 1 + glob.parts().size() / FEW_PARTS)
                .sum();
    }

    private void ofAxis(List<Integer> point, String axis, int text, List<Demand> into) {
        if (space.isUncut(axis)) {
            space.claims().forEach((claim, dimension) -> {
                if (claim.axis().equals(axis)) {
                    boolean holds = point.get(dimension) == 1;
                    into.add(new Demand.OfText(
                            text,
                            holds ? claim.choice() : claim.choice().not(),
                            List.of(sign(dimension, holds), space.side(new Claim(axis, new Choice.Present())))));
                }
            });
            return;
        }
        Axis cut = space.axis(axis);
        for (int test = 0; test < cut.holds().size(); test++) {
            Choice passes = new Choice.Test(test);
            boolean holds = cut.holds().get(test).has(point.get(space.index(axis)));
            Choice choice = holds ? passes : new Choice.Present().and(passes.not());
            into.add(new Demand.OfText(text, choice, List.of(space.side(new Claim(axis, choice)))));
        }
    }

    private void ofComparison(List<Integer> point, Compared compared, List<String> present, List<Demand> into) {
        Claim subject = claim(compared.subject());
        int dimension = space.index(compared.axis());
        boolean open = point.get(dimension) > 1;
        if (open || !isTrue(point, subject)) {
            return;
        }
        boolean holds = point.get(dimension) == 1;
        List<Space.Side> sides = new ArrayList<>(List.of(sign(dimension, holds), space.side(subject)));
        Set<String> valued = new TreeSet<>();
        compared.variables().forEach((key, presence) -> {
            Claim there = claim(presence);
            if (isTrue(point, there)) {
                valued.add(key);
                sides.add(space.side(there));
            } else {
                sides.add(complement(space.side(there)));
            }
        });
        Relation relation = relations.computeIfAbsent(
                new Asked(compared, present, valued, holds),
                ignored -> compared.comparison().relation(valued, present::indexOf, holds));
        into.add(new Demand.OfTexts(relation, compared.reason(), sides));
    }

    private static Claim claim(Compared.Presence presence) {
        return new Claim(presence.axis(), presence.there());
    }

    private boolean isTrue(List<Integer> point, Claim claim) {
        Space.Side side = space.side(claim);
        return side.atoms().has(point.get(side.dimension()));
    }

    private Space.Side sign(int dimension, boolean holds) {
        return new Space.Side(dimension, Atoms.only(space.sizes().get(dimension), holds ? 1 : 0));
    }

    private static Space.Side complement(Space.Side side) {
        return new Space.Side(side.dimension(), side.atoms().complement());
    }

    private Box box(List<Demand> demands) {
        Box box = space.whole();
        for (Demand demand : demands) {
            for (Space.Side side : demand.sides()) {
                box = box.within(side.dimension(), side.atoms());
            }
        }
        return box;
    }

    private void explain(List<Demand> demands, List<String> present) {
        for (Demand demand : demands) {
            switch (demand) {
                case Demand.OfTexts several -> reasons.add(several.reason());
                case Demand.OfText one -> {
                    String axis = present.get(one.text());
                    if (space.isUncut(axis)) {
                        explain(axis);
                    }
                }
            }
        }
    }

    private void explain(String axis) {
        reasons.add("the tests of " + drafts.tests(axis)
                + " cannot be decided within bounds: its patterns overlap in too many ways to follow");
    }
}
