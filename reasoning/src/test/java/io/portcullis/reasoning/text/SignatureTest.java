package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void isEqualWhenTheNumbersAre() {
        BitSet shrunk = numbers(3, 900);
        shrunk.clear(900);

        assertThat(Signature.of(shrunk))
                .isEqualTo(Signature.of(numbers(3)))
                .isNotEqualTo(Signature.of(numbers(3, 900)));
        assertThat(Signature.of(numbers(3, 900)).numbers()).isEqualTo(numbers(3, 900));
    }

    @Test
    void isTheSameOfWordsAndOfASet() {
        assertThat(Signature.of(new long[] {8, 0, 0})).isEqualTo(Signature.of(numbers(3)));
        assertThat(Signature.of(new long[] {0, 1})).isEqualTo(Signature.of(numbers(64)));
        assertThat(Signature.of(new long[2])).isEqualTo(Signature.of(new BitSet()));
    }

    @Test
    void doesNotChangeWithTheSetItWasMadeOf() {
        BitSet set = numbers(3);
        Signature before = Signature.of(set);
        set.set(4);

        assertThat(before).isEqualTo(Signature.of(numbers(3)));
    }

    @Test
    void tellsPairsApartByItsHash() {
        Set<Integer> hashes = new HashSet<>();
        Set<Integer> own = new HashSet<>();
        int pairs = 0;
        for (int one = 0; one < 100; one++) {
            for (int other = 0; other < one; other++) {
                hashes.add(Signature.of(numbers(one, other)).hashCode());
                own.add(numbers(one, other).hashCode());
                pairs++;
            }
        }

        assertThat(hashes).hasSizeGreaterThan(pairs * 99 / 100);
        assertThat(own).as("which is why there are signatures").hasSizeLessThan(pairs / 5);
    }

    private static BitSet numbers(int... numbers) {
        BitSet set = new BitSet();
        for (int number : numbers) {
            set.set(number);
        }
        return set;
    }
}
