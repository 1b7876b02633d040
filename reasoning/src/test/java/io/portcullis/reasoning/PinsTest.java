package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Template;
import io.portcullis.reasoning.concrete.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values name somebody, so that a stranger is somebody else. */
class PinsTest {

    private static boolean pins(String key, ConditionOperator.Test test, String value) {
        return Pins.text(key, test, Template.parse(value, true, false));
    }

    @ParameterizedTest
    @CsvSource({
        // A value without wildcards is somebody's; but anybody can be nobody, and nobody outside is a service.
        "aws:principalaccount, 222222222222, true",
        "aws:principalaccount, anonymous, false",
        "aws:userid, anonymous, false",
        "aws:username, anonymous, true",
        "aws:principalisawsservice, false, false",
        "aws:principaltag/x, '', true",
        // Whoever has a network or a SAML provider of their own has these as they like; not so what tells the provider.
        "aws:vpcsourceip, 10.0.0.1, false",
        "saml:aud, https://signin.aws.amazon.com/saml, false",
        "saml:iss, https://idp.example.com, false",
        "saml:sub, alice@example.com, false",
        "saml:sub_type, persistent, false",
        "saml:doc, 222222222222/idp, true",
        "saml:namequalifier, kL7Vb2yoh9J7PDkEXAMPLE=, true",
        // A provider that AWS has built in vouches for anybody, one of an account's for its own.
        "aws:originidentity/federatedproviderarn, arn:aws:iam::222222222222:oidc-provider/*, true",
        "aws:originidentity/federatedproviderarn, arn:aws:iam::*:oidc-provider/example.com, false",
        "aws:originidentity/issuer, example.com, false",
        "aws:originidentity/subject, alice, false",
        "aws:originidentity/subjecttype, workload, false",
        "aws:transactioncontext/identityprovider/department, sales, false",
        "aws:federatedprovider, accounts.google.com, false",
        "aws:federatedprovider, arn:aws:iam::222222222222:oidc-provider/gitlab.com, true",
        "aws:federatedprovider, arn:aws:iam::222222222222:oidc-provider/*, true",
        // A pattern names whom its beginning does.
        "aws:principalaccount, 22222222222*, false",
        "aws:principalaccount, 222222222222*, true",
        "aws:sourceaccount, 222222222222?, true",
        "aws:userid, AROAEXAMPLE:*, true",
        "aws:userid, AROA*:x, false",
        "aws:userid, AIDAEXAMPLEEXAMPLE123*, true",
        "aws:userid, 222222222222:*, true",
        // Accounts have 12 digits, and no more come after them.
        "aws:userid, 222222222222*, true",
        "aws:userid, 22222222222*, false",
        "aws:userid, *:x, false",
        "aws:principalorgpaths, o-a1/*, true",
        "aws:sourceorgpaths, o-a1/r-b/*, true",
        "aws:vpceorgpaths, o-*, false",
        "aws:principalorgpaths, */r-b/, false",
        "aws:principalorgid, o-a1*, false",
        "aws:principalarn, arn:aws:iam::222222222222:*, true",
        "aws:principalarn, arn:aws:iam::222222222222*, true",
        "aws:principalarn, arn:aws:iam::22222222222*, false",
        "aws:principalarn, arn:aws:iam::*222222222222*, false",
        "aws:principalarn, arn:aws:iam::*:role/r, false",
        "aws:principalarn, arn:*:222222222222:role/r, false",
        "aws:sourcearn, arn:aws:sns:us-east-1:222222222222:*, true",
        "aws:sourcevpcarn, arn:aws:ec2:us-east-1:222222222222:*, true",
        "s3:dataaccesspointarn, arn:aws:s3:us-east-1:222222222222:*, true",
        "codebuild:buildarn, arn:aws:codebuild:us-east-1:222222222222:build/p:*, true",
        "codebuild:projectarn, arn:aws:codebuild:us-east-1:*:project/p, false",
        "s3:accessgrantsinstancearn, arn:aws:s3:us-east-1:222222222222:access-grants/*, true",
        "s3:accessgrantsinstancearn, arn:aws:s3:*:*:access-grants/default, false",
        "identitystore:userid, 12345678-1234-1234-1234-123456789012, true",
        "identitystore:userid, 1234*, false",
        "sts:requestcontext/identitystore:userid, 12345678-1234-1234-1234-123456789012, true",
        "sts:requestcontext/identitycenter:instancearn, arn:aws:sso:::instance/*, false",
        "aws:signinsessionarn, arn:aws:signin:us-east-1:222222222222:session/*, true",
        "aws:chatbotsourcearn, arn:aws:chatbot::222222222222:chat-configuration/*, true",
        "aws:chatbotsourcearn, arn:aws:chatbot::*:chat-configuration/*, false",
        "aws:principaltag/x, arn:aws:iam::222222222222:*, false",
        "aws:principaltag/x, *, false",
    })
    void aTextNamesSomebodyByWhatIsFixedInIt(String key, String value, boolean pins) {
        assertThat(pins(key, ConditionOperator.Test.STRING_LIKE, value)).isEqualTo(pins);
    }

    @ParameterizedTest
    @CsvSource({
        // Segment by segment, a wildcard cannot run over what follows; letter by letter it can.
        "aws:principalarn, arn:*:iam::222222222222:role/*, ARN_LIKE, true",
        "aws:principalarn, arn:*:iam::222222222222:role/*, STRING_LIKE, false",
        "aws:sourcearn, arn:aws:*:*:222222222222:*, ARN_EQUALS, true",
        "aws:sourcearn, arn:aws:*:*:222222222222:*, STRING_LIKE, false",
        "aws:sourcearn, arn:aws:sns:*:22222222222?:*, ARN_LIKE, false",
        "aws:sourcearn, arn:aws:sns:*:222222222222*:*, ARN_LIKE, true",
        "aws:principalarn, arn:*:iam::222222222222*, ARN_LIKE, true",
        "aws:principalarn, arn:*:iam::222222222222*, STRING_LIKE, false",
        // The name of a bucket is its owner's alone.
        "aws:sourcearn, arn:*:s3:::b, ARN_LIKE, true",
        "aws:sourcearn, arn:*:s3:*:*:b, ARN_LIKE, true",
        "aws:sourcearn, arn:*:s3:::b, STRING_LIKE, false",
        "aws:sourcearn, arn:*:s3:::b*, ARN_LIKE, false",
        "aws:sourcearn, arn:*:s3:::, ARN_LIKE, false",
        "aws:sourcearn, arn:*:s3, ARN_LIKE, false",
        "aws:sourcearn, arn:*:sns:::b, ARN_LIKE, false",
        "aws:principalarn, arn:*:s3:::b, ARN_LIKE, false",
    })
    void anArnNamesAnAccountOrABucket(String key, String value, ConditionOperator.Test test, boolean pins) {
        assertThat(pins(key, test, value)).isEqualTo(pins);
    }

    @ParameterizedTest
    @CsvSource({
        "aws:sourceip, 10.0.0.0/8, true",
        "aws:sourceip, 52.0.0.0/7, false",
        "aws:sourceip, 2001:db8::/32, true",
        "aws:sourceip, 2001:db8::/31, false",
        "aws:vpcsourceip, 10.0.0.0/16, false",
    })
    void anAddressNamesAPlaceOnTheInternetAndNoneInAVpc(String key, String range, boolean pins) {
        assertThat(Pins.range(key, Addresses.parse(range).orElseThrow())).isEqualTo(pins);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::222222222222:role/r, 222222222222",
        "arn:aws:iam::222222222222:*, 222222222222",
        "arn:*:222222222222:role/r,",
        "arn:aws:iam::*:role/r,",
        "arn:aws:iam::2222:role/r,",
        "arn:aws:iam::222222222222*, 222222222222",
        "arn:aws:iam::22222222222*,",
        "arn:aws:iam::,",
    })
    void theAccountInAnArnIsRead(String arn, String account) {
        assertThat(Pins.account(Template.parse(arn, true, false)).orElse(null)).isEqualTo(account);
    }

    /** The star runs over colons: a role of any account may have the rest in its path. */
    @Test
    void theProofOfPublicAccessIsOfNoAccountThatAPatternNames() {
        Access access = Questions.ofAccount().allow("{'StringLike':{'aws:PrincipalArn':'arn:aws:*::222222222222:*'}}");
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.isPublic()).isTrue();
            assertThat(((Identity.Aws) cell.witness().identity()).account()).isNotEqualTo("222222222222");
        });
    }
}
