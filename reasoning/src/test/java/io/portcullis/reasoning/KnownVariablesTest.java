package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a value's variables is known before any request is. */
class KnownVariablesTest {

    private static Optional<Template> fillIn(String value, String... actions) {
        return Questions.knowing(Map.of("aws:requestedregion", "r"), List.of(actions))
                .fillIn(value, true);
    }

    @Test
    void factsAreFilledInAndJoinTheTextAroundThem() {
        assertThat(fillIn("x${AWS:requestedregion}y", "sqs:SendMessage").orElseThrow())
                .isEqualTo(Template.parse("xry", true, true));
        assertThat(fillIn("x${aws:username}*${aws:RequestedRegion}", "sqs:SendMessage")
                        .orElseThrow())
                .isEqualTo(Template.parse("x${aws:username}*r", true, true));
    }

    @Test
    void aKeyThatNoRequestHasMakesItsValueMatchNothing() {
        assertThat(fillIn("x${kms:CallerAccount}", "sqs:SendMessage")).isEmpty();
        assertThat(fillIn("x${kms:CallerAccount}", "kms:Decrypt")).isPresent();
    }

    @Test
    void aDefaultStandsForAKeyThatNoRequestHas() {
        Template filledIn =
                fillIn("x${s3:ResourceAccount, '*'}", "sqs:SendMessage").orElseThrow();
        assertThat(filledIn.literal()).contains("x*");
        assertThat(fillIn("x${s3:ResourceAccount, '*'}", "s3:GetObject")
                        .orElseThrow()
                        .hasVariables())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "${kms:CallerAccount}, s3:GetObject, true",
        "${kms:CallerAccount}, kms:Encrypt, false",
        "${aws:username}, s3:GetObject, false",
        "kms:CallerAccount, s3:GetObject, false"
    })
    void whatSomeRequestsLackIsTold(String value, String action, boolean told) {
        KnownVariables ofTwo = Questions.knowing(Map.of(), List.of("kms:Decrypt", action));
        assertThat(ofTwo.elsewhere(List.of("a", value)).isPresent()).isEqualTo(told);
        assertThat(Questions.knowing(Map.of(), List.of(action)).elsewhere(List.of(value)))
                .isEmpty();
    }
}
