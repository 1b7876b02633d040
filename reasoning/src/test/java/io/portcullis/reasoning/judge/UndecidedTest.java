package io.portcullis.reasoning.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.Answer;
import io.portcullis.reasoning.Comparison;
import io.portcullis.reasoning.NewAccess;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Questions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random policies are left undecided where it is not known what AWS does, and not for want of work. */
class UndecidedTest {

    private static final int KEYS = 4;
    private static final Pattern WANT_OF_WORK = Pattern.compile("bounds|bounded|too many|entangled");

    @Test
    void noComparisonIsLeftUndecidedForWantOfWork() {
        Questions questions = Questions.ofAccount();
        Seeds.of(200).forEach(seed -> {
            Optional<Question> policy = questions.whole(Trees.json(new RandomPolicy(2 * seed, KEYS).tree()));
            Optional<Question> reference = questions.whole(Trees.json(new RandomPolicy(2 * seed + 1, KEYS).tree()));
            if (policy.isPresent() && reference.isPresent()) {
                Answer answer = NewAccess.of(new Comparison(
                        policy.get().rules(),
                        reference.get().rules(),
                        PolicyKind.RESOURCE,
                        false,
                        policy.get().now()));
                assertThat(reasons(answer))
                        .as("seed %d", seed)
                        .noneMatch(reason -> WANT_OF_WORK.matcher(reason).find());
            }
        });
    }

    @Test
    void noQuestionIsLeftUndecidedForWantOfWork() {
        Seeds.of(200)
                .forEach(seed -> Questions.of(seed)
                        .whole(Trees.json(new RandomPolicy(seed, KEYS).tree()))
                        .map(OutsideAccess::of)
                        .map(Access::doubts)
                        .ifPresent(doubts -> assertThat(doubts)
                                .as("seed %d", seed)
                                .noneMatch(
                                        reason -> WANT_OF_WORK.matcher(reason).find())));
    }

    private static List<String> reasons(Answer answer) {
        return switch (answer) {
            case Answer.Yes ignored -> List.of();
            case Answer.No ignored -> List.of();
            case Answer.Undecided undecided -> undecided.reasons();
        };
    }
}
