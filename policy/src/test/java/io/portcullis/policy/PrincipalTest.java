package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {

    private static final String A = "111122223333";

    @Test
    void readsStarAsEveryone() {
        assertThat(Principal.parseAws("*")).isEqualTo(new Principal.Everyone("*"));
    }

    @Test
    void readsDigitsAndRootArnAsAccount() {
        assertThat(Principal.parseAws(A)).isEqualTo(new Principal.Account(A, "", A));
        String root = "arn:aws-cn:iam::111122223333:root";
        assertThat(Principal.parseAws(root)).isEqualTo(new Principal.Account(root, "aws-cn", A));
    }

    @Test
    void readsUsersAndRolesWithTheirPaths() {
        String user = "arn:aws:iam::111122223333:user/eng/ops/Alice@example.com";
        assertThat(Principal.parseAws(user)).isEqualTo(new Principal.User(user, "aws", A, "eng/ops/Alice@example.com"));
        String role = "arn:aws-us-gov:iam::111122223333:role/aws-service-role/kms.amazonaws.com/R";
        assertThat(Principal.parseAws(role))
                .isEqualTo(new Principal.Role(role, "aws-us-gov", A, "aws-service-role/kms.amazonaws.com/R"));
    }

    @Test
    void readsOriginAccessIdentitiesOfCloudFrontAsAwssOwn() {
        String identity = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3C4D5E6F7";
        assertThat(Principal.parseAws(identity)).isEqualTo(new Principal.Service(identity));
        assertThat(Principal.parseAws(identity + "*")).isEqualTo(new Principal.Unrecognised(identity + "*"));
    }

    @Test
    void readsSessions() {
        String session = "arn:aws:sts::111122223333:assumed-role/R/i-0abc@x";
        assertThat(Principal.parseAws(session))
                .isEqualTo(new Principal.RoleSession(session, "aws", A, "R", "i-0abc@x"));
        String federated = "arn:aws:sts::111122223333:federated-user/Bob";
        assertThat(Principal.parseAws(federated)).isEqualTo(new Principal.FederatedUser(federated, "aws", A, "Bob"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "A", "z", "0", "9", "a=b,c.d+e_f-g@h"})
    void takesEveryPrintableCharacterInNames(String name) {
        String user = "arn:aws:iam::001122334499:user/" + name;
        assertThat(Principal.parseAws(user)).isEqualTo(new Principal.User(user, "aws", "001122334499", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIDA0123456789AZ", "AIDACKCEVSQ6C2EXAMPLE", "AROADBQP57FF2AEXAMPLE"})
    void readsUniqueIdsOfDeletedUsersAndRoles(String id) {
        assertThat(Principal.parseAws(id)).isEqualTo(new Principal.UniqueId(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "**",
                "?",
                "11112222333",
                "1111222233334",
                "١١١١٢٢٢٢٣٣٣٣",
                "Everyone",
                "AIDA",
                "AIDA0123456789A",
                "AIDACKCEVSQ6C2EXAMPLe",
                "AIDACKCEVSQ6C2-EXAMPLE",
                "AGPACKCEVSQ6C2EXAMPLE",
                "11112222333/",
                "11112222333:",
                "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ",
                "arn:gcp:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3",
                "arn:aws:iam::111122223333:user/a b",
                "arn:aws:iam::111122223333:user/a\u007f",
                "arn:aws:sts::111122223333:assumed-role//S",
                "arn:aws`:iam::111122223333:root",
                "arn:aws{:iam::111122223333:root",
                "arn:aws.x:iam::111122223333:root",
                "arn:aws:iam::*:root",
                "arn:aws:iam::111122223333:role/*",
                "arn:aws:iam::111122223333:user/a?c",
                "arn:aws:iam::111122223333:role/${aws:username}",
                "arn:aws:iam::111122223333:*",
                "arn:aws:iam::111122223333:role/",
                "arn:aws:iam::111122223333:role",
                "arn:aws:iam::111122223333:role//R",
                "arn:aws:iam::111122223333:role/R/",
                "arn:aws:iam::111122223333:group/g",
                "arn:aws:iam:us-east-1:111122223333:root",
                "arn:aws:sts::111122223333:root",
                "arn:aws:sts::111122223333:role/R",
                "arn:aws:iam::111122223333:assumed-role/R/S",
                "arn:aws:sts::111122223333:assumed-role/R",
                "arn:aws:sts::111122223333:assumed-role/R/",
                "arn:aws:sts::111122223333:assumed-role/R/S/T",
                "arn:aws:iam::111122223333:root\n",
                "ARN:aws:iam::111122223333:root",
                "arn:azure:iam::111122223333:root"
            })
    void knowsNoOtherForm(String text) {
        assertThat(Principal.parseAws(text)).isEqualTo(new Principal.Unrecognised(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cognito-identity.amazonaws.com",
                "arn:aws:iam::111122223333:saml-provider/corp",
                "arn:aws-cn:iam::111122223333:oidc-provider/sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/"
            })
    void readsProvidersByNameAndByArn(String text) {
        assertThat(Principal.parse(PrincipalType.FEDERATED, text)).isEqualTo(new Principal.Federated(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "https://token.actions.githubusercontent.com",
                "${aws:username}",
                "arn:aws:iam::111122223333:oidc-provider/*",
                "arn:aws:iam::111122223333:saml-provider/",
                "arn:aws:iam::*:oidc-provider/gitlab.com",
                "arn:aws:iam::111122223333:role/r",
                "arn:aws:sts::111122223333:saml-provider/corp",
                "arn:gcp:iam::111122223333:saml-provider/corp",
                "arn:aws:iam:us-east-1:111122223333:saml-provider/corp",
                "urn:aws:iam::111122223333:saml-provider/corp"
            })
    void knowsNoOtherFormOfProviders(String text) {
        assertThat(Principal.parse(PrincipalType.FEDERATED, text)).isEqualTo(new Principal.Unrecognised(text));
    }

    @Test
    void wildcardsNameNoServicesAndNoCanonicalUsers() {
        String service = "delivery.logs.amazonaws.com";
        assertThat(Principal.parse(PrincipalType.SERVICE, service)).isEqualTo(new Principal.Service(service));
        for (String text : new String[] {"", "*", "*.amazonaws.com", "arn:aws:iam::111122223333:root"}) {
            assertThat(Principal.parse(PrincipalType.SERVICE, text)).isEqualTo(new Principal.Unrecognised(text));
            assertThat(Principal.parse(PrincipalType.CANONICAL_USER, text)).isEqualTo(new Principal.Unrecognised(text));
        }
    }

    @Test
    void takesUniqueIdsOfAtMost128Characters() {
        String longest = "AROA" + "X".repeat(124);
        assertThat(Principal.parseAws(longest)).isEqualTo(new Principal.UniqueId(longest));
        assertThat(Principal.parseAws(longest + "X")).isEqualTo(new Principal.Unrecognised(longest + "X"));
    }

    @Test
    void takesOtherTypesAsTheyStand() {
        assertThat(Principal.parse(PrincipalType.FEDERATED, "accounts.google.com"))
                .isEqualTo(new Principal.Federated("accounts.google.com"));
        assertThat(Principal.parse(PrincipalType.CANONICAL_USER, "79a5"))
                .isEqualTo(new Principal.CanonicalUser("79a5"));
        assertThat(Principal.parse(PrincipalType.AWS, A)).isEqualTo(new Principal.Account(A, "", A));
    }
}
