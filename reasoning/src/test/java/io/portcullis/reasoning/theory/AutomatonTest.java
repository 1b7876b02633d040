package io.portcullis.reasoning.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Automata of random globs, judged text by text. */
class AutomatonTest {

    private static final CharSet LETTERS = CharSet.anyOf("ab");
    private static final List<String> TEXTS = texts();

    private static final Language SHORT = new Language(IntStream.rangeClosed(0, 3)
            .mapToObj(length -> Glob.EMPTY.times(LETTERS, length))
            .toList());

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int i = 0; texts.size() < 31; i++) {
            texts.add(texts.get(i) + "a");
            texts.add(texts.get(i) + "b");
        }
        return texts;
    }

    private static boolean has(Automaton automaton, String text) {
        if (automaton.isEmpty()) {
            return false;
        }
        BitSet states = new BitSet();
        states.set(0);
        for (int c : text.codePoints().toArray()) {
            BitSet next = new BitSet();
            states.stream()
                    .forEach(state -> automaton.edges().get(state).stream()
                            .filter(edge -> edge.low() <= c && c <= edge.high())
                            .forEach(edge -> next.set(edge.target())));
            states = next;
        }
        return states.intersects(automaton.accepting());
    }

    private static List<String> members(Automaton automaton) {
        return TEXTS.stream().filter(text -> has(automaton, text)).toList();
    }

    private static Budget budget() {
        return new Budget(1_000_000);
    }

    private static Glob glob(Random random) {
        Glob glob = Glob.EMPTY;
        for (int i = random.nextInt(4); i > 0; i--) {
            glob = switch (random.nextInt(5)) {
                case 0 -> glob.then("a");
                case 1 -> glob.then("b");
                case 2 -> glob.times(CharSet.ANY, 1);
                case 3 -> glob.many(LETTERS);
                default -> glob.many(CharSet.ANY);
            };
        }
        return glob;
    }

    private static Language language(Random random) {
        return new Language(IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> glob(random))
                .toList());
    }

    private static Automaton automaton(Language... wanted) throws TooComplex {
        return Tests.automaton(List.of(wanted), List.of(), budget());
    }

    @RepeatedTest(200)
    void languagesMeetAndExcludeEachOtherTextByText(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Language> wanted = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> language(random))
                .toList();
        List<Language> unwanted = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> language(random))
                .toList();
        assertThat(members(Tests.automaton(wanted, unwanted, budget())))
                .as("%s %s", wanted, unwanted)
                .isEqualTo(TEXTS.stream()
                        .filter(text -> wanted.stream().allMatch(each -> each.has(text))
                                && unwanted.stream().noneMatch(each -> each.has(text)))
                        .toList());
    }

    @RepeatedTest(200)
    void setsAreJoinedIntersectedAndSubtracted(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        Language one = language(random);
        Language two = language(random);
        Automaton first = automaton(one);
        Automaton second = automaton(two);
        assertThat(members(first.and(second, budget())))
                .isEqualTo(TEXTS.stream()
                        .filter(text -> one.has(text) && two.has(text))
                        .toList());
        assertThat(members(first.minus(second, budget())))
                .isEqualTo(TEXTS.stream()
                        .filter(text -> one.has(text) && !two.has(text))
                        .toList());
        assertThat(members(Automaton.union(List.of(first, second, Automaton.NOTHING), budget())))
                .isEqualTo(TEXTS.stream()
                        .filter(text -> one.has(text) || two.has(text))
                        .toList());
    }

    @RepeatedTest(200)
    void theShortestTextsAreListed(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        Automaton automaton = automaton(language(random), SHORT);
        List<String> members = members(automaton);
        Automaton.Words every = automaton.words(20);
        assertThat(every.texts()).containsExactlyInAnyOrderElementsOf(members);
        assertThat(every.all()).isTrue();
        assertThat(every.texts()).extracting(String::length).isSorted();
        for (int most = 1; most < members.size(); most++) {
            Automaton.Words some = automaton.words(most);
            assertThat(some.all()).isFalse();
            assertThat(some.texts()).isEqualTo(every.texts().subList(0, most));
        }
        if (members.isEmpty()) {
            assertThat(automaton.isEmpty()).isTrue();
            assertThatThrownBy(automaton::shortest).isInstanceOf(IllegalStateException.class);
        } else {
            assertThat(members).contains(automaton.shortest());
            assertThat(automaton.shortest()).hasSameSizeAs(every.texts().getFirst());
        }
    }

    @Test
    void textsOfManyCharactersAreListedTheReadableOnesFirst() throws TooComplex {
        Automaton any = automaton(Language.of(Glob.EMPTY.times(CharSet.ANY, 1)));
        assertThat(any.words(3).texts()).hasSize(3).contains("a").allMatch(text -> text.matches("[a-z]"));
        assertThat(any.words(3).all()).isFalse();
        Automaton lastLetters = automaton(Language.of(Glob.EMPTY.times(CharSet.range('X', 'c'), 1)));
        assertThat(lastLetters.words(12).texts())
                .startsWith("a")
                .containsExactlyInAnyOrder("a", "b", "c", "X", "Y", "Z", "[", "\\", "]", "^", "_", "`");
        assertThat(lastLetters.words(12).all()).isTrue();
        assertThat(lastLetters.words(11).all()).isFalse();
        Automaton endless = automaton(Language.of(Glob.EMPTY.many(CharSet.of('a'))));
        assertThat(endless.words(3)).isEqualTo(new Automaton.Words(List.of("", "a", "aa"), false));
        Automaton two = automaton(Language.of(Glob.literal("😀"), Glob.literal("abc")));
        assertThat(two.words(5)).isEqualTo(new Automaton.Words(List.of("😀", "abc"), true));
    }

    @Test
    void whatLeadsNowhereIsNotKept() throws TooComplex {
        Automaton both = automaton(
                Language.of(Glob.literal("ab"), Glob.literal("b").many(LETTERS).then("c")),
                Language.of(Glob.EMPTY.many(LETTERS)));
        assertThat(both.edges()).hasSize(3);
        assertThat(automaton(Language.of(Glob.literal("a")), Language.of(Glob.literal("b"))))
                .isEqualTo(Automaton.NOTHING);
    }

    @Test
    void workIsPaidFor() {
        Language stars = Language.of(Glob.EMPTY.many(LETTERS).then("a").times(LETTERS, 14));
        assertThatThrownBy(() -> Tests.automaton(List.of(), List.of(stars), new Budget(10_000)))
                .isInstanceOf(TooComplex.class);
        Budget small = new Budget(40);
        assertThatThrownBy(() -> {
                    Automaton some = automaton(stars);
                    some.and(some, small);
                })
                .isInstanceOf(TooComplex.class);
    }
}
