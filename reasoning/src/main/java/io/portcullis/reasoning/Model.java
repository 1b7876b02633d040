package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.TheorySearch;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A question as boxes: its rules, as narrow and as wide as doubts allow, and its world. All that is asked of a question is
 * asked of this. For one thread: what its theory has found is kept.
 */
final class Model {

    private final Question question;
    private final Map<String, String> mentioned;
    private final List<List<Part>> parts = new ArrayList<>();
    private final Space space;
    private final TextTheory theory;
    private final TheorySearch search;
    private final Labels labels;
    private final Box outsiders;
    private final Box strangers;
    private final List<Box> impossible;
    private final List<Box> sure;
    private final List<Box> wide;

    private Model(Question question, boolean whole, Map<String, String> tangled) throws Tangled {
        this.question = question;
        Drafts drafts = new Drafts(question, tangled);
        RuleReader reader = new RuleReader(question, drafts, false);
        Screen screen = new Screen(question.rules(), question.actions(), question.zone());
        for (Rule rule : question.rules()) {
            Statement statement = rule.statement();
            boolean idle = !whole
                    && statement.effect() == Effect.ALLOW
                    && statement.conditions().isEmpty()
                    && screen.isDead(statement);
            parts.add(idle ? List.of(new Part.Never()) : reader.read(rule));
        }
        World world = new World(question, drafts);
        Cut cut = drafts.cut();
        List<SmallestLabels> smallest = Labels.smallest(drafts, cut.uncut().keySet(), reader.labels());
        List<Claim> claims = cut.uncut().isEmpty() ? List.of() : claims(world, reader.unnamed());
        smallest.forEach(each -> claims.addAll(each.claims(claims)));
        List<Axis> ofLabels = new ArrayList<>(smallest.size());
        smallest.forEach(each -> ofLabels.add(each.axis()));
        this.space = new Space(cut.with(ofLabels), claims);
        space.bound(parts.size() + world.exclusions());
        this.theory = new TextTheory(drafts, space);
        this.search = new TheorySearch(theory);
        this.labels = new Labels(space, reader.labels(), smallest);
        this.outsiders = world.outsiders(space);
        this.strangers = world.strangers(space, reader.unnamed());
        List<Box> none = new ArrayList<>(world.impossible(space));
        smallest.forEach(each -> none.addAll(each.impossible(space)));
        this.impossible = List.copyOf(none);
        this.mentioned = drafts.mentioned();
        this.sure = boxes(false);
        this.wide = boxes(true);
    }

    /**
     * The model of a question. A key whose tests are too entangled is given up, and what the other keys decide still stands.
     *
     * @throws Tangled when too much would have to be given up
     */
    static Model of(Question question) throws Tangled {
        return of(question, true);
    }

    /** The model without what is seen at a glance to let no outsider in: such rules speak of no request. */
    static Model ofTheLive(Question question) throws Tangled {
        return of(question, false);
    }

    private static Model of(Question question, boolean whole) throws Tangled {
        GivenUp givenUp = new GivenUp();
        while (true) {
            try {
                return new Model(question, whole, givenUp.reasons());
            } catch (Tangled e) {
                givenUp.add(e);
            }
        }
    }

    Question question() {
        return question;
    }

    Space space() {
        return space;
    }

    Labels labels() {
        return labels;
    }

    /** What boxes cannot say of requests. */
    TextTheory theory() {
        return theory;
    }

    /** Searches for requests that there are. */
    TheorySearch search() {
        return search;
    }

    /** All claims that are made of requests. */
    private List<Claim> claims(World world, List<Claim> unnamed) {
        List<Claim> claims = new ArrayList<>(world.claims());
        claims.addAll(unnamed);
        parts.forEach(rule -> rule.forEach(part -> Space.claims(part).forEach(claims::add)));
        return claims;
    }

    /** The requests of outsiders. */
    Box outsiders() {
        return outsiders;
    }

    /** The requests of outsiders whom no value of the documents names. */
    Box strangers() {
        return strangers;
    }

    /** Combinations that no request has. */
    List<Box> impossible() {
        return impossible;
    }

    /** What each rule asks of a request. */
    List<List<Part>> parts() {
        return parts;
    }

    /** The keys that the rules speak of: normalized name to spelling. */
    Map<String, String> mentioned() {
        return mentioned;
    }

    private List<Box> boxes(boolean doubtsMet) {
        List<Box> boxes = new ArrayList<>(parts.size());
        for (List<Part> rule : parts) {
            boxes.add(space.box(rule, doubtsMet));
        }
        return boxes;
    }

    /** The indexes of the rules with an effect. */
    List<Integer> rules(Effect effect) {
        return IntStream.range(0, parts.size())
                .filter(rule -> effect(rule) == effect)
                .boxed()
                .toList();
    }

    /** What people call a rule. */
    String name(int rule) {
        return question.rules().get(rule).name();
    }

    Effect effect(int rule) {
        return question.rules().get(rule).statement().effect();
    }

    /** The requests that a rule speaks of; where it is not known, those it may speak of or those it surely does. */
    Box box(int rule, boolean doubtsMet) {
        return (doubtsMet ? wide : sure).get(rule);
    }

    /** The boxes of all rules with an effect; with doubts counted as met, or as not met. */
    List<Box> boxes(Effect effect, boolean doubtsMet) {
        List<Box> boxes = new ArrayList<>();
        for (int rule = 0; rule < parts.size(); rule++) {
            if (effect(rule) == effect) {
                Box box = box(rule, doubtsMet);
                if (!box.isEmpty()) {
                    boxes.add(box);
                }
            }
        }
        return boxes;
    }

    /** The impossible combinations, and the requests that Denies keep out. */
    List<Box> excluded(boolean doubtsMet) {
        List<Box> excluded = new ArrayList<>(impossible);
        excluded.addAll(boxes(Effect.DENY, doubtsMet));
        return excluded;
    }

    /** The atoms of some of the question's actions. */
    Atoms actions(List<String> some) {
        List<List<String>> values = space.axis(Binding.ACTION).values();
        return Atoms.where(values.size(), atom -> some.contains(values.get(atom).getFirst()));
    }
}
