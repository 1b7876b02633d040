package io.portcullis.reasoning;

import io.portcullis.reasoning.axis.SetDraft;
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

    /** What is known of a point: the verdict, and the texts where it is possible. */
    private record Judgement(Verdict verdict, Map<String, List<String>> texts) {}

    private final Drafts drafts;
    private final Space space;
    private final Map<String, Long> globs = new HashMap<>();
    private final Map<TextsOfPoint.Asked, Relation> relations = new HashMap<>();
    private final long patterns;
    private final Set<String> correlated = new LinkedHashSet<>();
    private final Set<Integer> dimensions = new TreeSet<>();
    private final Map<List<Integer>, Judgement> judged = new HashMap<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Budget budget = new Budget(EFFORT);

    TextTheory(Drafts drafts, Space space) {
        this.drafts = drafts;
        this.space = space;
        space.claims().forEach((claim, dimension) -> {
            correlated.add(claim.axis());
            dimensions.add(dimension);
        });
        long values = 0;
        for (Compared compared : drafts.compared()) {
            values += compared.comparison().values().size();
            dimensions.add(space.index(compared.axis()));
            correlated.add(compared.subject().axis());
            compared.variables().values().forEach(presence -> correlated.add(presence.axis()));
        }
        this.patterns = values;
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

    /** The values that were found for a possible point, by axis; axes that nothing correlates are not among them. */
    Map<String, List<String>> texts(List<Integer> point) {
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
        TextsOfPoint texts = new TextsOfPoint(drafts, space, correlated, point, relations);
        List<Demand> demands = texts.demands();
        for (Owned owned : OWNED) {
            if (texts.single().containsAll(List.of(owned.arn, owned.account)) && isOfArns(owned.arn)) {
                demands.add(Owners.agreement(space, texts.single(), owned.arn, owned.account));
            }
        }
        Refinement refinement = new Refinement(texts.texts(), demands, budget, look(texts.axes()));
        return switch (refinement.decide(texts.examples())) {
            case Refinement.Met(List<String> found) -> new Judgement(new Possible(), byAxis(texts.axes(), found));
            case Refinement.Unmet(List<Demand> core) -> new Judgement(new Impossible(box(core)), Map.of());
            case Refinement.Undecided(List<Demand> core) -> {
                explain(core, texts.axes());
                yield new Judgement(new Unknown(box(demands)), Map.of());
            }
        };
    }

    private static Map<String, List<String>> byAxis(List<String> axes, List<String> texts) {
        Map<String, List<String>> byAxis = new LinkedHashMap<>();
        for (int i = 0; i < axes.size(); i++) {
            List<String> values = byAxis.computeIfAbsent(axes.get(i), ignored -> new ArrayList<>());
            if (!values.contains(texts.get(i))) {
                values.add(texts.get(i));
            }
        }
        return byAxis;
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
    private long look(List<String> axes) {
        return PER_PATTERN * patterns
                + PER_GLOB
                        * axes.stream()
                                .mapToLong(axis -> globs.computeIfAbsent(axis, this::globs))
                                .sum();
    }

    private long globs(String axis) {
        return drafts.text(axis).or(() -> drafts.list(axis).map(SetDraft::elements)).stream()
                .flatMap(text -> text.tests().stream())
                .flatMap(test -> test.language().globs().stream())
                .mapToLong(glob -> 1 + glob.parts().size() / FEW_PARTS)
                .sum();
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

    private void explain(List<Demand> demands, List<String> axes) {
        for (Demand demand : demands) {
            switch (demand) {
                case Demand.OfTexts several -> reasons.add(several.reason());
                case Demand.OfText one -> {
                    String axis = axes.get(one.text());
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
