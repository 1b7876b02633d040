package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.when;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That one key is another is the same as that the other is the one. */
class EqualKeysTest {

    private static final String IS = "{'%s':{'%s':'${%s}'}}";

    @ParameterizedTest
    @CsvSource({
        "aws:PrincipalAccount, aws:ResourceAccount",
        "aws:PrincipalOrgID, aws:ResourceOrgID",
        "aws:userid, aws:ResourceTag/owner",
        "aws:PrincipalType, aws:ResourceTag/owner",
        "aws:username, aws:ResourceTag/owner",
        "aws:PrincipalTag/team, aws:ResourceTag/team"
    })
    void itIsTheSameWhicheverStandsFirst(String one, String other) {
        for (String operator :
                new String[] {"StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringLike"}) {
            String first = resource("'*'", IS.formatted(operator, one, other));
            String second = resource("'*'", IS.formatted(operator, other, one));
            no(RESOURCE.compare(first, second));
            no(RESOURCE.compare(second, first));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"StringEqualsIfExists", "StringNotEqualsIfExists"})
    void whichOfTheTwoMayBeAbsentIsNot(String operator) {
        yes(IDENTITY.compare(
                when(IS.formatted("StringEqualsIfExists", "aws:PrincipalTag/a", "aws:ResourceTag/b")),
                when(IS.formatted(operator, "aws:ResourceTag/b", "aws:PrincipalTag/a"))));
    }

    @Test
    void theProofOfAnIdHasTheIdOfItsCaller() {
        Answer.Yes answer = yes(IDENTITY.compare(
                when(IS.formatted("StringEquals", "aws:userid", "aws:ResourceTag/owner")),
                when(IS.formatted("StringEquals", "aws:ResourceTag/team", "aws:userid"))));
        assertThat(answer.request().values("aws:ResourceTag/owner"))
                .isEqualTo(answer.request().values("aws:userid"))
                .isNotEmpty();
    }
}
