package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final Glob FLOATING = Glob.EMPTY.many(CharSet.ANY).then("z");

    @Test
    void oneTextIsThatTextAlone() {
        assertThat(members(new Texts.One("ab"))).containsExactly("ab");
    }

    @Test
    void aBeginningTakesAllThatStartsWithIt() {
        assertThat(members(new Texts.Starting("ab"))).containsExactly("ab", "abz");
        assertThat(members(Texts.ALL)).containsExactly("", "a", "ab", "abz", "b");
    }

    @Test
    void aUnionTakesWhatAnyOfItsSetsTakes() {
        assertThat(members(Texts.any(List.of(new Texts.One("a"), Language.of(FLOATING)))))
                .containsExactly("a", "abz");
        assertThat(members(Texts.NONE)).isEmpty();
    }

    @Test
    void theUnionOfOneSetIsThatSet() {
        assertThat(Texts.any(List.of(new Texts.One("a")))).isEqualTo(new Texts.One("a"));
        assertThat(Texts.any(List.of())).isEqualTo(Texts.NONE);
    }

    @Test
    void globsAreTakenForTheSimplestSetTheyAre() {
        assertThat(Texts.of(Glob.literal("ab"))).isEqualTo(new Texts.One("ab"));
        assertThat(Texts.of(Glob.prefix("ab"))).isEqualTo(new Texts.Starting("ab"));
        assertThat(Texts.of(FLOATING)).isEqualTo(Language.of(FLOATING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abz", "b"})
    void theLanguageOfASetHasTheSameTexts(String text) {
        for (Texts set : List.of(
                new Texts.One("ab"),
                new Texts.Starting("ab"),
                Texts.any(List.of(new Texts.One("a"), new Texts.One("a"), Language.of(FLOATING))),
                Language.of(FLOATING),
                Texts.NONE,
                Texts.ALL)) {
            assertThat(set.language().has(text)).as("%s in %s", text, set).isEqualTo(set.has(text));
        }
    }

    @Test
    void languagesAreJoinedAndPutInARow() {
        Language either = Language.of(Glob.literal("a")).or(Language.of(Glob.literal("a"), Glob.literal("b")));
        assertThat(either).isEqualTo(Language.of(Glob.literal("a"), Glob.literal("b")));
        assertThat(either.then(Glob.literal("z"))).isEqualTo(Language.of(Glob.literal("az"), Glob.literal("bz")));
        assertThat(either.after(Glob.literal("z"))).isEqualTo(Language.of(Glob.literal("za"), Glob.literal("zb")));
    }

    private static List<String> members(Texts set) {
        return List.of("", "a", "ab", "abz", "b").stream().filter(set::has).toList();
    }
}
