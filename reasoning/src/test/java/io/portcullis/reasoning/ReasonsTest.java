package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.concrete.Element;
import io.portcullis.reasoning.concrete.Evaluator;
import io.portcullis.reasoning.concrete.Request;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static final String OPEN = statement("Allow", "\"*\"", "kms:*", "{}");

    private static String statement(String effect, String principal, String action, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal + ",\"Action\":\"" + action
                + "\",\"Resource\":\"*\",\"Condition\":" + condition + "}";
    }

    private static String deny(String condition) {
        return statement("Deny", "\"*\"", "*", condition);
    }

    private static Reasons of(Question question) {
        return Reasons.of(question).orElseThrow();
    }

    private static Barrier barrier(String... statements) {
        return of(ACCOUNT.question(Questions.policy(String.join(",", statements))))
                .barrier(0);
    }

    @Test
    void anAllowThatNamesOnlyTheOwnersPrincipalsKeepsOutsidersOutByItsPrincipal() {
        assertThat(barrier(statement("Allow", "{\"AWS\":\"111111111111\"}", "kms:*", "{}")))
                .isEqualTo(new Barrier.Words(List.of(new Element.Principals())));
    }

    @Test
    void anAllowOfActionsThatOnlyTheOwnerMayUseKeepsOutsidersOutByItsActions() {
        assertThat(barrier(statement("Allow", "\"*\"", "kms:PutKeyPolicy", "{}")))
                .isEqualTo(new Barrier.Words(List.of(new Element.Actions())));
    }

    @Test
    void theConditionThatNoOutsiderMeetsIsNamed() {
        assertThat(barrier(statement(
                        "Allow",
                        "\"*\"",
                        "kms:*",
                        "{\"StringEquals\":{\"kms:ViaService\":\"s3.us-east-1.amazonaws.com\","
                                + "\"kms:CallerAccount\":\"111111111111\"}}")))
                .isEqualTo(new Barrier.Words(List.of(new Element.Test(1))));
    }

    @Test
    void twoConditionsThatShutOutsidersOutOnlyTogetherAreBothNamed() {
        assertThat(barrier(statement(
                        "Allow",
                        "\"*\"",
                        "kms:*",
                        "{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\",\"kms:ViaService\":\"s\"},"
                                + "\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.7\"}}")))
                .isEqualTo(new Barrier.Words(List.of(new Element.Test(0), new Element.Test(2))));
    }

    @Test
    void anAllowWithoutAPrincipalHasNoEffect() {
        assertThat(barrier("{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}"))
                .isEqualTo(new Barrier.Words(List.of(new Element.Missing())));
    }

    @Test
    void theDenyThatDecidesIsNamedAndThoseThatDoNotAreNot() {
        assertThat(barrier(
                        OPEN,
                        deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"),
                        deny("{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111111111111\"}}"),
                        deny("{\"Null\":{\"aws:SourceVpce\":\"true\"}}")))
                .isEqualTo(new Barrier.Denies(List.of(2)));
    }

    @Test
    void deniesThatDecideOnlyTogetherAreAllNamed() {
        assertThat(barrier(
                        OPEN,
                        deny("{\"Null\":{\"aws:SourceVpce\":\"true\"}}"),
                        deny("{\"StringNotEquals\":{\"kms:ViaService\":\"x\"}}"),
                        deny("{\"Null\":{\"aws:SourceVpce\":\"false\"}}")))
                .isEqualTo(new Barrier.Denies(List.of(1, 3)));
    }

    @Test
    void nothingKeepsOutsidersOutAtAnOpenAllow() {
        assertThat(barrier(OPEN, deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}")))
                .isEqualTo(new Barrier.Nothing());
    }

    @Test
    void whatIsNotKnownIsNoBarrier() {
        assertThat(barrier(statement("Allow", "{\"AWS\":\"arn:aws:iam::*:role/x\"}", "kms:*", "{}")))
                .isEqualTo(new Barrier.Unknown());
    }

    @Test
    void onlyDeniesThatTakeSomethingOutOfACellCutIt() {
        Question question = ACCOUNT.question(Questions.policy(String.join(
                ",",
                statement("Allow", "{\"AWS\":\"222222222222\"}", "kms:Decrypt", "{}"),
                deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"),
                statement("Deny", "{\"AWS\":\"333333333333\"}", "*", "{}"),
                statement("Deny", "\"*\"", "kms:Encrypt", "{}"),
                deny("{\"StringEquals\":{\"aws:PrincipalAccount\":\"444444444444\"}}"),
                statement("Deny", "{\"AWS\":\"arn:aws:iam::222222222222:role/ci\"}", "*", "{}"))));
        Access access = OutsideAccess.of(question);
        assertThat(access.cells()).hasSize(1);
        assertThat(of(question).cuts(access.cells().getFirst())).containsExactly(1, 5);
    }

    @Test
    void aDenyOfWhatNoRequestOfTheCellIsCutsNothing() {
        // Who comes through a VPC has no address on the internet.
        Question question = ACCOUNT.question(Questions.policy(String.join(
                ",",
                statement("Allow", "\"*\"", "kms:Decrypt", "{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}"),
                deny("{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}"))));
        Access access = OutsideAccess.of(question);
        assertThat(access.cells()).isNotEmpty();
        assertThat(of(question).cuts(access.cells().getFirst())).isEmpty();
    }

    @Test
    void aValueThatReadsTheSameInTwoSensesIsTakenInBoth() {
        Question question = ACCOUNT.question(Questions.policy(String.join(
                ",",
                statement("Allow", "\"*\"", "kms:Decrypt", "{\"StringEquals\":{\"aws:SourceVpce\":\"vpce-*\"}}"),
                statement("Allow", "\"*\"", "kms:Decrypt", "{\"StringLike\":{\"aws:SourceVpce\":\"vpce-*\"}}"),
                deny("{\"StringEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}"))));
        assertThat(OutsideAccess.of(question).cells())
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(of(question).cuts(cell)).containsExactly(2));
    }

    @ParameterizedTest
    @CsvSource({"kms:Decrypt, 1", "KMS:*CRYPT, 2", "kms:CreateGrant, 0", "kms:PutKeyPolicy, 0"})
    void whoMayDoThisIsTheSameQuestionAboutFewerActions(String pattern, int cells) {
        Question question =
                ACCOUNT.question(Questions.policy(statement("Allow", "{\"AWS\":\"222222222222\"}", "kms:Decrypt", "{}")
                        + "," + statement("Allow", "{\"AWS\":\"333333333333\"}", "kms:Encrypt", "{}")));
        Access access = OutsideAccess.of(question.onlyActions(List.of(pattern)));
        assertThat(access.cells()).hasSize(cells);
        assertThat(access.more()).isFalse();
    }

    @Test
    void whoReachesThisResourceIsTheSameQuestionAboutOne() {
        Question question = ACCOUNT.question(Questions.policy(OPEN));
        assertThat(OutsideAccess.of(question.onlyResource(Questions.KEY))).isEqualTo(OutsideAccess.of(question));
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> question.onlyResource(Questions.KEY + "x"))
                .withMessageContaining(Questions.KEY + "x");
    }

    @RepeatedTest(200)
    void everyAllowLetsOutsidersInOrTellsWhatKeepsThemOut(RepetitionInfo repetition) {
        Random random = new Random(30_000 + repetition.getCurrentRepetition());
        Questions questions = random.nextBoolean() ? Questions.ofAccount() : Questions.ofOrganization();
        String policy = RandomPoliciesTest.randomPolicy(random);
        Question question = questions.question(policy);
        Access access = OutsideAccess.of(question);
        Reasons reasons = of(question);
        List<Integer> allows = java.util.stream.IntStream.range(
                        0, question.rules().size())
                .filter(rule -> question.rules().get(rule).statement().effect() == Effect.ALLOW)
                .boxed()
                .toList();
        List<Request> requests = java.util.stream.Stream.generate(
                        () -> RandomPoliciesTest.randomRequest(random, questions.zone()))
                .limit(200)
                .toList();
        Evaluator evaluator = new Evaluator(question.rules(), false, "aws");
        for (int allow : allows) {
            boolean atFault =
                    access.cells().stream().anyMatch(cell -> cell.rules().contains(allow));
            Barrier barrier = reasons.barrier(allow);
            assertThat(barrier instanceof Barrier.Nothing).as(policy).isEqualTo(atFault);
            switch (barrier) {
                case Barrier.Words ignored ->
                    assertThat(requests)
                            .as(policy)
                            .noneMatch(request ->
                                    evaluator.matches(question.rules().get(allow), request));
                case Barrier.Denies denies ->
                    assertThat(requests)
                            .as(policy)
                            .allMatch(request ->
                                    !evaluator.matches(question.rules().get(allow), request)
                                            || denies.rules().stream()
                                                    .anyMatch(deny -> evaluator.matches(
                                                            question.rules().get(deny), request)));
                case Barrier.Nothing ignored -> assertThat(access.cells()).isNotEmpty();
                case Barrier.Unknown ignored ->
                    assertThat(access.more()).as(policy).isTrue();
            }
        }
        for (Access.Cell cell : access.cells()) {
            List<Integer> cuts = reasons.cuts(cell);
            for (Request request : requests) {
                List<Integer> met = java.util.stream.IntStream.range(
                                0, question.rules().size())
                        .filter(rule -> evaluator.matches(question.rules().get(rule), request))
                        .boxed()
                        .toList();
                if (met.stream().anyMatch(allows::contains) && RandomPoliciesTest.holds(cell, request)) {
                    assertThat(cuts)
                            .as("%s%n %s %s", policy, cell, request)
                            .containsAll(met.stream()
                                    .filter(rule -> !allows.contains(rule))
                                    .toList());
                }
            }
        }
    }
}
