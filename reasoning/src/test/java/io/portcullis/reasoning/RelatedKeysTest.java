package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions and resources that relate a key to others by variables. */
class RelatedKeysTest {

    private static final Questions ACCOUNT = Questions.ofAccount();
    private static final Questions ORGANIZATION = Questions.ofOrganization();

    private static String allow(String condition) {
        return statement("Allow", "*", condition);
    }

    private static String deny(String condition) {
        return statement("Deny", "*", condition);
    }

    private static String statement(String effect, String resource, String condition) {
        return """
                {"Effect":"%s","Principal":{"AWS":"*"},"Action":"kms:*","Resource":"%s","Condition":%s}""".formatted(effect, resource, condition.replace('\'', '"').replace('^', '\''));
    }

    private static String verdict(Questions questions, String... statements) {
        Access access = questions.ask(Questions.policy(String.join(",", statements)));
        if (access.cells().stream().anyMatch(Access.Cell::isPublic)) {
            return "public";
        }
        if (access.morePublic() || (access.more() && access.cells().isEmpty())) {
            return "undecided " + access.doubts();
        }
        return access.cells().isEmpty() ? "clean" : "external";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a caller-chosen tag can be anybody's account
                "{'StringEquals':{'aws:PrincipalAccount':'${aws:PrincipalTag/account}'}} | public",
                // but not when it is fixed to the zone's
                "{'StringEquals':{'aws:PrincipalAccount':'${aws:PrincipalTag/a}','aws:PrincipalTag/a':'111111111111'}} | clean",
                "{'StringEquals':{'aws:PrincipalAccount':'${aws:PrincipalTag/a}','aws:PrincipalTag/a':'222222222222'}} | public",
                "{'StringEquals':{'aws:SourceAccount':'${aws:PrincipalAccount}'}} | public",
                "{'StringEquals':{'aws:SourceAccount':'${aws:PrincipalAccount}'},"
                        + "'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:111111111111:*'}} | clean",
                "{'StringEquals':{'aws:SourceAccount':['${aws:PrincipalAccount}','333333333333'],"
                        + "'aws:PrincipalAccount':'222222222222'},"
                        + "'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:444444444444:*'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:ResourceTag/x}'}} | public",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:ResourceTag/x}','aws:ResourceTag/x':'blue'},"
                        + "'StringNotEquals':{'aws:PrincipalTag/x':'blue'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:ResourceTag/x}'},'StringLike':{'aws:ResourceTag/x':'a*'},"
                        + "'StringNotLike':{'aws:PrincipalTag/x':'*'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:ResourceTag/x}'},'StringLike':{'aws:ResourceTag/x':'a*'},"
                        + "'StringNotLike':{'aws:PrincipalTag/x':'a?*'}} | public",
                "{'StringNotEquals':{'aws:PrincipalTag/x':'${aws:ResourceTag/x}'}} | public",
                "{'StringNotEquals':{'aws:PrincipalTag/x':'${aws:ResourceTag/x}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'a','aws:ResourceTag/x':'a'}} | clean",
                "{'StringNotEquals':{'aws:PrincipalTag/x':'${aws:ResourceTag/x}'},"
                        + "'StringLike':{'aws:PrincipalTag/x':'a?','aws:ResourceTag/x':'a?'}} | public",
                // equal keys in a ring
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalTag/y}','aws:PrincipalTag/y':'${aws:PrincipalTag/z}'},"
                        + "'StringNotEquals':{'aws:PrincipalTag/x':'${aws:PrincipalTag/z}'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalTag/y}','aws:PrincipalTag/y':'${aws:PrincipalTag/z}',"
                        + "'aws:PrincipalTag/z':'a'},'StringNotLike':{'aws:PrincipalTag/x':'a'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':['${aws:PrincipalTag/y}','${aws:PrincipalTag/z}']},"
                        + "'StringNotEquals':{'aws:PrincipalTag/x':'${aws:PrincipalTag/z}'}} | public",
                "{'StringEquals':{'aws:PrincipalOrgID':'${aws:ResourceOrgID}'}} | external",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalArn}'},"
                        + "'StringLike':{'aws:PrincipalTag/x':'arn:aws:iam::111111111111:*'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:username}','aws:PrincipalType':'AssumedRole'}} | clean",
                "{'StringNotEquals':{'aws:PrincipalTag/x':'${aws:username}'},'StringEquals':{'aws:PrincipalType':'AssumedRole'},"
                        + "'Null':{'aws:PrincipalTag/x':'false'}} | public",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:userid}'},'StringLike':{'aws:PrincipalTag/x':'AROA*:s'}} | public",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:userid}'},'StringLike':{'aws:PrincipalTag/x':'111111111111:s'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:userid}'},'StringLike':{'aws:PrincipalTag/x':'222222222222:s'}} | public",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalType}'},'StringLike':{'aws:PrincipalTag/x':'B*'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalType}'},'StringLike':{'aws:PrincipalTag/x':'A*'}} | public",
                "{'StringEquals':{'aws:username':'${aws:PrincipalTag/x}','aws:PrincipalTag/x':'a/b'}} | clean",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalTag/x':'${aws:PrincipalTag/y}'},"
                        + "'StringLike':{'aws:PrincipalTag/x':'ABC*','aws:PrincipalTag/y':'abc*'}} | public",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalTag/x':'${aws:PrincipalTag/y}'},"
                        + "'StringLike':{'aws:PrincipalTag/x':'ABC*','aws:PrincipalTag/y':'abd*'}} | clean",
                "{'StringNotEqualsIgnoreCase':{'aws:PrincipalTag/x':'${aws:PrincipalTag/y}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'ABC','aws:PrincipalTag/y':'abc'}} | clean",
                "{'ArnEquals':{'aws:SourceArn':'${aws:PrincipalTag/x}'}} | public",
                // an ARN of which nothing is written but a variable
                "{'StringEquals':{'aws:PrincipalArn':'${aws:PrincipalTag/x}'}} | public",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalArn':'${aws:PrincipalTag/x}'}} | public",
                "{'StringLike':{'aws:PrincipalArn':'${aws:PrincipalTag/x}*'}} | public",
                "{'ArnLike':{'aws:PrincipalArn':'${aws:PrincipalArn}'}} | public",
                "{'StringEquals':{'aws:PrincipalArn':'${aws:PrincipalTag/x}','aws:PrincipalTag/x':'anonymous'}} | clean",
                // what is told by the kind of the caller
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalIsAWSService}'}} | public",
                "{'StringEquals':{'aws:PrincipalTag/x':['${aws:PrincipalIsAWSService}']},"
                        + "'StringNotEquals':{'aws:PrincipalTag/x':'false'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalServiceName}'}} | clean"
            })
    void equalKeysAreDecided(String condition, String expected) {
        assertThat(verdict(ACCOUNT, allow(condition))).isEqualTo(expected);
    }

    @Test
    void callersInTheResourcesOrganizationAreInsidersWhenItIsTheZone() {
        assertThat(verdict(ORGANIZATION, allow("{'StringEquals':{'aws:PrincipalOrgID':'${aws:ResourceOrgID}'}}")))
                .isEqualTo("clean");
        assertThat(verdict(
                        ORGANIZATION,
                        allow("{}"),
                        deny("{'StringNotEquals':{'aws:PrincipalOrgID':'${aws:ResourceOrgID}'}}")))
                .isEqualTo("clean");
        assertThat(verdict(ORGANIZATION, allow("{'StringEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}}")))
                .isEqualTo("clean");
        assertThat(verdict(
                        ORGANIZATION,
                        allow("{}"),
                        deny("{'StringNotEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}}")))
                .isEqualTo("clean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the same variable twice in one pattern
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}-${aws:PrincipalTag/v}'}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}-${aws:PrincipalTag/v}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'ab-ab'}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}-${aws:PrincipalTag/v}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'ab-ba'}} | clean",
                // two variables in one pattern
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}/${aws:PrincipalTag/w}'}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}/${aws:PrincipalTag/w}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'a/b','aws:PrincipalTag/v':'b'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}/${aws:PrincipalTag/w}',"
                        + "'aws:PrincipalTag/v':'a*'},'StringLikeIfExists':{'aws:PrincipalTag/x':'b*'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalAccount}/${aws:username}'}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalAccount}/${aws:username}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'222222222222/bob'}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalAccount}/${aws:username}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'111111111111/bob'}} | clean",
                // a variable that is missing, and one with a default
                "{'StringLike':{'aws:PrincipalTag/x':'a${aws:PrincipalTag/v}'},'Null':{'aws:PrincipalTag/v':'true'}} | clean",
                "{'StringNotLike':{'aws:PrincipalTag/x':'a${aws:PrincipalTag/v}'},'Null':{'aws:PrincipalTag/v':'true'}} | public",
                "{'StringEquals':{'aws:PrincipalAccount':'${aws:PrincipalTag/v, ^222222222222^}'},"
                        + "'Null':{'aws:PrincipalTag/v':'true'}} | public",
                "{'StringEquals':{'aws:PrincipalAccount':'${aws:PrincipalTag/v, 111111111111}'},"
                        + "'Null':{'aws:PrincipalTag/v':'true'}} | clean",
                // a variable whose value holds a star
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}'},"
                        + "'StringEquals':{'aws:PrincipalTag/v':'a*','aws:PrincipalTag/x':'ab'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}'},"
                        + "'StringEquals':{'aws:PrincipalTag/v':'a*','aws:PrincipalTag/x':'a*'}} | public",
                // IfExists
                "{'StringEqualsIfExists':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}'},'Null':{'aws:PrincipalTag/v':'true'}} | public",
                "{'StringEqualsIfExists':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}'},'Null':{'aws:PrincipalTag/v':'true','aws:PrincipalTag/x':'false'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}'},'Null':{'aws:PrincipalTag/x':'true'}} | clean"
            })
    void variablesInPatternsAreDecided(String condition, String expected) {
        assertThat(verdict(ACCOUNT, allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what the Deny takes away is some of what the Allow gives
                "home/${aws:PrincipalTag/v}/* | home/${aws:PrincipalTag/v}/secret* | public",
                // all of it
                "home/${aws:PrincipalTag/v}/* | home/${aws:PrincipalTag/v}* | clean",
                "${aws:PrincipalTag/v} | ${aws:PrincipalTag/v}* | clean",
                "home/${aws:PrincipalTag/v}/a* | home/${aws:PrincipalTag/v}/a* | clean",
                "${aws:PrincipalTag/v}a | ${aws:PrincipalTag/v}?* | clean",
                "${aws:PrincipalTag/v}* | ${aws:PrincipalTag/v} | public",
                // a value that is a part of the caller's identity
                "${aws:PrincipalAccount} | ${aws:PrincipalAccount}* | clean",
                "${aws:PrincipalAccount}* | ${aws:PrincipalAccount} | public",
                "home/${aws:username}/* | home/${aws:username}/secret* | public",
                "home/${aws:username}/secret* | home/${aws:username}/* | clean",
                "${aws:userid}/a | ${aws:userid}* | clean",
                // a value that can only stand in one place, whatever comes before it
                "*/${aws:PrincipalAccount} | *${aws:PrincipalAccount} | clean",
                "*${aws:PrincipalAccount} | */${aws:PrincipalAccount} | public",
                "*:${aws:PrincipalAccount}/* | */${aws:PrincipalAccount}:* | public",
                // patterns of which one says all that the other says, wherever the value stands
                "*/${aws:PrincipalTag/v}/* | *${aws:PrincipalTag/v}* | clean",
                "*${aws:PrincipalTag/v}* | */${aws:PrincipalTag/v}/* | public",
                "a${aws:PrincipalTag/v}b | *${aws:PrincipalTag/v}* | clean"
            })
    void alignedPatternsAreDecided(String allowed, String denied, String expected) {
        String pattern = "{'StringLike':{'aws:PrincipalTag/x':'%s'}}";
        assertThat(verdict(ACCOUNT, allow(pattern.formatted(allowed)), deny(pattern.formatted(denied))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | StringEqualsIgnoreCase | ${aws:PrincipalTag/v} | clean",
                "StringEqualsIgnoreCase | StringEquals | ${aws:PrincipalTag/v} | public",
                // digits have no case
                "StringEqualsIgnoreCase | StringEquals | ${aws:PrincipalAccount} | clean"
            })
    void equalTextsAreEqualWithoutCaseToo(String allowed, String denied, String value, String expected) {
        String condition = "{'%s':{'aws:PrincipalTag/x':'" + value + "'}}";
        assertThat(verdict(ACCOUNT, allow(condition.formatted(allowed)), deny(condition.formatted(denied))))
                .isEqualTo(expected);
    }

    @Test
    void oneOfSeveralValuesMayBeTheOneThatTheDenyLeaves() {
        String own = "{'StringEquals':{'aws:PrincipalTag/x':['','${aws:username}']}}";
        assertThat(verdict(ACCOUNT, allow(own), deny("{'StringLike':{'aws:PrincipalTag/x':['','${aws:username}*']}}")))
                .isEqualTo("clean");
        assertThat(verdict(
                        ACCOUNT, allow(own), deny("{'StringNotLike':{'aws:PrincipalTag/x':['','${aws:username}/*']}}")))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | ${aws:ResourceTag/x} | public",
                "StringNotEquals | ${aws:ResourceTag/x} | clean",
                "StringLike | ${aws:ResourceTag/x}a | clean",
                "StringLike | *${aws:ResourceTag/x}* | public"
            })
    void aKeyIsEqualToItself(String operator, String value, String expected) {
        String condition =
                "{'%s':{'aws:ResourceTag/x':'%s'},'Null':{'aws:ResourceTag/x':'false'}}".formatted(operator, value);
        assertThat(verdict(ACCOUNT, allow(condition))).isEqualTo(expected);
    }

    @Test
    void misalignedPatternsThatNothingMeetsAreUndecidedAndNamed() {
        // x = v bb = ab v has no solution: its sides have different numbers of a's. No finite automaton counts them.
        String answer = verdict(
                ACCOUNT,
                allow("{'StringLike':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}bb'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'ab${aws:PrincipalTag/v}'}}"));
        assertThat(answer).startsWith("undecided").contains("aws:PrincipalTag/x", "statement 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:kms:us-east-1:111111111111:key/${aws:username} | {} | public",
                "arn:aws:kms:us-east-1:111111111111:key/${aws:username} | {'StringEquals':{'aws:username':'bob'}} | clean",
                "arn:aws:kms:us-east-1:111111111111:key/${aws:username}* | {'StringLike':{'aws:username':'1234*'}} | public",
                "arn:aws:kms:us-east-1:111111111111:alias/${aws:username} | {} | clean",
                "arn:aws:kms:us-east-1:111111111111:key/${aws:PrincipalTag/v, '1234abcd-12ab-34cd-56ef-1234567890ab'} | {'Null':{'aws:PrincipalTag/v':'true'}} | public",
                "arn:aws:kms:us-east-1:${aws:PrincipalAccount}:key/* | {} | clean",
                "arn:aws:kms:us-east-1:${aws:PrincipalTag/v}:key/* | {} | public",
            })
    void variablesInResourcesAreDecided(String resource, String condition, String expected) {
        assertThat(verdict(ACCOUNT, statement("Allow", resource, condition))).isEqualTo(expected);
    }

    @Test
    void aDenyOfAUsersOwnResourceLeavesTheOthers() {
        assertThat(verdict(
                        ACCOUNT,
                        allow("{'StringEquals':{'aws:PrincipalType':'User'}}"),
                        statement("Deny", "arn:aws:kms:*:*:key/${aws:username}", "{}")))
                .isEqualTo("public");
    }

    @Test
    void theCallersOwnFieldsAreRelatedToEachOther() {
        assertThat(verdict(
                        ACCOUNT,
                        allow("{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::${aws:PrincipalAccount}:role/x'}}")))
                .isEqualTo("public");
        assertThat(verdict(
                        ACCOUNT,
                        allow("{'StringEquals':{'aws:PrincipalAccount':'222222222222'},"
                                + "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::${aws:PrincipalAccount}:role/x'}}")))
                .isEqualTo("external");
    }

    @Test
    void variablesIn2008AreText() {
        assertThat(ACCOUNT.ask(Questions.policy(
                                        allow("{'StringEquals':{'aws:PrincipalTag/x':'${aws:PrincipalTag/v}'}}"))
                                .replace("2012-10-17", "2008-10-17"))
                        .cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.witness().values("aws:PrincipalTag/x"))
                        .containsExactly("${aws:PrincipalTag/v}"));
    }
}
