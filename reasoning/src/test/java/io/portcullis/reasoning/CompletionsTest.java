package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One value of every kind that whole values and beginnings tell apart. Values are k and letters, of which a, b and c are tried. */
class CompletionsTest {

    private static final Completions VALUES =
            new Completions(Language.of(Glob.literal("k").some(CharSet.range('a', 'z'))), "", CompletionsTest::longer);

    private static List<String> longer(String beginning) {
        String from = beginning.isEmpty() ? "k" : beginning;
        return from.startsWith("k")
                ? Stream.of("a", "b", "c").map(letter -> from + letter).toList()
                : List.of();
    }

    private static Optional<List<String>> samples(Texts... tests) {
        return VALUES.samples(List.of(tests));
    }

    @Test
    void besideTheValuesAndBeginningsThatAreNamedThereIsAValueLikeNone() {
        assertThat(samples()).contains(List.of("ka"));
        assertThat(samples(new Texts.One("ka"))).contains(List.of("kb", "ka"));
        assertThat(samples(new Texts.One("ka"), new Texts.Starting("kb"))).contains(List.of("kc", "kba", "ka"));
        assertThat(samples(new Texts.Any(List.of(new Texts.One("kba"), new Texts.Starting("kb")))))
                .contains(List.of("ka", "kbb", "kba"));
        assertThat(samples(new Texts.Starting("kb"), new Texts.Starting("kba"))).contains(List.of("ka", "kbb", "kbaa"));
    }

    @Test
    void beginningsBeforeTheRootAreAllValuesBeginnings() {
        Completions rooted = new Completions(VALUES.language(), "k", CompletionsTest::longer);
        assertThat(rooted.samples(List.of(new Texts.Starting(""), new Texts.Starting("k"), new Texts.Starting("x"))))
                .contains(List.of("ka"));
        assertThat(rooted.samples(List.of(new Texts.Starting("kb")))).contains(List.of("ka", "kba"));
    }

    @Test
    void whatIsNoValueIsNoSample() {
        assertThat(samples(new Texts.One("x"), new Texts.Starting("x"))).contains(List.of("ka"));
        assertThat(VALUES.has("kx")).isTrue();
        assertThat(VALUES.has("x")).isFalse();
    }

    @Test
    void whereEveryValueThatIsTriedIsNamedTheRestIsLeftToTheAutomaton() {
        assertThat(samples(new Texts.One("ka"), new Texts.One("kb"), new Texts.One("kc")))
                .isEmpty();
    }

    @Test
    void patternsAreLeftToTheAutomaton() {
        Texts pattern = Language.of(Glob.literal("k").many(CharSet.ANY).then("a"));
        assertThat(samples(pattern)).isEmpty();
        assertThat(samples(new Texts.Any(List.of(new Texts.One("ka"), pattern))))
                .isEmpty();
    }
}
