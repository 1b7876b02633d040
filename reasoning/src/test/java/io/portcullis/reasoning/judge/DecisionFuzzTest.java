package io.portcullis.reasoning.judge;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.portcullis.reasoning.Access;
import io.portcullis.reasoning.OutsideAccess;
import io.portcullis.reasoning.Question;
import io.portcullis.reasoning.Questions;
import io.portcullis.reasoning.concrete.Evaluator;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The whole decision on any text that reads as a policy: it ends, without an exception, and every finding's proof is a request
 * that the policy allows. With {@code JAZZER_FUZZ=1} in the environment texts are made up until the time is over; otherwise it
 * looks at the inputs beside the class.
 */
class DecisionFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void everyPolicyIsDecided(byte[] bytes) {
        Optional<Question> question = Questions.ofOrganization().whole(new String(bytes, StandardCharsets.UTF_8));
        if (question.isEmpty()) {
            return;
        }
        Access access = OutsideAccess.of(question.get());
        Evaluator evaluator = new Evaluator(
                question.get().rules(), false, "aws", question.get().zone().accounts());
        for (Access.Cell cell : access.cells()) {
            if (!evaluator.allows(cell.witness())) {
                throw new AssertionError(cell + " is not proven");
            }
        }
        if (access.doubts().stream()
                .anyMatch(doubt -> doubt.startsWith("the engine's two ways of deciding disagree"))) {
            throw new AssertionError(access);
        }
        if ((access.more() || access.morePublic()) == access.doubts().isEmpty()) {
            throw new AssertionError("Undecided without a reason, or a reason for nothing: " + access);
        }
    }
}
