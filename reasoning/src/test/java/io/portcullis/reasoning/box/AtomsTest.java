package io.portcullis.reasoning.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomsTest {

    private static BitSet some(int size, long seed) {
        Random random = new Random(seed);
        BitSet some = new BitSet();
        IntStream.range(0, size).filter(i -> random.nextInt(3) > 0).forEach(some::set);
        return some;
    }

    private static Atoms atoms(int size, BitSet members) {
        return Atoms.where(size, members::get);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 200})
    void setsBehaveAsSetsWhateverTheirSize(int size) {
        for (int seed = 0; seed < 50; seed++) {
            BitSet one = some(size, seed);
            BitSet two = some(size, 1_000 + seed);
            BitSet both = (BitSet) one.clone();
            both.and(two);
            BitSet either = (BitSet) one.clone();
            either.or(two);
            BitSet rest = (BitSet) one.clone();
            rest.andNot(two);
            BitSet others = (BitSet) one.clone();
            others.flip(0, size);
            assertThat(atoms(size, one).and(atoms(size, two))).isEqualTo(atoms(size, both));
            assertThat(atoms(size, one).or(atoms(size, two))).isEqualTo(atoms(size, either));
            assertThat(atoms(size, one).minus(atoms(size, two))).isEqualTo(atoms(size, rest));
            assertThat(atoms(size, one).complement()).isEqualTo(atoms(size, others));
            assertThat(atoms(size, one).meets(atoms(size, two))).isEqualTo(!both.isEmpty());
            assertThat(atoms(size, one).within(atoms(size, two))).isEqualTo(rest.isEmpty());
            assertThat(atoms(size, one).count()).isEqualTo(one.cardinality());
            assertThat(atoms(size, one).first()).isEqualTo(one.nextSetBit(0));
            assertThat(atoms(size, one).size()).isEqualTo(size);
            assertThat(atoms(size, one)).hasToString(one.toString());
            assertThat(IntStream.range(0, size).filter(atoms(size, one)::has).toArray())
                    .isEqualTo(one.stream().toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 129, 200})
    void eachAtomAloneIsFoundAndTellsSetsApart(int size) {
        for (int atom = 0; atom < size; atom++) {
            Atoms only = Atoms.only(size, atom);
            Atoms others = only.complement();
            assertThat(only.first()).isEqualTo(atom);
            assertThat(only.isEmpty()).isFalse();
            assertThat(only.isFull()).isEqualTo(size == 1);
            assertThat(others.isEmpty()).isEqualTo(size == 1);
            assertThat(others.isFull()).isFalse();
            assertThat(only.meets(others)).isFalse();
            assertThat(only.meets(Atoms.all(size))).isTrue();
            assertThat(only.within(others)).isFalse();
            assertThat(only.within(Atoms.all(size))).isTrue();
            assertThat(Atoms.all(size).minus(only)).isEqualTo(others);
            assertThat(Atoms.all(size).and(only)).isEqualTo(only).isNotEqualTo(others);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65, 130})
    void noneHasNoAtomAndAllHasEach(int size) {
        assertThat(Atoms.none(size).isEmpty()).isTrue();
        assertThat(Atoms.none(size).first()).isEqualTo(-1);
        assertThat(Atoms.all(size).isFull()).isTrue();
        assertThat(Atoms.all(size).count()).isEqualTo(size);
        assertThat(Atoms.all(size).complement()).isEqualTo(Atoms.none(size)).hasSameHashCodeAs(Atoms.none(size));
    }

    @Test
    void setsOfDimensionsOfDifferentSizesAreNotEqual() {
        assertThat(Atoms.none(3)).isNotEqualTo(Atoms.none(4)).isNotEqualTo("{}");
    }

    @Test
    void aBoxIsEmptyWhereOneOfItsSidesIs() {
        Box whole = new Box(List.of(Atoms.all(2), Atoms.all(70)));
        assertThat(Box.whole(List.of(2, 70))).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(whole.isEmpty()).isFalse();
        Box left = whole.within(1, Atoms.only(70, 69));
        Box right = whole.within(1, Atoms.only(70, 68));
        assertThat(left.meets(right)).isFalse();
        assertThat(left.and(right).isEmpty()).isTrue();
        assertThat(left.meets(whole)).isTrue();
        assertThat(left.and(whole)).isEqualTo(left).isNotEqualTo(right);
        assertThat(left).hasToString("[{0, 1}, {69}]");
        assertThat(left.dimensions()).isEqualTo(2);
    }
}
