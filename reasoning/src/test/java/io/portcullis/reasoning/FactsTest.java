package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {

    @Test
    void aFileOfFactsIsTheWordsOfItsLines() {
        assertThat(Facts.lines(FactsTest.class, "some-facts.txt"))
                .containsExactly(
                        List.of("[kind", "always]"),
                        List.of("first", "second", "third"),
                        List.of("alone"),
                        List.of("last", "line"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Facts.lines(FactsTest.class, "no-facts.txt"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-facts.txt");
    }
}
