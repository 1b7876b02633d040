package io.portcullis.reasoning.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text that becomes known piece by piece, and what of a glob it has come through. */
class ProgressTest {

    private static final Glob ANY = Glob.EMPTY.many(CharSet.ANY);

    /** 10. and one character more, and whatever then. */
    private static final Glob PATTERN =
            Glob.literal("10.").times(CharSet.ANY, 1).then(ANY).then(".5");

    private static Progress after(String... pieces) {
        Progress progress = Progress.of(PATTERN);
        for (String piece : pieces) {
            progress = progress.after(piece);
        }
        return progress;
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, false",
        "1, false, false",
        "10., false, false",
        "11, true, false",
        "10.0.5, false, true",
        "10..5, false, false",
        "10.0.50, false, false",
        "10.0.5.5, false, true"
    })
    void aTextIsDeadWhenNoneOfTheGlobBeginsSoAndDoneWhenItIsOne(String text, boolean dead, boolean done) {
        assertThat(after(text).isDead()).isEqualTo(dead);
        assertThat(after(text).isDone()).isEqualTo(done).isEqualTo(PATTERN.matches(text));
    }

    @Test
    void inPiecesATextComesAsFarAsAtOnce() {
        assertThat(after("10", ".", "0.", "5")).isEqualTo(after("10.0.5")).hasSameHashCodeAs(after("10.0.5"));
        assertThat(after("1", "1").after("0.0.5").isDead()).isTrue();
    }

    @Test
    void textsThatMayGoOnAlikeAreAsFar() {
        assertThat(after("10.7.1.")).isEqualTo(after("10.9."));
        assertThat(after("10.7.5")).isNotEqualTo(after("10.7."));
        // After the same text another glob goes on otherwise.
        assertThat(Progress.of(Glob.literal("ab")).after("a"))
                .isNotEqualTo(Progress.of(Glob.literal("ac")).after("a"));
    }

    @Test
    void aGlobTakesAllOnceItsLastStarIsReached() {
        Progress begun = Progress.of(Glob.literal("10.").then(ANY));
        assertThat(begun.after("10").takesAll()).isFalse();
        assertThat(begun.after("10.").takesAll()).isTrue();
        assertThat(begun.after("10.x").takesAll()).isTrue();
        assertThat(after("10.0.").takesAll()).isFalse();
        // A star of digits takes no letter.
        assertThat(Progress.of(Glob.EMPTY.many(CharSet.DIGIT)).takesAll()).isFalse();
    }

    @Test
    void theEmptyGlobIsDoneBeforeAnyCharacterAndDeadAfterOne() {
        Progress empty = Progress.of(Glob.EMPTY);
        assertThat(empty.isDone()).isTrue();
        assertThat(empty.takesAll()).isFalse();
        assertThat(empty.after("a").isDead()).isTrue();
    }

    @Test
    void aCharacterOfTwoUnitsIsOne() {
        Progress one = Progress.of(Glob.EMPTY.times(CharSet.ANY, 1)).after("\uD83D\uDD12");
        assertThat(one.isDone()).isTrue();
    }
}
