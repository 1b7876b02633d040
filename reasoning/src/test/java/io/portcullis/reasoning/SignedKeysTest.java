package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session of a role begins with and keeps is in the requests of nobody else. */
class SignedKeysTest {

    private static final String HAS = "{'Null':{'%s':'false'}}";

    private static String of(String principal, String key) {
        return "{'Effect':'Allow','Principal':{'AWS':'%s'},'Action':'kms:*','Resource':'*','Condition':%s}"
                .formatted(principal, HAS.formatted(key))
                .replace('\'', '"');
    }

    private static Access ask(String principal, String key) {
        return Questions.ofAccount().ask(Questions.policy(of(principal, key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:FederatedProvider",
                "AWS:federatedprovider",
                "ec2:SourceInstanceArn",
                "lambda:SourceFunctionArn",
                "identitystore:UserId",
                "s3:AccessGrantsInstanceArn",
                "saml:iss",
                "saml:eduPersonAffiliation",
                "token.actions.githubusercontent.com:sub",
            })
    void noUserHasWhatASessionOfARoleBeginsWith(String key) {
        for (String user : List.of(
                "arn:aws:iam::222222222222:user/u",
                "arn:aws:iam::222222222222:user/aws:role/u",
                "arn:aws:sts::222222222222:federated-user/u")) {
            assertThat(ask(user, key).cells()).as(user).isEmpty();
        }
        for (String some : List.of("222222222222", "*", "arn:aws:iam::222222222222:role/r")) {
            assertThat(ask(some, key).cells())
                    .as(some)
                    .singleElement()
                    .extracting(cell -> ((Identity.Aws) cell.witness().identity()).type())
                    .isEqualTo("AssumedRole");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:MultiFactorAuthPresent",
                "aws:TokenIssueTime",
                "aws:CalledVia",
                "aws:SignInSessionArn",
                "aws:SourceIdentity",
                "aws:SourceVpc",
                "kms:ViaService"
            })
    void usersMayHaveOtherKeys(String key) {
        assertThat(ask("arn:aws:iam::222222222222:user/u", key).cells()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:FederatedProvider", "saml:iss"})
    void inComparisonsNeitherUsersNorServicesHaveThem(String key) {
        no(RESOURCE.compare(
                resource("{'AWS':'arn:aws:iam::222222222222:user/u'}", HAS.formatted(key)),
                resource("{'AWS':'111111111111'}", "{}")));
        no(RESOURCE.compare(
                resource("{'Service':'sns.amazonaws.com'}", HAS.formatted(key)),
                resource("{'AWS':'111111111111'}", "{}")));
        yes(RESOURCE.compare(
                resource("{'AWS':'arn:aws:iam::222222222222:role/r'}", HAS.formatted(key)),
                resource("{'AWS':'111111111111'}", "{}")));
    }

    @Test
    void aDenyOfRolesLeavesNobodyWhoHasThem() {
        String deny = "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*',"
                + "'Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}}}";
        assertThat(Questions.verdict(Questions.ofAccount()
                        .ask(Questions.policy(of("*", "aws:FederatedProvider") + "," + deny.replace('\'', '"')))))
                .isEqualTo("clean");
    }

    /** Source: AWS STS API reference, AssumeRoot, SourceIdentity. */
    @Test
    void whoAssumesRootMayHaveASourceIdentity() {
        assertThat(ask("arn:aws:iam::222222222222:root", "aws:SourceIdentity").cells())
                .isNotEmpty();
        String onlyRoots = "{'StringEquals':{'aws:PrincipalType':'Account'},'Null':{'aws:SourceIdentity':'false'}}";
        assertThat(Questions.ofAccount().allow(onlyRoots).cells()).isNotEmpty();
    }
}
