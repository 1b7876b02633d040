package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Template;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Theory;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether there are texts for what is claimed and compared. */
class TextTheoryTest {

    private static final String X = "aws:principaltag/x";
    private static final String Y = "aws:principaltag/y";

    private final Drafts drafts = new Drafts(Questions.ofAccount().question(Questions.policy("")), Map.of());

    private TextDraft text(String key) {
        return (TextDraft) drafts.draft(key);
    }

    /** The claim that a key's value begins so, which gets a test. */
    private Claim begins(String key, String beginning) {
        return new Claim(key, new Choice.Test(text(key).test(new Texts.Starting(beginning))));
    }

    private String compare(String key, String value) {
        VariableComparison comparison = new VariableComparison(
                key,
                List.of(Template.parse(value, true, true)),
                VariableComparison.Style.EXACT,
                VariableComparison.Of.THE_ONE,
                false);
        return drafts.compare(comparison, "why").orElseThrow();
    }

    private Space cut() throws Tangled {
        return new Space(drafts.cut(), List.of());
    }

    /** The keys are not cut; so claims on them are dimensions. */
    private Space uncut(List<Claim> claims, String... keys) throws Tangled {
        Cut cut = drafts.cut();
        Map<String, String> reasons = new HashMap<>();
        List<Axis> axes = new ArrayList<>(cut.axes());
        for (String key : keys) {
            reasons.put(key, "too much");
            axes.replaceAll(axis -> axis.key().equals(key) ? plain(key) : axis);
        }
        return new Space(new Cut(axes, reasons, cut.comparisons()), claims);
    }

    private Axis plain(String key) {
        try {
            return text(key).uncut(new Budget(100_000));
        } catch (TooComplex e) {
            throw new AssertionError(key, e);
        }
    }

    /** A point in which some dimensions have other atoms than their first. */
    private static List<Integer> point(Space space, Map<Integer, Integer> atoms) {
        List<Integer> point = new ArrayList<>(Collections.nCopies(space.sizes().size(), 0));
        atoms.forEach(point::set);
        return point;
    }

    private static int atom(Space space, Claim claim) {
        return claim.choice().apply(space.axis(claim.axis())).first();
    }

    private static List<Integer> narrowed(Box box) {
        return IntStream.range(0, box.dimensions())
                .filter(dimension -> !box.side(dimension).isFull())
                .boxed()
                .toList();
    }

    @Test
    void claimsOnAKeyThatIsNotCutAreMetByOneText() throws Tangled {
        Claim a = begins(X, "a");
        Claim c = begins(X, "c");
        Claim b = new Claim(
                X,
                new Choice.Test(
                        text(X).test(Texts.of(Glob.EMPTY.many(CharSet.ANY).then("b")))));
        Space space = uncut(List.of(a, b, c), X);
        int value = space.index(X);
        int isA = space.side(a).dimension();
        int endsInB = space.side(b).dimension();
        int isC = space.side(c).dimension();
        TextTheory theory = new TextTheory(drafts, space);
        List<Integer> both = point(space, Map.of(value, 1, isA, 1, endsInB, 1));
        assertThat(theory.judge(both)).isInstanceOf(Theory.Possible.class);
        assertThat(theory.texts(both))
                .hasEntrySatisfying(
                        X, text -> assertThat(text.getFirst()).startsWith("a").endsWith("b"));
        List<Integer> one = point(space, Map.of(value, 1, isC, 1));
        assertThat(theory.texts(one))
                .hasEntrySatisfying(
                        X, text -> assertThat(text.getFirst()).startsWith("c").doesNotEndWith("b"));
        assertThat(theory.judge(point(space, Map.of(value, 1, isA, 1, isC, 1, endsInB, 1))))
                .isInstanceOfSatisfying(
                        Theory.Impossible.class,
                        impossible -> assertThat(narrowed(impossible.box()))
                                .contains(isA, isC)
                                .doesNotContain(endsInB));
        assertThat(theory.judge(point(space, Map.of()))).isInstanceOf(Theory.Possible.class);
        assertThat(theory.texts(point(space, Map.of()))).isEmpty();
        assertThat(theory.speaksOf(value)).isTrue();
        assertThat(theory.speaksOf(isC)).isTrue();
        assertThat(theory.speaksOf(space.index(Binding.ACTION))).isFalse();
        assertThat(theory.reasons()).isEmpty();
    }

    @Test
    void whereNothingIsClaimedOrComparedEveryPointIsPossible() throws Tangled {
        begins(X, "a");
        Space space = cut();
        TextTheory theory = new TextTheory(drafts, space);
        assertThat(IntStream.range(0, space.sizes().size()).noneMatch(theory::speaksOf))
                .isTrue();
        assertThat(theory.judge(point(space, Map.of()))).isInstanceOf(Theory.Possible.class);
    }

    @Test
    void aKeyThatEqualsAnotherHasItsTests() throws Tangled {
        Claim xIsA = begins(X, "a");
        Claim yIsA = begins(Y, "a");
        String equal = compare(X, "${aws:PrincipalTag/y}");
        Space space = cut();
        int comparison = space.index(equal);
        TextTheory theory = new TextTheory(drafts, space);
        int x = atom(space, xIsA);
        int y = atom(space, yIsA);
        int other = 3 - y;
        List<Integer> same = point(space, Map.of(space.index(X), x, space.index(Y), y, comparison, 1));
        assertThat(theory.judge(same)).isInstanceOf(Theory.Possible.class);
        assertThat(theory.texts(same).get(X))
                .isEqualTo(theory.texts(same).get(Y))
                .startsWith("a");
        List<Integer> different = point(space, Map.of(space.index(X), x, space.index(Y), y));
        assertThat(theory.judge(different)).isInstanceOf(Theory.Possible.class);
        assertThat(theory.texts(different).get(X))
                .isNotEqualTo(theory.texts(different).get(Y));
        assertThat(theory.judge(point(space, Map.of(space.index(X), x, space.index(Y), other, comparison, 1))))
                .isInstanceOfSatisfying(
                        Theory.Impossible.class,
                        impossible -> assertThat(narrowed(impossible.box()))
                                .contains(comparison, space.index(X), space.index(Y)));
        // A variable without a value equals nothing.
        assertThat(theory.judge(point(space, Map.of(space.index(X), x, comparison, 1))))
                .isInstanceOf(Theory.Impossible.class);
        assertThat(theory.judge(point(space, Map.of(space.index(X), x)))).isInstanceOf(Theory.Possible.class);
        assertThat(theory.speaksOf(comparison)).isTrue();
        assertThat(theory.speaksOf(space.index(Y))).isTrue();
    }

    @Test
    void theAccountOfASourceIsTheOneInItsArnWhereItIsCompared() throws Tangled {
        String arn = "aws:sourcearn";
        String account = "aws:sourceaccount";
        Claim isTwos =
                new Claim(arn, new Choice.Test(text(arn).test(new Texts.One("arn:aws:sns:us-east-1:222222222222:t"))));
        Claim isBucket = new Claim(arn, new Choice.Test(text(arn).test(new Texts.One("arn:aws:s3:::b"))));
        Claim two = new Claim(account, new Choice.Test(text(account).test(new Texts.One("222222222222"))));
        Claim three = new Claim(account, new Choice.Test(text(account).test(new Texts.One("333333333333"))));
        begins(X, "a");
        String comparison = compare(account, "${aws:PrincipalTag/x}");
        Space space = cut();
        int equal = space.index(comparison);
        TextTheory theory = new TextTheory(drafts, space);
        for (Claim source : List.of(isTwos, isBucket)) {
            for (Claim owner : List.of(two, three)) {
                List<Integer> point = point(
                        space,
                        Map.of(
                                space.index(arn),
                                atom(space, source),
                                space.index(account),
                                atom(space, owner),
                                space.index(X),
                                1,
                                equal,
                                0));
                boolean agree = source.equals(isBucket) || owner.equals(two);
                assertThat(theory.judge(point)).isInstanceOf(agree ? Theory.Possible.class : Theory.Impossible.class);
            }
        }
        assertThat(theory.speaksOf(space.index(arn))).isTrue();
    }
}
