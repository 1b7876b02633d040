package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.box.Box;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parts of statements as boxes: over a key that is cut, with a value a, another, or none; and one that is not, a value or none. */
class SpaceTest {

    private static final String CUT = "x:cut";
    private static final String UNCUT = "x:uncut";

    private static final Claim IS_A = new Claim(CUT, new Choice.Test(0));
    private static final Part A = new Part.Cut(CUT, IS_A.choice());
    private static final Claim HAS = new Claim(CUT, new Choice.Present());
    private static final Claim PASSES = new Claim(UNCUT, new Choice.Test(0));
    private static final Claim FAILS = new Claim(UNCUT, new Choice.Test(0).not());
    private static final Claim THERE = new Claim(UNCUT, new Choice.Present());

    private static Space space(Claim... announced) {
        List<Axis> axes = List.of(
                new Axis(CUT, List.of(List.of(), List.of("a"), List.of("b")), List.of(Atoms.only(3, 1))),
                new Axis(UNCUT, List.of(List.of(), List.of("u")), List.of()));
        return new Space(new Cut(axes, Map.of(UNCUT, "too much"), List.of()), List.of(announced));
    }

    private static List<Integer> on(Box box, Space space, String axis) {
        Atoms side = box.side(space.index(axis));
        return IntStream.range(0, side.size()).filter(side::has).boxed().toList();
    }

    private static List<Integer> on(Part part, boolean maybe) {
        Space space = space();
        return on(space.box(List.of(part), maybe), space, CUT);
    }

    @Test
    void partsAreAsNarrowAndAsWideAsDoubtsAllow() {
        Part between = new Part.Between(IS_A, HAS, "why");
        assertThat(on(new Part.Always(), false)).containsExactly(0, 1, 2);
        assertThat(on(new Part.Never(), true)).isEmpty();
        assertThat(on(A, false)).containsExactly(1);
        assertThat(on(new Part.Doubt("why"), false)).isEmpty();
        assertThat(on(new Part.Doubt("why"), true)).containsExactly(0, 1, 2);
        assertThat(on(between, false)).containsExactly(1);
        assertThat(on(between, true)).containsExactly(1, 2);
        assertThat(on(new Part.Chosen(A, new Part.Doubt("why")), true)).containsExactly(1);
        assertThat(on(new Part.Open("x:open", between), false)).containsExactly(1);
        assertThat(on(new Part.Open("x:open", between), true)).containsExactly(1, 2);
    }

    @Test
    void aStatementAsksForAllItsParts() {
        Space space = space();
        Part notA = new Part.Cut(CUT, IS_A.choice().not());
        Part has = new Part.Cut(CUT, HAS.choice());
        assertThat(on(space.box(List.of(notA, has), false), space, CUT)).containsExactly(2);
        assertThat(space.box(List.of(), false)).isEqualTo(space.whole());
    }

    @Test
    void onlyWhatIsNotTheSameFromBelowAndAboveIsDoubted() {
        Part between = new Part.Between(IS_A, HAS, "why");
        assertThat(space().doubt(between)).contains("why");
        assertThat(space().doubt(new Part.Between(IS_A, IS_A, "why"))).isEmpty();
        assertThat(space().doubt(new Part.Doubt("why"))).contains("why");
        assertThat(space().doubt(new Part.Chosen(A, between))).isEmpty();
        assertThat(space().doubt(new Part.Chosen(between, A))).contains("why");
        assertThat(space().doubt(new Part.Open("x:open", between))).contains("why");
        assertThat(List.of(new Part.Always(), new Part.Never(), A))
                .allSatisfy(part -> assertThat(space().doubt(part)).isEmpty());
    }

    @Test
    void theClaimsOfPartsAreThoseThatTheirBoxesTake() {
        Part between = new Part.Between(IS_A, HAS, "why");
        assertThat(Space.claims(between)).containsExactly(IS_A, HAS);
        assertThat(Space.claims(A)).containsExactly(IS_A);
        assertThat(Space.claims(new Part.Chosen(A, between))).containsExactly(IS_A);
        assertThat(Space.claims(new Part.Open("x:open", between))).containsExactly(IS_A, HAS);
        assertThat(List.of(new Part.Always(), new Part.Never(), new Part.Doubt("why")))
                .allSatisfy(part -> assertThat(Space.claims(part)).isEmpty());
    }

    @Test
    void aClaimOnAKeyThatIsNotCutIsADimensionOfItsOwn() {
        Space space = space(PASSES, IS_A, FAILS, PASSES, THERE);
        assertThat(space.claims()).containsOnlyKeys(PASSES, FAILS);
        assertThat(space.values()).isEqualTo(2);
        assertThat(space.sizes()).containsExactly(3, 2, 2, 2);
        Box passing = space.within(space.whole(), PASSES);
        assertThat(on(passing, space, "Claim 1")).containsExactly(1);
        assertThat(on(passing, space, UNCUT)).containsExactly(0, 1);
        assertThat(on(space.without(space.whole(), PASSES), space, "Claim 1")).containsExactly(0);
        assertThat(on(space.within(space.whole(), THERE), space, UNCUT)).containsExactly(1);
        assertThat(on(space.without(space.whole(), IS_A), space, CUT)).containsExactly(0, 2);
    }

    @Test
    void whatIsClaimedOfNoValueIsKnown() {
        Space space = space(PASSES, FAILS);
        List<Box> impossible = space.impossible();
        assertThat(impossible).hasSize(2);
        assertThat(impossible)
                .allSatisfy(box -> assertThat(on(box, space, UNCUT)).containsExactly(0));
        assertThat(on(impossible.getFirst(), space, "Claim 1")).containsExactly(1);
        assertThat(on(impossible.getLast(), space, "Claim 2")).containsExactly(0);
    }

    @Test
    void whichKeysAreNotCutAndWhyIsKnown() {
        assertThat(space().isUncut(UNCUT)).isTrue();
        assertThat(space().isUncut(CUT)).isFalse();
        assertThat(space().uncut(UNCUT)).contains("too much");
        assertThat(space().uncut(CUT)).isEmpty();
    }

    @Test
    void whatTheSpaceHasNoDimensionForIsRefused() {
        Space space = space(PASSES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.index("x:other"))
                .withMessageContaining("x:other");
        assertThatIllegalArgumentException().isThrownBy(() -> space.side(FAILS)).withMessageContaining("announced");
    }

    @Test
    void statementsTimesKeysAreBounded() {
        // Three dimensions and four million sides; the claim is a box too.
        Space space = space(PASSES);
        assertThatCode(() -> space.bound(4_000_000 / 3 - 1)).doesNotThrowAnyException();
        assertThatExceptionOfType(Tangled.class)
                .isThrownBy(() -> space.bound(4_000_000 / 3))
                .withMessageContaining("1333333 statements and exclusions, 3 keys");
        assertThatExceptionOfType(Tangled.class).isThrownBy(() -> space.bound(Integer.MAX_VALUE / 2));
    }
}
