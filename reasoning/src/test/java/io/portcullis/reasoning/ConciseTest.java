package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Request;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ConciseTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static String allow(String values) {
        return "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringLike\":{\"aws:SourceVpce\":[" + values + "]}}}";
    }

    private static List<String> endpoints(Access access) {
        return access.cells().stream()
                .map(cell -> String.join(" or ", cell.condition().getOrDefault("aws:SourceVpce", List.of())))
                .toList();
    }

    @Test
    void leavesOutACellThatTheOthersCover() {
        // What begins with a and ends in b is in both of the others.
        String onlyA = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringNotLike\":{\"aws:SourceVpce\":\"vpce-a*\"}}}";
        Question question = ACCOUNT.question(Questions.policy(allow("\"vpce-a*\",\"vpce-*b\"") + "," + onlyA));
        assertThat(endpoints(OutsideAccess.of(question))).containsExactlyInAnyOrder("vpce-a*", "vpce-*b");
        assertThat(endpoints(OutsideAccess.concisely(question))).containsExactly("vpce-a*");
    }

    @Test
    void leavesOutACellThatOnlySeveralOthersCover() {
        String middle = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringNotLike\":{\"aws:SourceVpce\":[\"vpce-a*\",\"vpce-*b\"]}}}";
        Question question =
                ACCOUNT.question(Questions.policy(allow("\"vpce-a*\",\"vpce-*m*\",\"vpce-*b\"") + "," + middle));
        assertThat(OutsideAccess.of(question).cells()).hasSize(3);
        assertThat(OutsideAccess.concisely(question).cells()).hasSize(2);
    }

    @Test
    void keepsEveryCellThatHasSomethingOfItsOwn() {
        Question question = ACCOUNT.question(Questions.policy(allow("\"vpce-a*\",\"vpce-*b\"")));
        assertThat(OutsideAccess.concisely(question)).isEqualTo(OutsideAccess.of(question));
    }

    @RepeatedTest(300)
    void neverLosesARequestAndNeverHidesThatAKeyIsPublic(RepetitionInfo repetition) {
        Random random = new Random(20_000 + repetition.getCurrentRepetition());
        Questions questions = random.nextBoolean() ? Questions.ofAccount() : Questions.ofOrganization();
        String policy = RandomPoliciesTest.randomPolicy(random);
        Question question = questions.question(policy);
        Access all = OutsideAccess.of(question);
        Access concise = OutsideAccess.concisely(question);

        assertThat(all.cells()).as(policy).containsAll(concise.cells());
        assertThat(concise.more()).as(policy).isEqualTo(all.more());
        assertThat(concise.morePublic()).as(policy).isEqualTo(all.morePublic());
        assertThat(concise.cells().stream().anyMatch(Access.Cell::isPublic))
                .as(policy)
                .isEqualTo(all.cells().stream().anyMatch(Access.Cell::isPublic));
        Evaluator evaluator = new Evaluator(question.rules(), false, "aws");
        List<Request> allowed = IntStream.range(0, 200)
                .mapToObj(i -> RandomPoliciesTest.randomRequest(random, questions.zone()))
                .filter(evaluator::allows)
                .toList();
        for (Request request : allowed) {
            assertThat(concise.more()
                            || concise.cells().stream().anyMatch(cell -> RandomPoliciesTest.holds(cell, request)))
                    .as("%s%n allows %s", policy, request)
                    .isTrue();
        }
    }
}
