package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.box.Cells;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The labels a*, ab* and *q* of a key that is not cut: which of them a value has, and no smaller one. */
class SmallestLabelsTest {

    private static final String KEY = "x:key";
    private static final int NONE = 0;
    private static final int A = 1;
    private static final int AB = 2;
    private static final int Q = 3;

    private static final TextDraft DRAFT = new TextDraft(KEY, true, Universe.of(Language.NON_EMPTY));
    private static final Claim IS_A = claim("a", "");
    private static final Claim IS_AB = claim("ab", "");
    private static final Claim HAS_Q = claim("", "q");
    private static final Claim A_OR_Q =
            new Claim(KEY, new Choice.Test(DRAFT.test(Texts.any(List.of(texts("a", ""), texts("", "q"))))));
    private static final Claim A_OR_Z =
            new Claim(KEY, new Choice.Test(DRAFT.test(Texts.any(List.of(texts("a", ""), texts("z", ""))))));
    private static final Claim Q_BUT_NOT_A =
            new Claim(KEY, HAS_Q.choice().and(IS_A.choice().not()));

    private final SmallestLabels labels = SmallestLabels.of(
            KEY, List.of(label("a*", IS_A), label("ab*", IS_AB), label("*q*", HAS_Q), label("a**", IS_A)), DRAFT);

    private static Texts texts(String beginning, String within) {
        Glob glob = Glob.literal(beginning).many(CharSet.ANY);
        return Texts.of(within.isEmpty() ? glob : glob.then(within).many(CharSet.ANY));
    }

    private static Claim claim(String beginning, String within) {
        return new Claim(KEY, new Choice.Test(DRAFT.test(texts(beginning, within))));
    }

    private static Label label(String value, Claim claim) {
        return new Label(KEY, PrincipalType.AWS, value, KEY, claim.choice(), Optional.empty());
    }

    private static List<Claim> made() {
        return List.of(A_OR_Q, A_OR_Z, Q_BUT_NOT_A, new Claim("x:other", new Choice.Test(9)));
    }

    private Space space() throws TooComplex {
        Axis axis = DRAFT.uncut(new Budget(100_000));
        List<Claim> claims = new ArrayList<>(made().subList(0, 3));
        claims.addAll(labels.claims(made()));
        return new Space(new Cut(List.of(axis), Map.of(KEY, "too much"), List.of(labels.axis())), claims);
    }

    /** The point of a text of which it is said which label is its smallest, and one claim is told otherwise than it is. */
    private static List<Integer> point(Space space, Optional<String> text, int smallest, Optional<Claim> otherwise) {
        List<Integer> point = new ArrayList<>(Collections.nCopies(space.sizes().size(), 0));
        point.set(space.index(KEY), text.isPresent() ? 1 : 0);
        point.set(space.index("Smallest value of " + KEY), smallest);
        space.claims().forEach((claim, dimension) -> {
            boolean holds = claim.choice()
                    .has(text.isPresent(), test -> DRAFT.tests().get(test).has(text.orElse("")));
            point.set(dimension, holds != otherwise.equals(Optional.of(claim)) ? 1 : 0);
        });
        return point;
    }

    private static boolean isPossible(List<Box> impossible, List<Integer> point) {
        return impossible.stream()
                .noneMatch(box -> IntStream.range(0, point.size())
                        .allMatch(dimension -> box.side(dimension).has(point.get(dimension))));
    }

    private List<Integer> smallest(Optional<String> text) throws TooComplex {
        Space space = space();
        List<Box> impossible = labels.impossible(space);
        return IntStream.range(0, 4)
                .filter(label -> isPossible(impossible, point(space, text, label, Optional.empty())))
                .boxed()
                .toList();
    }

    @Test
    void labelsOfTheSameValuesAreOne() {
        assertThat(labels.key()).isEqualTo(KEY);
        assertThat(labels.labels()).extracting(Label::value).containsExactly("a*", "ab*", "*q*");
        assertThat(labels.axis().values())
                .containsExactly(List.of("none"), List.of("a*"), List.of("ab*"), List.of("*q*"));
    }

    @Test
    void aValueHasASmallestLabelAndNoOther() throws TooComplex {
        assertThat(smallest(Optional.of("a"))).containsExactly(A);
        assertThat(smallest(Optional.of("ab"))).containsExactly(AB);
        assertThat(smallest(Optional.of("q"))).containsExactly(Q);
        assertThat(smallest(Optional.of("x"))).containsExactly(NONE);
        assertThat(smallest(Optional.of("z"))).containsExactly(NONE);
        // Neither lies in the other.
        assertThat(smallest(Optional.of("abq"))).containsExactly(AB, Q);
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "ab, 2", "q, 3", "abq, 2", "aq, 1", "x, 0"})
    void whatFollowsFromItsTestsAndLabelsCannotBeOtherwise(String text, int smallest) throws TooComplex {
        Space space = space();
        List<Box> impossible = labels.impossible(space);
        assertThat(isPossible(impossible, point(space, Optional.of(text), smallest, Optional.empty())))
                .isTrue();
        List<Claim> following = new ArrayList<>(List.of(A_OR_Q, Q_BUT_NOT_A));
        if (smallest != NONE) {
            following.add(List.of(IS_A, IS_AB, HAS_Q).get(smallest - 1));
        }
        assertThat(following)
                .allSatisfy(claim -> assertThat(
                                isPossible(impossible, point(space, Optional.of(text), smallest, Optional.of(claim))))
                        .as("%s otherwise", claim)
                        .isFalse());
    }

    @Test
    void aTestOfMoreThanLabelsMayBePassedWithoutOne() throws TooComplex {
        Space space = space();
        List<Box> impossible = labels.impossible(space);
        assertThat(isPossible(impossible, point(space, Optional.of("z"), NONE, Optional.empty())))
                .isTrue();
        assertThat(isPossible(impossible, point(space, Optional.of("x"), NONE, Optional.of(A_OR_Z))))
                .isTrue();
        assertThat(isPossible(impossible, point(space, Optional.of("a"), A, Optional.of(A_OR_Z))))
                .isFalse();
    }

    @Test
    void whereThereIsNoValueThereIsNoLabel() throws TooComplex {
        assertThat(smallest(Optional.empty())).containsExactly(NONE);
    }

    @Test
    void smallerLabelsAreClaimedFirstAndThenTheTestsOfWhatIsClaimedOfTheKey() {
        assertThat(labels.claims(List.of())).containsExactly(IS_AB, HAS_Q, IS_A);
        assertThat(labels.claims(List.of(A_OR_Q, new Claim("x:other", new Choice.Test(9)))))
                .containsExactly(IS_AB, HAS_Q, IS_A, A_OR_Q);
        assertThat(labels.claims(List.of(Q_BUT_NOT_A))).containsExactly(IS_AB, HAS_Q, IS_A, IS_A, HAS_Q);
    }

    @Test
    void aLabelHoldsTheSmallestOnesThatLieInIt() throws TooComplex {
        Space space = space();
        Cells.LabelKey key = labels.key(space);
        assertThat(key.dimension()).isEqualTo(space.index("Smallest value of " + KEY));
        assertThat(key.labels())
                .containsExactly(
                        Atoms.all(4),
                        Atoms.where(4, label -> label == A || label == AB),
                        Atoms.only(4, AB),
                        Atoms.only(4, Q));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 61})
    void findingsSpeakOfUpToSixtyLabels(int count) {
        List<Label> many = Stream.generate(() -> label("a*", IS_A)).limit(count).toList();
        assertThat(SmallestLabels.areFew(many)).isEqualTo(count <= 60);
    }
}
