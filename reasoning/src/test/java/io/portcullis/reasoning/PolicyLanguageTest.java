package io.portcullis.reasoning;

import static io.portcullis.reasoning.Questions.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of the policy language at which engines answer wrongly, each with its right answer. */
class PolicyLanguageTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    @Test
    void globsThatMeetInPairsButNotTogetherLetNobodyIn() {
        // a…b of two letters is "ab" alone, whose second letter is no c.
        assertThat(verdict(ACCOUNT.allow("""
                {'StringLike':{'aws:PrincipalTag/x':'a*b'},'StringLikeIfExists':{'aws:PrincipalTag/x':'??'},
                 'ForAnyValue:StringLike':{'aws:PrincipalTag/x':'?c*'}}"""))).isEqualTo("clean");
        assertThat(verdict(ACCOUNT.allow("""
                {'StringLike':{'aws:PrincipalTag/x':'a*b'},'StringLikeIfExists':{'aws:PrincipalTag/x':'???'},
                 'ForAnyValue:StringLike':{'aws:PrincipalTag/x':'?c*'}}"""))).isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ForAllValues:StringEquals':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':true}} | public",
                "{'ForAllValues:StringEquals':{'aws:TagKeys':'a'},'ForAnyValue:StringEquals':{'aws:TagKeys':'b'}} | clean",
                "{'ForAllValues:StringLike':{'aws:TagKeys':'a*'},'ForAnyValue:StringLike':{'aws:TagKeys':'*b'}} | public",
                "{'ForAllValues:StringNotLike':{'aws:TagKeys':'*'},'Null':{'aws:TagKeys':false}} | clean",
                "{'ForAllValues:StringNotLike':{'aws:TagKeys':'*'}} | public",
                "{'ForAnyValue:StringLike':{'aws:TagKeys':'*'},'Null':{'aws:TagKeys':true}} | clean",
                "{'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'a'},'Null':{'aws:TagKeys':true}} | public"
            })
    void setOperatorsAndAbsenceGoTogether(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':true}} | clean",
                "{'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':true}} | public",
                "{'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-x'},'Null':{'aws:PrincipalOrgID':false}} | external",
                "{'StringNotEquals':{'aws:PrincipalOrgID':'o-x'},'StringEquals':{'aws:PrincipalOrgID':'o-x'}} | clean",
                "{'StringNotEquals':{'aws:PrincipalOrgID':'o-x'},'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-x'}} | public",
                "{'StringNotLike':{'aws:PrincipalOrgID':'*'}} | public",
                "{'StringNotLike':{'aws:PrincipalOrgID':'*'},'Null':{'aws:PrincipalOrgID':false}} | clean",
                "{'NumericLessThan':{'aws:MultiFactorAuthAge':5},'NumericGreaterThan':{'aws:MultiFactorAuthAge':10}} | clean",
                "{'StringEquals':{'aws:SourceVpc':'vpc-1'},'StringLike':{'aws:SourceVpc':'vpc-2*'}} | clean"
            })
    void operatorsOnOneKeyHoldTogetherOrNotAtAll(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringLike':{'aws:PrincipalTag/x':'*'},'Null':{'aws:PrincipalTag/x':true}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'*'},'StringNotLike':{'aws:PrincipalTag/x':'?*'}} | public",
                "{'StringEquals':{'aws:PrincipalTag/x':''}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'?*'},'StringNotLike':{'aws:PrincipalTag/x':'*?'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'**'},'StringNotLikeIfExists':{'aws:PrincipalTag/x':['?*','']}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'${*}'},'StringNotEquals':{'aws:PrincipalTag/x':'*'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'a${?}'},'StringNotEquals':{'aws:PrincipalTag/x':'a?'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'${$}'},'StringNotEquals':{'aws:PrincipalTag/x':'$'}} | clean",
                "{'StringEquals':{'aws:PrincipalTag/x':'*'},'StringNotLike':{'aws:PrincipalTag/x':'${*}'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'?'},'StringEquals':{'aws:PrincipalTag/x':'😀'}} | public",
                "{'StringLike':{'aws:PrincipalTag/x':'??'},'StringEquals':{'aws:PrincipalTag/x':'😀'}} | clean",
                "{'StringLike':{'aws:PrincipalTag/x':'k?ň'},'StringEquals':{'aws:PrincipalTag/x':'kůň'}} | public"
            })
    void emptyAbsentAndLiteralStarsAreThreeThings(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:t'}} | clean",
                "{'StringLike':{'aws:SourceArn':'arn:aws:sns:*:t'}} | public",
                "{'ArnLike':{'aws:SourceArn':'arn:aws:sns:us-east-1:222222222222:t:*'}} | external",
                "{'ArnEquals':{'aws:SourceArn':'arn:aws:sns'}} | clean",
                "{'ArnEquals':{'aws:SourceArn':'arn:aws:sns*'}} | public",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222:role*'}} | external",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam:*:role/x'}} | clean",
                "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam:*:role/x'}} | public",
                "{'ArnNotLike':{'aws:PrincipalArn':'not an arn'}} | public"
            })
    void starsOfArnOperatorsStayInTheirSegment(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEqualsIgnoreCase':{'aws:PrincipalTag/x':'I'},'StringEquals':{'aws:PrincipalTag/x':'i'}} | public",
                "{'StringEqualsIgnoreCase':{'aws:PrincipalTag/x':'ß'},'StringLike':{'aws:PrincipalTag/x':'??'}} | clean",
                "{'StringNotEqualsIgnoreCase':{'aws:PrincipalTag/x':'VPC'},'StringEquals':{'aws:PrincipalTag/x':'vpc'}} | clean",
                "{'Bool':{'aws:SecureTransport':'TRUE'}} | public",
                "{'StringEquals':{'aws:SecureTransport':'TRUE'}} | clean"
            })
    void caseIsFoldedLetterByLetter(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'IpAddress':{'aws:SourceIp':'203.0.113.9/31'},'NotIpAddress':{'aws:SourceIp':['203.0.113.8','203.0.113.9']}} | clean",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.9/31'},'NotIpAddress':{'aws:SourceIp':'203.0.113.8'}} | external",
                "{'NotIpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']},'Null':{'aws:SourceIp':false}} | public",
                "{'NotIpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1','::/0']},'Null':{'aws:SourceIp':false}} | clean",
                "{'NotIpAddress':{'aws:SourceIp':['0.0.0.0/0','::/0']}} | public",
                "{'IpAddress':{'aws:SourceIp':'::ffff:203.0.113.7'},'NotIpAddress':{'aws:SourceIp':'203.0.113.7'}} | external",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/33'},'NotIpAddress':{'aws:SourceIp':'2001:db8::/32'}} | clean",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.7'},'StringEquals':{'aws:SourceVpce':'vpce-1'}} | clean"
            })
    void addressesOfOneFamilyAreNoneOfTheOther(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'NumericGreaterThan':{'aws:MultiFactorAuthAge':4},'NumericLessThan':{'aws:MultiFactorAuthAge':5}} | public",
                "{'NumericEquals':{'aws:MultiFactorAuthAge':10},'NumericNotEquals':{'aws:MultiFactorAuthAge':'10.0'}} | clean",
                "{'NumericEquals':{'aws:MultiFactorAuthAge':1e1},'NumericNotEquals':{'aws:MultiFactorAuthAge':10}} | clean",
                "{'NumericGreaterThanEquals':{'aws:MultiFactorAuthAge':5},'NumericLessThanEquals':{'aws:MultiFactorAuthAge':5}} | public",
                "{'NumericGreaterThanEquals':{'aws:MultiFactorAuthAge':5},'NumericLessThan':{'aws:MultiFactorAuthAge':5}} | clean",
                "{'DateEquals':{'aws:CurrentTime':'2030-01-01T00:00:00Z'},'DateNotEquals':{'aws:EpochTime':'1893456000'}} | clean",
                "{'DateLessThanEquals':{'aws:CurrentTime':'2026-01-01T00:00:00Z'}} | public",
                "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:00Z'}} | clean",
                "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T01:00:00+01:00'}} | clean",
                "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:01Z'}} | public"
            })
    void numbersAndDatesAreComparedAsWhatTheyAre(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'kms:CallerAccount':'222222222222','aws:PrincipalAccount':'333333333333'}} | clean",
                "{'StringEquals':{'kms:CallerAccount':'222222222222'},'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111111111111:*'}} | clean",
                "{'StringEquals':{'aws:SourceAccount':'222222222222'},'ArnLike':{'aws:SourceArn':'arn:aws:s3:::b'}} | external",
                "{'StringEquals':{'aws:SourceAccount':'222222222222'},'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:333333333333:*'}} | clean",
                "{'StringEquals':{'aws:PrincipalType':'User'},'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}} | clean",
                "{'StringLike':{'aws:userid':'AIDA*'},'StringEquals':{'aws:PrincipalType':'AssumedRole'}} | clean",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:sts::222222222222:assumed-role/*'}} | clean",
                "{'StringEquals':{'aws:PrincipalOrgID':'o-x1'},'StringLike':{'aws:PrincipalOrgPaths':'o-x2/*'}} | clean",
                "{'StringLike':{'aws:username':'*'},'StringEquals':{'aws:PrincipalType':'AssumedRole'}} | clean"
            })
    void keysThatFollowFromOneAnotherDoNotContradictEachOther(String condition, String expected) {
        assertThat(verdict(ACCOUNT.allow(condition))).isEqualTo(expected);
    }

    @Test
    void documentsThatAllowNobodyAreClean() {
        assertThat(verdict(ACCOUNT.ask(Questions.policy("")))).isEqualTo("clean");
        assertThat(verdict(ACCOUNT.ask(Questions.policy(Questions.statement("Deny", "{}")))))
                .isEqualTo("clean");
        assertThat(verdict(ACCOUNT.ask(Questions.policy(
                        Questions.statement("Allow", "{}") + "," + Questions.statement("Deny", "{}")))))
                .isEqualTo("clean");
    }

    @Test
    void oneValueAndAListOfOneAreTheSame() {
        assertThat(ACCOUNT.allow("{'StringEquals':{'aws:SourceVpc':['vpc-1']}}"))
                .isEqualTo(ACCOUNT.allow("{'StringEquals':{'aws:SourceVpc':'vpc-1'}}"));
    }

    @Test
    void anOperatorThatDoesNotExistIsRefusedNotGuessed() {
        String policy = Questions.policy(Questions.statement("Allow", "{'StringMatches':{'aws:SourceVpc':'vpc-1'}}"));
        assertThatThrownBy(() -> new PolicyReader().read(policy))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("StringMatches");
    }
}
