package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests that comparisons show are such as people know. */
class IllustrationTest {

    private static String statement(String effect, String action, String resource) {
        return "{'Effect':'%s','Action':'%s','Resource':'%s'}".formatted(effect, action, resource);
    }

    /** What a policy allows beyond one that allows nothing. */
    private static Request shown(String... statements) {
        Answer answer = IDENTITY.compare(rules(statements), rules());
        assertThat(answer).isInstanceOf(Answer.Yes.class);
        return ((Answer.Yes) answer).request();
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, *, arn:aws:s3:::example/example",
        "sqs:SendMessage, *, arn:aws:sqs:us-east-1:111122223333:example",
        "s3:GetObject, arn:aws:s3:::logs/*, arn:aws:s3:::logs/example",
        "s3:GetObject, arn:aws:s3:::log?/a, arn:aws:s3:::logx/a",
        "sqs:SendMessage, arn:aws:sqs:*:*:q, arn:aws:sqs:us-east-1:111122223333:q",
        "sqs:SendMessage, arn:aws:sqs:eu-west-1:444455556666:*, arn:aws:sqs:eu-west-1:444455556666:example"
    })
    void wildcardsOfResourcesAreFilledInAsInEverydayArns(String action, String resource, String shown) {
        assertThat(shown(statement("Allow", action, resource)).resource()).isEqualTo(shown);
    }

    @Test
    void theResourceThatIsShownIsOneThatIsAllowed() {
        Request request = shown(
                statement("Allow", "s3:GetObject", "arn:aws:s3:::log*"),
                statement("Deny", "*", "arn:aws:s3:::*example*"));
        assertThat(request.resource()).isEqualTo("arn:aws:s3:::log");
    }

    @ParameterizedTest
    @CsvSource({"S3:getobject, s3:getobject", "s3:G*, s3:GetObject", "*, s3:GetObject", "sts:Assume*, sts:AssumeRole"})
    void anActionThatStandsThereOrThatPeopleKnowSpeaksForItsLikes(String allowed, String shown) {
        assertThat(shown(statement("Allow", allowed, "*")).action()).isEqualTo(shown);
    }

    @Test
    void actionsThatNobodyHasHeardOfAreThereToo() {
        Answer answer = IDENTITY.compare(
                rules(statement("Allow", "made-up:*", "*")), rules(statement("Allow", "made-up:Do*", "*")));
        assertThat(answer).isInstanceOf(Answer.Yes.class);
        assertThat(((Answer.Yes) answer).request().action())
                .startsWith("made-up:")
                .doesNotStartWith("made-up:do");
    }

    @ParameterizedTest
    @CsvSource({
        "kms, arn:aws:kms:us-east-1:111122223333:key/a:b, false",
        "kms, arn:aws:kms:us-east-1:111122223333:key/a, true",
        "sqs, arn:aws:sqs:us-east-1:111122223333:*:b, false",
        "sns, arn:aws:sns:us-east-1:111122223333:t:b, true"
    })
    void arnsOfMoreFieldsThanTheirServiceGivesThemAreNobodys(String service, String resource, boolean somebodys) {
        Answer answer = IDENTITY.compare(rules(statement("Allow", service + ":*", resource)), rules());
        assertThat(answer instanceof Answer.Yes).as("%s", answer).isEqualTo(somebodys);
    }
}
