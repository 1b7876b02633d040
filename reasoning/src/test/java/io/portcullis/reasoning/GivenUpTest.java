package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GivenUpTest {

    @Test
    void aKeyIsGivenUpOnceAndTwoAtMost() throws Tangled {
        GivenUp givenUp = new GivenUp();
        givenUp.add(new Tangled("aws:sourcevpc", "too much"));
        givenUp.add(new Tangled("aws:sourcevpce", "too much"));
        assertThat(givenUp.reasons()).containsOnlyKeys("aws:sourcevpc", "aws:sourcevpce");
        assertThat(givenUp.reasons())
                .allSatisfy((key, reason) -> assertThat(reason).contains(key, "too much"));
        Tangled third = new Tangled("aws:userid", "too much");
        assertThatThrownBy(() -> givenUp.add(third)).isSameAs(third);
    }

    @Test
    void neitherTheSameKeyTwiceNorAllOrWhatEveryQuestionNeedsIsGivenUp() throws Tangled {
        GivenUp givenUp = new GivenUp();
        givenUp.add(new Tangled("aws:sourcevpc", "too much"));
        Tangled again = new Tangled("aws:sourcevpc", "too much");
        assertThatThrownBy(() -> givenUp.add(again)).isSameAs(again);
        for (Tangled tangled : List.of(
                new Tangled("all of it is too much"),
                new Tangled(Binding.PRINCIPAL, "too much"),
                new Tangled(Binding.ACTION, "too much"),
                new Tangled(Binding.RESOURCE, "too much"))) {
            assertThatThrownBy(() -> new GivenUp().add(tangled)).isSameAs(tangled);
        }
    }
}
