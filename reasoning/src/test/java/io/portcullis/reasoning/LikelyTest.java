package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands for a wildcard in a proof can be seen. */
class LikelyTest {

    @ParameterizedTest
    @CsvSource({
        "repo:my-org*, repo:my-orgexample",
        "repo:my-org/*:ref:refs/heads/?, repo:my-org/example:ref:refs/heads/x",
        "arn:aws:sns:*:444455556666:*, arn:aws:sns:us-east-1:444455556666:example",
        "arn:aws:sns:*:*:t, arn:aws:sns:us-east-1:111122223333:t",
        "arn:aws:s3:*:*:b, arn:aws:s3:::b",
        "arn:aws:s3:*:*:accesspoint/*, arn:aws:s3:us-east-1:111122223333:accesspoint/example",
        "*, example"
    })
    void aWildcardStandsForWhatPeopleHaveMet(String pattern, String likely) {
        assertThat(Likely.of(pattern)).first().isEqualTo(likely);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "repo:my-org/app", "${aws:PrincipalTag/team}*"})
    void whatHasNoWildcardsOrVariablesTooHasNone(String text) {
        assertThat(Likely.of(text)).isEmpty();
    }

    @Test
    void aProofShowsTheHoleThatAWildcardIs() {
        Access access =
                Questions.ofAccount().allow("{'StringLike':{'aws:PrincipalTag/a':'x-*','aws:Referer':'https://a*'}}");
        assertThat(access.cells().getFirst().witness().context())
                .containsEntry("aws:PrincipalTag/a", List.of("x-example"))
                .containsEntry("aws:Referer", List.of("https://aexample"));
    }

    @Test
    void whatAnotherStatementTellsApartIsNotMixedUp() {
        Access access = Questions.ofAccount()
                .ask(Questions.policy(Questions.statement("Allow", "{'StringLike':{'aws:Referer':'a*'}}") + ","
                        + Questions.statement("Deny", "{'StringLike':{'aws:Referer':'*e'}}")));
        assertThat(access.cells().getFirst().witness().values("aws:Referer")).containsExactly("a");
    }
}
