package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedIssuersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
                "arn:aws:iam::111122223333:oidc-provider/GitLab.com",
                "arn:aws-cn:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
                "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/",
                "cognito-identity.amazonaws.com",
                "accounts.google.com"
            })
    void manyOrganizationsShareThese(String provider) {
        assertThat(SharedIssuers.isShared(provider)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE",
                "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com/octo-enterprise",
                "arn:aws:iam::111122223333:oidc-provider/cognito-idp.us-east-1.amazonaws.com/us-east-1_abc",
                "arn:aws:iam::111122223333:saml-provider/gitlab.com"
            })
    void theseAreOneOrganizations(String provider) {
        assertThat(SharedIssuers.isShared(provider)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "token.actions.githubusercontent.com:sub, repo:octo-org/",
        "token.actions.githubusercontent.com:sub, repository_owner_id:123:",
        "token.actions.githubusercontent.com:repository, octo-org/",
        "token.actions.githubusercontent.com:sub, repo:octo-org@123456/",
        "token.actions.githubusercontent.com:sub, repo:octo-org@",
        "gitlab.com:sub, project_path:group/",
        "app.terraform.io:sub, organization:acme:"
    })
    void beginningThatNamesItsTenantWholePins(String key, String beginning) {
        assertThat(SharedIssuers.pins(key, false, beginning)).contains(true);
    }

    @ParameterizedTest
    @CsvSource({
        "token.actions.githubusercontent.com:sub, repo:",
        "token.actions.githubusercontent.com:sub, repo:octo",
        "token.actions.githubusercontent.com:sub, ''",
        "token.actions.githubusercontent.com:repository, octo",
        "token.actions.githubusercontent.com:sub, repo:@",
        "token.actions.githubusercontent.com:aud, sts.amazonaws.com",
        "cognito-identity.amazonaws.com:aud, us-east-1:",
        "app.terraform.io:sub, organization:acme"
    })
    void otherBeginningsDoNot(String key, String beginning) {
        assertThat(SharedIssuers.pins(key, false, beginning)).contains(false);
    }

    @Test
    void wholeValuePinsOnlyInAClaimThatTellsTenantsApart() {
        assertThat(SharedIssuers.pins("cognito-identity.amazonaws.com:aud", true, "us-east-1:1234"))
                .contains(true);
        assertThat(SharedIssuers.pins("token.actions.githubusercontent.com:aud", true, "sts.amazonaws.com"))
                .contains(false);
        assertThat(SharedIssuers.pins("token.actions.githubusercontent.com:environment", true, "prod"))
                .contains(false);
    }

    @ParameterizedTest
    @CsvSource({
        "environment:prod, true",
        "environment:prod:, false",
        "ref:refs/heads/main, true",
        "workflow:deploy:, false",
        "event_name:push:, false",
        "environment:prod:repository_owner:octo-org, true"
    })
    void subjectThatOwnersOfOtherRepositoriesCanMakePinsNobody(String subject, boolean whole) {
        assertThat(SharedIssuers.pins("token.actions.githubusercontent.com:sub", whole, subject))
                .contains(false);
    }

    /** Workflows of public repositories are called from any other, and who sets off a run does so in anybody's. */
    @ParameterizedTest
    @CsvSource({
        "job_workflow_ref, octo-org/repo/.github/workflows/x.yml@refs/heads/main",
        "sub, job_workflow_ref:octo-org/repo/.github/workflows/x.yml@refs/heads/main",
        "actor, dependabot[bot]",
        "actor_id, 583231",
        "sub, actor:octocat",
        "workflow, deploy",
        "ref, refs/heads/main"
    })
    void calledWorkflowAndActorOfGitHubNameNoTenant(String claim, String value) {
        assertThat(SharedIssuers.pins("token.actions.githubusercontent.com:" + claim, true, value))
                .contains(false);
    }

    @ParameterizedTest
    @CsvSource({
        "repository, octo-org/repo",
        "repository_id, 74",
        "repository_owner_id, 65",
        "enterprise_id, 7",
        "sub, enterprise:octo-enterprise"
    })
    void repositoryOwnerAndEnterpriseOfGitHubNameATenant(String claim, String value) {
        assertThat(SharedIssuers.pins("token.actions.githubusercontent.com:" + claim, true, value))
                .contains(true);
    }

    /** Source: IAM credentials API of Google Cloud, generateIdToken; Buildkite's pages on the claims of its tokens. */
    @ParameterizedTest
    @CsvSource({
        "accounts.google.com:google/organization_number, 123456789012",
        "agent.buildkite.com:cluster_id, 42f1a7da-812d-4430-93d8-1cc7c33a6bcf"
    })
    void organizationOfGoogleAndClusterOfBuildkiteNameATenant(String key, String value) {
        assertThat(SharedIssuers.pins(key, true, value)).contains(true);
    }

    @ParameterizedTest
    @CsvSource({"repo:octo-org/octo-repo:ref:refs/heads/main", "repository_owner:octo-org", "repository_owner_id:123"})
    void wholeSubjectThatNamesItsOwnerFirstPins(String subject) {
        assertThat(SharedIssuers.pins("token.actions.githubusercontent.com:sub", true, subject))
                .contains(true);
    }

    @Test
    void accountOfAServicePinsOnceItsNamespaceIsNamed() {
        String key = "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7:sub";
        assertThat(SharedIssuers.pins(key, false, "system:serviceaccount:")).contains(false);
        assertThat(SharedIssuers.pins(key, false, "system:serviceaccount:tenant:"))
                .contains(true);
    }

    @Test
    void slashAtTheEndOfAnIssuerMakesNoDifferenceInItsKeys() {
        assertThat(SharedIssuers.pins("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/:aud", true, "api://x"))
                .contains(false);
    }

    @Test
    void saysNothingOfOtherKeys() {
        assertThat(SharedIssuers.pins("aws:sourcevpc", true, "vpc-1")).isEmpty();
        assertThat(SharedIssuers.pins("oidc.eks.us-east-1.amazonaws.com/id/example:aud", true, "x"))
                .isEmpty();
    }
}
