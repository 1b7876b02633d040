package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.box.Refutation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CertificateTest {

    private static final String PINNED =
            Questions.policy("{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\","
                    + "\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\","
                    + "\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111111111111\"}}}");

    @Test
    void provesThatADenyShutsEveryOutsiderOut() {
        Certificate certificate =
                Certificate.of(Questions.ofAccount().question(PINNED)).orElseThrow();
        assertThat(certificate.fault()).isEmpty();
        assertThat(certificate.claims()).extracting(Certificate.Claim::name).containsExactly("statement 1");
        assertThat(certificate.excluded())
                .extracting(Certificate.Excluded::name)
                .contains("statement 2");
        assertThat(certificate.dimensions())
                .extracting(Certificate.Dimension::key)
                .contains("Principal", "Action", "Resource");
    }

    @Test
    void aCertificateOfAnotherPolicyProvesNothing() {
        Certificate right =
                Certificate.of(Questions.ofAccount().question(PINNED)).orElseThrow();
        Certificate wrong = new Certificate(
                right.dimensions(),
                right.excluded(),
                List.of(new Certificate.Claim(
                        "statement 1", right.claims().getFirst().box(), new Refutation.Empty(0))));
        assertThat(wrong.fault()).hasValueSatisfying(fault -> assertThat(fault).startsWith("statement 1: side 0 "));
    }

    @Test
    void aDenyOfWhichItIsNotKnownWhomItDeniesProvesNothing() {
        String doubtful = Questions.policy(
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"arn:aws:iam::*:root\"},\"Action\":\"*\",\"Resource\":\"*\"}");
        assertThat(Certificate.of(Questions.ofAccount().question(doubtful))).isEmpty();
    }

    @RepeatedTest(300)
    void thereIsOneJustWhenNobodyOutsideGetsIn(RepetitionInfo repetition) {
        Random random = new Random(40_000 + repetition.getCurrentRepetition());
        Questions questions = random.nextBoolean() ? Questions.ofAccount() : Questions.ofOrganization();
        String policy = RandomPoliciesTest.randomPolicy(random);
        Question question = questions.question(policy);
        Access access = OutsideAccess.of(question);
        boolean nobody = access.cells().isEmpty() && !access.more();
        assertThat(Certificate.of(question).map(Certificate::fault).map(fault -> fault.orElse("right")))
                .as(policy)
                .isEqualTo(nobody ? java.util.Optional.of("right") : java.util.Optional.empty());
    }
}
