package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.theory.Pattern;
import io.portcullis.reasoning.theory.Relation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts of two keys, x and y, each of which has the tests a*, b*, *q*, and *r*. */
class RefinementTest {

    private static final int A = 0;
    private static final int B = 1;
    private static final int Q = 2;
    private static final int R = 3;

    private static final List<TextDraft> AXES = List.of(axis("x:x"), axis("x:y"));

    private static TextDraft axis(String key) {
        TextDraft axis = new TextDraft(key, false, Universe.of(Language.NON_EMPTY));
        Stream.of(
                        new Texts.Starting("a"),
                        new Texts.Starting("b"),
                        Texts.of(Glob.EMPTY.many(CharSet.ANY).then("q").many(CharSet.ANY)),
                        Texts.of(Glob.EMPTY.many(CharSet.ANY).then("r").many(CharSet.ANY)))
                .forEach(axis::test);
        return axis;
    }

    private static Demand in(int text, int test) {
        return new Demand.OfText(text, new Choice.Test(test), List.of());
    }

    private static Demand notIn(int text, int test) {
        return new Demand.OfText(text, new Choice.Test(test).not(), List.of());
    }

    /** That x is y between two other texts, or is not. */
    private static Demand relation(String before, String after, boolean holds) {
        Pattern pattern = new Pattern(List.of(
                new Pattern.Plain(Glob.literal(before)),
                new Pattern.Slot(Variables.of("x:y", 1), CharSet.ANY, false),
                new Pattern.Plain(Glob.literal(after))));
        return new Demand.OfTexts(new Relation(0, List.of(pattern), holds), "why", List.of());
    }

    private static Refinement.Result decide(long budget, Demand... demands) {
        return new Refinement(AXES, List.of(demands), new Budget(budget), 1).decide(List.of("x", "y"));
    }

    private static List<String> met(Demand... demands) {
        Refinement.Result result = decide(1_000_000, demands);
        assertThat(result).isInstanceOf(Refinement.Met.class);
        return ((Refinement.Met) result).texts();
    }

    private static void unmet(List<Demand> needed, Demand... demands) {
        Refinement.Result result = decide(1_000_000, demands);
        assertThat(result).isInstanceOf(Refinement.Unmet.class);
        assertThat(((Refinement.Unmet) result).demands()).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void textsThatMeetAllDemandsStayAsTheyAre() {
        assertThat(met()).containsExactly("x", "y");
        assertThat(met(notIn(0, A), notIn(1, Q), relation("", "", false))).containsExactly("x", "y");
    }

    @Test
    void aTextThatDoesNotMeetItsDemandsGivesWayToOneThatDoes() {
        assertThat(met(in(0, A), in(0, Q), notIn(0, R))).satisfies(texts -> {
            assertThat(texts.get(0)).startsWith("a").contains("q").doesNotContain("r");
            assertThat(texts.get(1)).isEqualTo("y");
        });
    }

    @Test
    void eitherOfTwoTestsDoesWhereOneIsShut() {
        Demand either = new Demand.OfText(0, new Choice.Test(A).or(new Choice.Test(B)), List.of());
        assertThat(met(either, notIn(0, A), in(0, Q)).getFirst())
                .startsWith("b")
                .contains("q");
    }

    @Test
    void aTextThatAnotherDeterminesIsWrittenOut() {
        assertThat(met(relation("a", "", true))).containsExactly("ay", "y");
    }

    @Test
    void textsAreFoundThatMeetARelationAndDemandsOnBoth() {
        assertThat(met(relation("a", "r", true), in(1, B), in(1, Q), notIn(1, R)))
                .satisfies(texts -> {
                    assertThat(texts.get(1)).startsWith("b").contains("q").doesNotContain("r");
                    assertThat(texts.get(0)).isEqualTo("a" + texts.get(1) + "r");
                });
    }

    @Test
    void equalTextsThatMustDifferAreMadeToDiffer() {
        assertThat(met(in(0, A), in(1, A), relation("", "", false)))
                .satisfies(texts -> assertThat(texts.get(0)).isNotEqualTo(texts.get(1)))
                .allSatisfy(text -> assertThat(text).startsWith("a"));
    }

    @Test
    void ofDemandsThatCannotBeMetTogetherOnlyThoseThatMatterAreKept() {
        unmet(List.of(in(0, A), in(0, B)), in(1, Q), in(0, A), notIn(0, R), in(0, B), in(1, R));
        unmet(
                List.of(in(0, A), in(1, B), relation("", "", true)),
                in(0, A),
                in(0, Q),
                relation("", "", true),
                notIn(0, R),
                in(1, B));
        unmet(List.of(notIn(0, A), relation("a", "", true)), notIn(0, A), relation("a", "", true), notIn(1, Q));
    }

    private static Refinement.Result ofOne(TextDraft axis, long budget, Demand... demands) {
        return new Refinement(List.of(axis), List.of(demands), new Budget(budget), 1).decide(List.of("v-x"));
    }

    /** The one text of a result. */
    private static String textOf(Refinement.Result result) {
        assertThat(result).isInstanceOf(Refinement.Met.class);
        return ((Refinement.Met) result).texts().getFirst();
    }

    private static Glob beginning(String beginning) {
        return Glob.literal(beginning).many(CharSet.ANY);
    }

    @Test
    void aTextOfAKeyWhoseValuesHaveAFormIsMadeOfThatForm() {
        TextDraft axis = new TextDraft(
                "x:x", false, Universe.of(Language.of(Glob.literal("v-").some(CharSet.ALPHANUMERIC))));
        axis.test(Texts.of(Glob.EMPTY.many(CharSet.ANY).then("q").many(CharSet.ANY)));
        axis.test(Texts.of(Glob.EMPTY.many(CharSet.ANY).then("r").many(CharSet.ANY)));
        // So little work that no automaton is built.
        assertThat(textOf(ofOne(axis, 50, in(0, 0), notIn(0, 1))))
                .startsWith("v-")
                .contains("q")
                .doesNotContain("r");
        assertThat(textOf(ofOne(axis, 1_000_000, in(0, 0), in(0, 1))))
                .startsWith("v-")
                .contains("q", "r");
    }

    @Test
    void sixTestsOfWhichAnyDoesAreFollowedAndMoreAreNot() {
        for (int count = 6; count <= 7; count++) {
            TextDraft axis = new TextDraft("x:x", false, Universe.of(Language.of(beginning("v-"))));
            Choice any = new Choice.Everything().not();
            for (int test = 0; test < count; test++) {
                any = any.or(new Choice.Test(axis.test(Texts.of(beginning("w" + test)))));
            }
            Demand demand = new Demand.OfText(0, any, List.of());
            assertThat(ofOne(axis, 1_000_000, demand))
                    .isEqualTo(
                            count == 6
                                    ? new Refinement.Unmet(List.of(demand))
                                    : new Refinement.Undecided(List.of(demand)));
        }
    }

    @Test
    void withoutWorkToSpendNothingIsSaid() {
        assertThat(decide(0, in(0, A), in(0, B))).isEqualTo(new Refinement.Undecided(List.of(in(0, A), in(0, B))));
    }
}
