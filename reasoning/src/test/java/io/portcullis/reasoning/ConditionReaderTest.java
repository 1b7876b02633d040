package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one condition asks: of a key that is absent, that has several values, or that is compared with a variable. */
class ConditionReaderTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static String verdict(String... statements) {
        return Questions.verdict(ACCOUNT.ask(Questions.policy(String.join(",", statements))));
    }

    private static String allow(String condition) {
        return Questions.statement("Allow", condition);
    }

    private static String deny(String condition) {
        return Questions.statement("Deny", condition);
    }

    @Test
    void comparedWithNoValueAnAllowIsTakenToHoldAndADenyNotTo() {
        assertThat(verdict(allow("{'StringEquals':{'aws:PrincipalAccount':[]}}")))
                .isEqualTo("public");
        assertThat(verdict(allow("{}"), deny("{'StringNotEquals':{'aws:PrincipalAccount':[]}}")))
                .isEqualTo("public");
        assertThat(verdict(allow("{}"), deny("{'ForAllValues:Null':{'aws:PrincipalAccount':[]}}")))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Bool':{'aws:SecureTransport':'yes'}}",
                "{'Bool':{'aws:SecureTransport':['true','1']}}",
                "{'Bool':{'aws:SecureTransport':0}}",
                "{'BinaryEquals':{'aws:PrincipalAccount':'NDQ0NDU1NTU2NjY2'}}",
                "{'StringEquals':{'aws:PrincipalAccount':4.44455556666e11}}",
                "{'IpAddress':{'aws:SourceIp':'010.0.0.0/8'}}",
                "{'IpAddress':{'aws:SourceIp':'8.0.0.0/08'}}",
                "{'NumericEquals':{'aws:MultiFactorAuthAge':' 5'}}",
                "{'NumericEquals':{'aws:MultiFactorAuthAge':'+5'}}",
                "{'NumericEquals':{'aws:MultiFactorAuthAge':'5.'}}",
                "{'NumericLessThan':{'aws:MultiFactorAuthAge':'.5'}}"
            })
    void comparedWithAValueThatCannotBeReadAnAllowIsTakenToHoldAndADenyNotTo(String condition) {
        assertThat(verdict(allow(condition))).isEqualTo("public");
        assertThat(verdict(allow("{}"), deny(condition))).isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Null':{'aws:PrincipalAccount':'maybe'}} | public",
                "{'Null':{'aws:PrincipalAccount':['true','maybe']}} | public",
                "{'Null':{'aws:PrincipalAccount':'TRUE'}} | clean",
                "{'Null':{'aws:PrincipalAccount':['true','false']}} | public",
                "{'ForAllValues:Null':{'aws:PrincipalAccount':'maybe'}} | public",
                "{'ForAnyValue:Null':{'aws:PrincipalAccount':'maybe'}} | clean",
                "{'ForAnyValue:Null':{'aws:PrincipalAccount':[]}} | public",
            })
    void whetherAKeyIsThereIsAskedByTrueAndFalse(String condition, String expected) {
        assertThat(verdict(allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // All of several values, none among them, or any of several.
                "{'ForAllValues:StringEquals':{'aws:TagKeys':'a'}} | {'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}} | public",
                "{'ForAllValues:StringEquals':{'aws:TagKeys':'a'},'Null':{'aws:TagKeys':'false'}}"
                        + "| {'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}} | clean",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}} | {'ForAllValues:StringEquals':{'aws:TagKeys':'a'}} | public",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}}"
                        + "| {'ForAnyValue:StringNotEquals':{'aws:TagKeys':'b'}} | clean",
                "{'ForAllValues:StringNotEquals':{'aws:TagKeys':'a'}}"
                        + "| {'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}} | public",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}}"
                        + "| {'ForAllValues:StringNotEquals':{'aws:TagKeys':'a'}} | public",
                "{'ForAllValues:StringNotEquals':{'aws:TagKeys':'a'}}"
                        + "| {'ForAllValues:StringNotEquals':{'aws:TagKeys':'a'}} | clean",
            })
    void severalValuesPassTogetherOrOneByOne(String allowed, String denied, String expected) {
        assertThat(verdict(allow(allowed), deny(denied))).isEqualTo(expected);
    }

    @Test
    void severalValuesUnderAPlainOperatorMatchInAnAllowAndMayOrMayNotInADeny() {
        assertThat(verdict(allow("{'StringEquals':{'aws:TagKeys':'a'}}"))).isEqualTo("public");
        assertThat(verdict(
                        allow("{'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}}"),
                        deny("{'StringEquals':{'aws:TagKeys':'a'}}")))
                .isEqualTo("undecided");
    }

    private static Request proof(String condition) {
        Access access = ACCOUNT.allow(condition);
        assertThat(access.cells()).isNotEmpty();
        return access.cells().getFirst().witness();
    }

    @Test
    void besideAVariableAStarIsAWildcardToLikeAndAStarToEquals() {
        Request equal = proof("{'StringEquals':{'aws:PrincipalTag/x':'*${aws:PrincipalTag/y}'}}");
        assertThat(equal.values("aws:PrincipalTag/x"))
                .containsExactly("*" + equal.values("aws:PrincipalTag/y").getFirst());
        assertThat(verdict(allow("{'StringEquals':{'aws:PrincipalTag/x':['*${aws:PrincipalTag/y}'],"
                        + "'aws:PrincipalTag/y':'b'},'StringLike':{'aws:PrincipalTag/x':'ab'}}")))
                .isEqualTo("clean");
        assertThat(verdict(allow("{'StringLike':{'aws:PrincipalTag/x':'*${aws:PrincipalTag/y}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'ab','aws:PrincipalTag/y':'b'}}")))
                .isEqualTo("public");
        assertThat(verdict(allow("{'StringNotLike':{'aws:PrincipalTag/x':'*${aws:PrincipalTag/y}'},"
                        + "'StringEquals':{'aws:PrincipalTag/x':'ab','aws:PrincipalTag/y':'b'}}")))
                .isEqualTo("clean");
    }

    @ParameterizedTest
    @CsvSource({
        "StringEqualsIgnoreCase, public",
        "StringNotEqualsIgnoreCase, clean",
        "Bool, public",
        "StringLike, clean",
        "StringNotLike, public",
    })
    void aVariablesValueIsComparedInTheOperatorsCase(String operator, String expected) {
        assertThat(verdict(
                        allow("{'" + operator + "':{'aws:PrincipalTag/x':'${aws:PrincipalTag/y}'}}"),
                        deny("{'StringNotEquals':{'aws:PrincipalTag/x':'AB'}}"),
                        deny("{'StringNotEquals':{'aws:PrincipalTag/y':'ab'}}")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ArnLike, clean", "ArnEquals, clean", "StringLike, public", "ArnNotLike, public"})
    void aWildcardOfAnArnWithAVariableStaysInItsSegment(String operator, String expected) {
        // Behind a colon more, the account is part of a name.
        assertThat(verdict(
                        allow("{'" + operator + "':{'aws:SourceArn':'arn:aws:lambda:*:${aws:PrincipalAccount}:t'}}"),
                        deny("{'StringNotLike':{'aws:SourceArn':'arn:aws:lambda:r::x:*:t'}}")))
                .isEqualTo(expected);
    }

    @Test
    void anArnPinsTheWholeAccountThatIsInIt() {
        // A pattern with a wildcard before the account names nobody; but whoever it lets in is of an account that the
        // policy names.
        String open = allow("{'StringLike':{'aws:PrincipalArn':'arn:aws:iam:?222222222222:*'}}");
        assertThat(verdict(open)).isEqualTo("public");
        assertThat(verdict(open, allow("{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::222222222222:role/r'}}")))
                .isEqualTo("external");
        assertThat(verdict(open, allow("{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::333333333333:role/r'}}")))
                .isEqualTo("public");
    }

    @Test
    void aPatternThatGoesOnAfterAWholeAccountNamesIt() {
        for (String test : List.of(
                "'StringLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222*'}",
                "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222*'}",
                "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222*:role/*'}",
                "'StringLike':{'aws:userid':'222222222222*'}",
                "'StringLike':{'aws:PrincipalAccount':'222222222222*'}")) {
            assertThat(verdict(allow("{" + test + "}"))).as(test).isEqualTo("external");
        }
        for (String test : List.of(
                "'StringLike':{'aws:PrincipalArn':'arn:aws:iam::22222222222*'}",
                "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::22222222222*'}",
                "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*222222222222:role/*'}",
                "'StringLike':{'aws:userid':'22222222222*'}",
                "'StringLike':{'aws:PrincipalAccount':'22222222222*'}")) {
            assertThat(verdict(allow("{" + test + "}"))).as(test).isEqualTo("public");
        }
    }

    @Test
    void aPropertyOfTheResourceComparedWithWhatTellsTheCallerPinsWhomItNames() {
        assertThat(verdict(allow("{'StringEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}}")))
                .isEqualTo("external");
        assertThat(verdict(allow("{'StringEquals':{'aws:ResourceTag/o':'x-${aws:PrincipalAccount}'}}")))
                .isEqualTo("external");
        assertThat(verdict(allow("{}"), deny("{'StringNotEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}}")))
                .isEqualTo("external");
        assertThat(verdict(allow("{}"), deny("{'StringNotEquals':{'aws:PrincipalOrgID':'${aws:ResourceOrgID}'}}")))
                .isEqualTo("external");
    }

    @Test
    void aPropertyOfTheResourceComparedWithWhatAnybodyHasPinsNobody() {
        for (String test : List.of(
                // chosen by the caller
                "'StringEquals':{'aws:ResourceTag/o':'${aws:PrincipalTag/o}'}",
                // true of whoever has no organization
                "'StringEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID, o-a}'}",
                // true of a resource of no organization
                "'StringEqualsIfExists':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}",
                "'StringLike':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}*'}",
                // false of every outsider
                "'StringEquals':{'aws:ResourceTag/o':'${aws:PrincipalIsAWSService}'}",
                // of whoever has a SAML provider
                "'StringEquals':{'saml:sub':'${aws:ResourceTag/o}'}")) {
            assertThat(verdict(allow("{" + test + "}"))).as(test).isEqualTo("public");
        }
        // A resource of no organization is not denied.
        assertThat(verdict(
                        allow("{}"),
                        deny("{'StringNotEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'},"
                                + "'Null':{'aws:ResourceOrgID':'false'}}")))
                .isEqualTo("public");
    }

    @Test
    void aPropertyOfTheResourceThatFillsInAValuePinsWhomItNames() {
        assertThat(verdict(allow("{'StringEquals':{'aws:PrincipalOrgID':'${aws:ResourceOrgID}'}}")))
                .isEqualTo("external");
        assertThat(verdict(allow("{'StringEquals':{'aws:PrincipalOrgID':'${aws:PrincipalTag/o}'}}")))
                .isEqualTo("public");
        assertThat(verdict(allow("{'StringLike':{'aws:PrincipalOrgID':'${aws:ResourceOrgID}*'}}")))
                .isEqualTo("public");
    }

    @Test
    void whatIsComparedWithAVariableThatIsNotFollowedIsSurelyMetWhereTheRestIs() {
        // TagKeys is no single text; the other value matches whatever it is.
        String other = "'222222222222','${aws:TagKeys}'";
        assertThat(verdict(allow("{'StringEquals':{'aws:PrincipalAccount':[" + other + "]}}")))
                .isEqualTo("undecided");
        assertThat(ACCOUNT.allow("{'StringEquals':{'aws:PrincipalAccount':[" + other + "]}}")
                        .cells())
                .isNotEmpty();
        assertThat(verdict(
                        allow("{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}"),
                        deny("{'StringEquals':{'aws:PrincipalAccount':[" + other + "]}}")))
                .isEqualTo("clean");
        assertThat(verdict(
                        allow("{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}"),
                        allow("{'StringNotEquals':{'aws:PrincipalAccount':[" + other + "]}}"),
                        deny("{'StringNotEquals':{'aws:PrincipalAccount':'222222222222'}}")))
                .isEqualTo("external");
    }
}
