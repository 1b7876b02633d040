package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Effect;
import io.portcullis.reasoning.box.BoxSearch;
import io.portcullis.reasoning.box.Effort;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen at a glance to keep outsiders out is what the search finds to. */
class InsidersTest {

    private static final List<String> PRINCIPALS = List.of(
            "\"*\"",
            "{\"AWS\":\"*\"}",
            "{\"AWS\":\"arn:aws:iam::222222222222:root\"}",
            "{\"AWS\":\"arn:aws-cn:iam::111111111111:root\"}",
            "{\"AWS\":[\"arn:aws-cn:iam::111111111111:role/r\",\"*\"]}",
            "{\"Federated\":\"accounts.google.com\"}");

    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringLike",
            "ArnEquals",
            "ArnLike",
            "StringEqualsIgnoreCase",
            "StringNotEquals",
            "StringEqualsIfExists",
            "ForAnyValue:StringEquals",
            "ForAnyValue:StringLike",
            "ForAllValues:StringLike",
            "ForAnyValue:StringLikeIfExists");

    private static final List<String> KEYS = List.of(
            "aws:PrincipalOrgID",
            "aws:PrincipalOrgPaths",
            "aws:PrincipalAccount",
            "kms:CallerAccount",
            "AWS:principalarn",
            "aws:PrincipalTag/team");

    private static final List<String> VALUES = List.of(
            "o-own1234567",
            "o-own*",
            "o-own1234567/*",
            "o-own1234567/r-ab12/ou-ab12-1/",
            "o-*/r-ab12/",
            "o-other12345",
            "111111111111",
            "1111*",
            "222222222222",
            "arn:aws:iam::111111111111:role/r*",
            "arn:aws:iam::111111111111:*",
            "arn:aws:sts::111111111111:federated-user/f",
            "arn:aws-cn:iam::111111111111:role/r",
            "arn:aws:iam::222222222222:role/r",
            "arn:aws:iam::*:role/111111111111:r",
            "arn:*:iam::111111111111:role/r",
            "*");

    @RepeatedTest(500)
    void whoeverIsSeenToBeTrustedIsFoundToBe(RepetitionInfo repetition) throws Tangled {
        Random random = new Random(repetition.getCurrentRepetition());
        Questions questions = random.nextBoolean() ? Questions.ofAccount() : Questions.ofOrganization();
        Question question = questions.question(policy(
                any(random, PRINCIPALS),
                any(random, OPERATORS),
                any(random, KEYS),
                any(random, VALUES),
                any(random, VALUES)));
        if (isSeen(question)) {
            Model model = Model.of(question);
            assertThat(model.search()
                            .searchAny(
                                    model.boxes(Effect.ALLOW, true),
                                    model.outsiders(),
                                    model.excluded(false),
                                    new Effort(1_000_000)))
                    .as(question.rules().toString())
                    .isEqualTo(new BoxSearch.Nothing());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringEquals aws:PrincipalOrgID o-own1234567",
                "StringLike aws:principalorgid o-own1234567",
                "ForAnyValue:StringLike aws:PrincipalOrgPaths o-own1234567/r-ab12/*",
                "StringEquals aws:PrincipalAccount 111111111111",
                "StringEquals kms:CallerAccount 111111111111",
                "ArnLike aws:PrincipalArn arn:aws:iam::111111111111:role/*",
                "StringLike aws:PrincipalArn arn:aws:iam::111111111111:*"
            })
    void onlyTheTrustedMeet(String condition) {
        assertThat(isSeen(questioned(condition))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringEqualsIfExists aws:PrincipalOrgID o-own1234567",
                "StringNotEquals aws:PrincipalOrgID o-own1234567",
                "ForAllValues:StringEquals aws:PrincipalOrgPaths o-own1234567/r-ab12/",
                "ForAnyValue:StringLike aws:PrincipalOrgPaths o-own1234567*",
                "StringLike aws:PrincipalAccount 11111111111*",
                "StringLike aws:PrincipalArn arn:aws:iam::*:role/r",
                "StringEquals aws:ResourceAccount 111111111111"
            })
    void othersMayMeet(String condition) {
        assertThat(isSeen(questioned(condition))).isFalse();
    }

    @Test
    void oneUntrustedValueLetsOthersIn() {
        assertThat(isSeen(Questions.ofOrganization()
                        .question(policy(
                                "\"*\"", "StringEquals", "aws:PrincipalAccount", "111111111111", "222222222222"))))
                .isFalse();
    }

    @Test
    void anAccountOfAnotherPartitionIsAnotherAccount() {
        assertThat(isSeen(Questions.ofOrganization()
                        .question(policy(
                                "{\"AWS\":\"arn:aws-cn:iam::111111111111:root\"}",
                                "StringEquals",
                                "aws:PrincipalAccount",
                                "111111111111",
                                "111111111111"))))
                .isFalse();
    }

    private static Question questioned(String condition) {
        String[] parts = condition.split(" ");
        return Questions.ofOrganization().question(policy("\"*\"", parts[0], parts[1], parts[2], parts[2]));
    }

    private static boolean isSeen(Question question) {
        return OutsideAccess.isSurelyClosed(question.rules(), question.actions(), question.zone());
    }

    private static String policy(String principal, String operator, String key, String... values) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\",\"Condition\":{\"" + operator + "\":{\"" + key
                + "\":[\"" + String.join("\",\"", values) + "\"]}}}]}";
    }

    private static String any(Random random, List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
