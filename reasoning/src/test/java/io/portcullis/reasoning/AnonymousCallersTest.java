package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What unsigned requests have and have not. Source: IAM user guide, "AWS global condition context keys": aws:PrincipalAccount,
 * aws:PrincipalType and aws:userid of an anonymous request say so, and the other keys of a principal are absent.
 */
class AnonymousCallersTest {

    /** Keeps out whoever signs: they alone have an ARN. */
    private static final String UNSIGNED_ONLY = Questions.statement("Deny", "{'Null':{'aws:PrincipalArn':'false'}}");

    private static Access ask(String... statements) {
        return Questions.ofAccount().withAnonymousCallers().ask(Questions.policy(String.join(",", statements)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | public",
                "{'StringEquals':{'aws:PrincipalAccount':'anonymous'}} | public",
                "{'StringEquals':{'aws:PrincipalType':'Anonymous'}} | public",
                "{'StringEquals':{'aws:userid':'anonymous'}} | public",
                "{'StringLike':{'aws:PrincipalAccount':'anon*'}} | public",
                "{'StringEquals':{'aws:PrincipalType':'Anonymous','aws:PrincipalAccount':'${s3:prefix}'}} | public",
                "{'StringLike':{'aws:PrincipalAccount':'${s3:prefix}*'},'StringEquals':{'aws:PrincipalType':'Anonymous'}} | public",
                "{'StringEquals':{'s3:prefix':'${aws:PrincipalAccount}','aws:PrincipalType':'Anonymous'}} | public",
                "{'StringLike':{'aws:PrincipalAccount':'anon*','aws:userid':'*mous'}} | public",
                "{'Null':{'aws:PrincipalAccount':'false','aws:userid':'false','aws:PrincipalType':'false'}} | public",
                "{'Null':{'aws:username':'true','aws:PrincipalOrgID':'true','aws:PrincipalTag/x':'true'}} | public",
                "{'StringNotEquals':{'aws:PrincipalOrgID':'o-other12345'}} | public",
                // Their name is no ARN, and naming it in the place of one names nobody.
                "{'StringNotEqualsIfExists':{'aws:PrincipalArn':'anonymous'}} | public",
                "{'StringNotLikeIfExists':{'aws:PrincipalArn':'anonymous'}} | public",
                "{'StringNotEqualsIgnoreCaseIfExists':{'aws:PrincipalArn':'Anonymous'}} | public",
                "{'StringEqualsIfExists':{'aws:PrincipalArn':'anonymous'}} | public",
                "{'StringEquals':{'aws:PrincipalArn':'anonymous'}} | clean",
                "{'StringEquals':{'aws:PrincipalAccount':'ANONYMOUS'}} | clean",
                "{'StringEquals':{'aws:PrincipalAccount':'222222222222'}} | clean",
                "{'StringEquals':{'aws:PrincipalType':'User'}} | clean",
                "{'StringNotEquals':{'aws:PrincipalType':'Anonymous'}} | clean",
                "{'Null':{'aws:PrincipalAccount':'true'}} | clean",
                "{'Null':{'aws:userid':'true'}} | clean",
                "{'Null':{'aws:PrincipalType':'true'}} | clean",
                "{'Null':{'aws:username':'false'}} | clean",
                "{'Null':{'aws:PrincipalOrgID':'false'}} | clean",
                "{'Null':{'aws:PrincipalTag/x':'false'}} | clean",
                "{'Null':{'kms:CallerAccount':'false'}} | clean",
                "{'Bool':{'aws:PrincipalIsAWSService':'false'}} | clean",
                // Nobody has a session.
                "{'Bool':{'aws:MultiFactorAuthPresent':'true'}} | clean",
                "{'BoolIfExists':{'aws:MultiFactorAuthPresent':'true'}} | public",
                "{'Null':{'aws:TokenIssueTime':'false'}} | clean",
                "{'StringEquals':{'aws:SourceIdentity':'a'}} | clean",
                "{'StringEquals':{'aws:OriginIdentity/Subject':'a'}} | clean",
                "{'ArnLike':{'lambda:SourceFunctionArn':'arn:aws:lambda:*:222222222222:*'}} | clean",
                "{'StringEquals':{'SAML:iss':'a'}} | clean",
                "{'StringEquals':{'cognito-identity.amazonaws.com:sub':'a'}} | clean",
                "{'ForAnyValue:StringEquals':{'aws:CalledVia':'athena.amazonaws.com'}} | clean"
            })
    void unsignedRequestsHaveAnAccountAnIdAndATypeInNameOnly(String condition, String verdict) {
        assertThat(Questions.verdict(ask(Questions.statement("Allow", condition), UNSIGNED_ONLY)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:DataAccessPointAccount, clean",
        "s3:DataAccessPointArn, clean",
        "s3:AccessPointNetworkOrigin, clean",
        "s3:AccessPointTag/team, clean",
        "s3:prefix, public",
        "s3:TlsVersion, public",
        "s3:authType, public",
        "s3:signatureversion, clean",
        "s3:signatureAge, clean"
    })
    void accessPointsAndSignaturesComeWithNoUnsignedRequest(String key, String verdict) {
        String allow = Questions.statement("Allow", "{'Null':{'" + key + "':'false'}}");
        Access access = Questions.ofAccount()
                .withAnonymousCallers()
                .about(List.of("s3:ListBucket"))
                .ask(Questions.policy((allow + "," + UNSIGNED_ONLY).replace("kms:*", "s3:*")));
        assertThat(Questions.verdict(access)).isEqualTo(verdict);
    }

    @Test
    void theProofOfASessionsKeyIsOfSomebodyWhoSigns() {
        Access access = ask(Questions.statement("Allow", "{'Bool':{'aws:MultiFactorAuthPresent':'true'}}"));
        assertThat(access.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.witness().identity()).isInstanceOf(Identity.Aws.class));
    }

    @Test
    void theProofOfAnUnsignedRequestIsOne() {
        Access access = ask(Questions.statement("Allow", "{'StringEquals':{'aws:PrincipalAccount':'anonymous'}}"));
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.isPublic()).isTrue();
            assertThat(cell.witness().identity()).isEqualTo(new Identity.Anonymous());
            assertThat(cell.witness().values("aws:PrincipalType")).containsExactly("Anonymous");
        });
    }

    /** It tells whoever signs from whoever does not, so the finding says it. */
    @Test
    void anArnWhateverItIsIsAConditionWhereRequestsMayBeUnsigned() {
        String arn = "{'StringLike':{'aws:PrincipalArn':'*'}}";
        assertThat(ask(Questions.statement("Allow", arn)).cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.condition()).containsOnlyKeys("aws:PrincipalArn"));
        assertThat(Questions.ofAccount()
                        .ask(Questions.policy(Questions.statement("Allow", arn)))
                        .cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.condition()).isEmpty());
    }

    @Test
    void whereRequestsMustBeSignedNobodyIsNobody() {
        String json =
                Questions.policy(Questions.statement("Allow", "{'StringEquals':{'aws:PrincipalType':'Anonymous'}}"));
        assertThat(Questions.verdict(Questions.ofAccount().ask(json))).isEqualTo("clean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'kms:EncryptionContext:x':'${aws:PrincipalAccount}'}} | public",
                "{'StringEquals':{'kms:EncryptionContext:x':'${aws:username}'}} | clean",
                "{'StringLike':{'aws:PrincipalAccount':'${aws:PrincipalTag/x}'}} | clean",
                "{'StringEquals':{'aws:PrincipalAccount':'${aws:SourceVpc}'}} | clean"
            })
    void variablesOfUnsignedRequestsAreFilledInLikeTheirKeys(String condition, String verdict) {
        assertThat(Questions.verdict(ask(Questions.statement("Allow", condition), UNSIGNED_ONLY)))
                .isEqualTo(verdict);
    }
}
