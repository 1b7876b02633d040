package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.when;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are seldom thought of: those that leave a key empty, and those that a service makes for somebody. */
class UnusualRequestsTest {

    private static final Questions ACCOUNT = Questions.ofAccount();

    private static String verdict(String allowed, String denied) {
        String allow = Questions.statement("Allow", allowed);
        return Questions.verdict(ACCOUNT.ask(
                Questions.policy(denied == null ? allow : allow + "," + Questions.statement("Deny", denied))));
    }

    /** Source: S3 user guide, "Controlling access to a bucket with user policies": the console lists with an empty prefix. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'s3:prefix':['','home/']}} | {'StringEquals':{'s3:prefix':'home/'}} | public",
                "{'StringEquals':{'s3:prefix':'','s3:delimiter':'/'}} | | public",
                "{} | {'StringNotEquals':{'s3:prefix':''}} | public",
                "{'Null':{'s3:prefix':'false'}} | {'StringLike':{'s3:prefix':'?*'}} | public",
                "{'StringEquals':{'aws:Referer':''}} | | public",
                "{'StringEquals':{'x:unknown':''}} | | public",
                "{'ForAnyValue:StringEquals':{'x:unknown':''}} | | public",
                // What AWS sets has a value.
                "{'StringEquals':{'aws:FederatedProvider':''}} | | clean",
                "{'StringEquals':{'aws:PrincipalOrgID':''}} | | clean",
            })
    void whatCallersChooseTheyMayLeaveEmpty(String allowed, String denied, String expected) {
        assertThat(verdict(allowed, denied)).isEqualTo(expected);
    }

    /** Source: IAM user guide, "AWS global condition context keys", aws:VpceAccount and the like, Availability. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'},'StringEquals':{'aws:VpceAccount':'222222222222'}} | clean",
                "{'Null':{'aws:SourceVpc':'true'},'StringLike':{'aws:VpceOrgID':'*'}} | clean",
                "{'Null':{'aws:SourceVpce':'true'},'StringLike':{'aws:SourceVpcArn':'*'}} | clean",
                "{'Null':{'aws:SourceVpc':'false'},'StringEquals':{'aws:VpceAccount':'222222222222'}} | external",
                "{'Null':{'aws:SourceVpc':'false','aws:VpceOrgPaths':'true'}} | public",
            })
    void onlyAnEndpointTellsWhoseItIs(String allowed, String expected) {
        assertThat(Questions.verdict(ACCOUNT.allow(allowed))).isEqualTo(expected);
    }

    /** Source: KMS developer guide, "kms:EncryptionContextKeys"; IAM user guide, aws:TagKeys. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'kms:EncryptionContext:a':'b'}} | {'ForAnyValue:StringEquals':{'kms:EncryptionContextKeys':['a','A']}} | clean",
                "{'StringEquals':{'kms:EncryptionContext:a':'b'}} | {'ForAnyValue:StringEquals':{'kms:EncryptionContextKeys':'a'}} | public",
                "{'ForAnyValue:StringEquals':{'kms:EncryptionContextKeys':'a'}} | {'Null':{'kms:EncryptionContext:a':'false'}} | clean",
                "{'StringEquals':{'kms:EncryptionContext:a':'b'},'ForAllValues:StringEqualsIgnoreCase':{'kms:EncryptionContextKeys':'a'}}"
                        + " | {'Null':{'kms:EncryptionContext:c':'true'}} | clean",
                "{'Null':{'aws:RequestTag/a':'false'}} | {'ForAnyValue:StringLike':{'aws:TagKeys':'*'}} | clean",
                "{'Null':{'aws:RequestTag/a':'false'}} | {'ForAnyValue:StringLike':{'aws:TagKeys':'b'}} | public",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}} | {'Null':{'aws:RequestTag/a':'false'}} | public",
            })
    void aRequestHasTheKeysThatItNames(String allowed, String denied, String expected) {
        assertThat(verdict(allowed, denied)).isEqualTo(expected);
    }

    @Test
    void aListOfAWholeBucketIsMoreThanOneOfAFolder() {
        String both = when("{'StringEquals':{'s3:prefix':['','home/']}}");
        String one = when("{'StringEquals':{'s3:prefix':'home/'}}");
        assertThat(yes(IDENTITY.compare(both, one)).request().values("s3:prefix"))
                .containsExactly("");
        no(IDENTITY.compare(one, both));
    }

    @Test
    void proofsHaveSomeTextWhereItMayBeAny() {
        assertThat(yes(IDENTITY.compare(
                                when("{'Null':{'s3:prefix':'false'}}"),
                                when("{'StringLike':{'s3:prefix':['*home/*','*x?y*']}}")))
                        .request()
                        .values("s3:prefix"))
                .hasSize(1)
                .doesNotContain("");
    }

    /** Source: IAM user guide, "Forward access sessions": keys of the first request's network are not in what the service sends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Null':{'aws:SourceIp':'true','aws:SourceVpc':'true'}} | | public",
                "{'IpAddressIfExists':{'aws:SourceIp':'203.0.113.0/24'},'StringEqualsIfExists':{'aws:SourceVpc':'vpc-1'}} | | public",
                "{} | {'NotIpAddressIfExists':{'aws:SourceIp':'203.0.113.0/24'},"
                        + "'StringNotEqualsIfExists':{'aws:SourceVpc':'vpc-1'},'Bool':{'aws:ViaAWSService':'false'}} | public",
                // A request that nobody forwards comes from somewhere.
                "{'Null':{'aws:SourceIp':'true','aws:SourceVpc':'true'},'Bool':{'aws:ViaAWSService':'false'}} | | clean",
                "{'IpAddressIfExists':{'aws:SourceIp':'203.0.113.0/24'},'StringEqualsIfExists':{'aws:SourceVpc':'vpc-1'},"
                        + "'Bool':{'aws:ViaAWSService':'false'}} | | external",
                "{} | {'NotIpAddressIfExists':{'aws:SourceIp':'203.0.113.0/24'},"
                        + "'StringNotEqualsIfExists':{'aws:SourceVpc':'vpc-1'}} | external",
            })
    void whatAServiceSendsForSomebodyMayComeFromNowhere(String allowed, String denied, String expected) {
        assertThat(verdict(allowed, denied)).isEqualTo(expected);
    }

    /** Source: IAM user guide, aws:CalledVia: "not present when the principal makes the call directly". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ForAnyValue:StringEquals':{'aws:CalledVia':'athena.amazonaws.com'}} | | public",
                "{'ForAnyValue:StringEquals':{'aws:CalledVia':'athena.amazonaws.com'},'Bool':{'aws:ViaAWSService':'true'}} | | public",
                "{'ForAnyValue:StringEquals':{'aws:CalledVia':'athena.amazonaws.com'},'Bool':{'aws:ViaAWSService':'false'}} | | clean",
                "{'StringEquals':{'aws:CalledViaFirst':'athena.amazonaws.com'}} | {'Bool':{'aws:ViaAWSService':'true'}} | clean",
                "{'StringEquals':{'aws:CalledViaFirst':'athena.amazonaws.com'}} | {'ForAnyValue:StringEquals':{'aws:CalledVia':'athena.amazonaws.com'}} | clean",
                "{'StringEquals':{'aws:CalledViaLast':'athena.amazonaws.com'}} | {'ForAnyValue:StringLike':{'aws:CalledVia':'a*'}} | clean",
                "{'StringEquals':{'aws:CalledViaLast':'athena.amazonaws.com'}} | {'ForAnyValue:StringEquals':{'aws:CalledVia':'s3.amazonaws.com'}} | public",
                "{'ForAnyValue:StringEquals':{'aws:CalledVia':'athena.amazonaws.com'}} | {'StringEquals':{'aws:CalledViaFirst':'athena.amazonaws.com'}} | public",
                "{'ForAllValues:StringEquals':{'aws:CalledVia':'athena.amazonaws.com'},'Null':{'aws:CalledVia':'false'}}"
                        + " | {'StringEquals':{'aws:CalledViaFirst':'athena.amazonaws.com'}} | clean",
                "{'Null':{'aws:CalledViaFirst':'false'}} | {'Null':{'aws:CalledViaLast':'false'}} | clean",
                "{'Null':{'aws:CalledViaFirst':'true'}} | {'Null':{'aws:CalledVia':'true'}} | clean",
                "{'Null':{'aws:CalledVia':'true'},'Bool':{'aws:ViaAWSService':'false'}} | | public"
            })
    void nobodyCallsDirectlyThroughAService(String allowed, String denied, String expected) {
        assertThat(verdict(allowed, denied)).isEqualTo(expected);
    }

    @Test
    void servicesForwardNothingForNobody() {
        String nowhere = Questions.statement("Allow", "{'Null':{'aws:SourceIp':'true','aws:SourceVpc':'true'}}");
        String unsigned = Questions.statement("Deny", "{'Null':{'aws:PrincipalArn':'false'}}");
        Questions both = ACCOUNT.withAnonymousCallers();
        assertThat(Questions.verdict(both.ask(Questions.policy(nowhere)))).isEqualTo("public");
        assertThat(Questions.verdict(both.ask(Questions.policy(nowhere + "," + unsigned))))
                .isEqualTo("clean");
    }

    @Test
    void proofsThatComeFromSomewhereArePreferred() {
        Access access = ACCOUNT.allow("{'StringNotEquals':{'aws:SourceVpce':'vpce-1'}}");
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.witness().values("aws:SourceIp")).hasSize(1);
            assertThat(cell.witness().values("aws:ViaAWSService")).containsExactly("false");
        });
    }

    /** What a statement asks for is in the proof that is shown, for without it the proof would be none. */
    @Test
    void proofsShowThatNoServiceSendsThemWhereAStatementAsksForIt() {
        assertThat(shown("{'Bool':{'aws:ViaAWSService':'false'},'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}"))
                .containsEntry("aws:ViaAWSService", List.of("false"));
        assertThat(shown("{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}")).containsOnlyKeys("aws:SourceIp");
        assertThat(shown("{'Null':{'aws:SourceIp':'true','aws:SourceVpc':'true'}}"))
                .containsEntry("aws:ViaAWSService", List.of("true"));
    }

    private static Map<String, List<String>> shown(String condition) {
        return ACCOUNT.allow(condition).cells().getFirst().spoken();
    }
}
