package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {

    private static final String OIDC = "arn:aws:iam::111122223333:oidc-provider/";

    private static Provider provider(String written) {
        return Provider.of(written).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        OIDC + "token.actions.githubusercontent.com, token.actions.githubusercontent.com",
        OIDC + "GitLab.com, gitlab.com",
        "arn:aws-cn:iam::111122223333:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/ABC,"
                + " oidc.eks.cn-north-1.amazonaws.com.cn/id/abc",
        "accounts.google.com, accounts.google.com",
        "arn:aws:iam::111122223333:saml-provider/gitlab.com, saml"
    })
    void keysBeginWithTheIssuerThatTheProviderIsNamedAfter(String written, String issuer) {
        assertThat(provider(written).issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"provider", ".com", OIDC + "localhost", OIDC + "gitlab.com:8443", OIDC + "a.b:saml-provider/c"})
    void whatNamesNoDomainHasKeysOfNoKnownName(String written) {
        assertThat(Provider.of(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        OIDC + "gitlab.com, gitlab.com:sub",
        OIDC + "gitlab.com, gitlab.com:aud",
        OIDC + "oidc.eks.us-east-1.amazonaws.com/id/ABC, oidc.eks.us-east-1.amazonaws.com/id/abc:sub",
        OIDC + "login.example.com/, login.example.com/:aud",
        OIDC + "graph.facebook.com, graph.facebook.com:sub",
        "accounts.google.com, accounts.google.com:sub",
        "accounts.google.com, accounts.google.com:aud",
        "cognito-identity.amazonaws.com, cognito-identity.amazonaws.com:amr",
        "cognito-identity.amazonaws.com, cognito-identity.amazonaws.com:aud",
        "cognito-identity.amazonaws.com, cognito-identity.amazonaws.com:sub",
        "www.amazon.com, www.amazon.com:app_id",
        "www.amazon.com, www.amazon.com:user_id",
        "graph.facebook.com, graph.facebook.com:app_id",
        "graph.facebook.com, graph.facebook.com:id",
        "arn:aws:iam::111122223333:saml-provider/corp, saml:aud",
        "arn:aws:iam::111122223333:saml-provider/corp, saml:doc",
        "arn:aws:iam::111122223333:saml-provider/corp, saml:iss",
        "arn:aws:iam::111122223333:saml-provider/corp, saml:namequalifier"
    })
    void surelyHasWhatIsSaidOfEverybody(String written, String key) {
        assertThat(provider(written).surelyHas(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        OIDC + "gitlab.com, gitlab.com:amr",
        OIDC + "gitlab.com, gitlab.com:project_id",
        OIDC + "gitlab.com, gitlab.com.au:sub",
        OIDC + "gitlab.com, saml:aud",
        OIDC + "login.example.com/, login.example.com:aud",
        OIDC + "login.example.com, login.example.com/:aud",
        "accounts.google.com, accounts.google.com:oaud",
        "www.amazon.com, www.amazon.com:sub",
        "gitlab.com, gitlab.com:sub",
        "arn:aws:iam::111122223333:saml-provider/corp, saml:sub",
        "arn:aws:iam::111122223333:saml-provider/corp, saml:sub_type",
        "arn:aws:iam::111122223333:saml-provider/corp, saml:mail"
    })
    void mayLackWhatIsNotSaidOfEverybody(String written, String key) {
        assertThat(provider(written).surelyHas(key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "gitlab.com:sub, gitlab.com",
        "login.example.com/:sub, login.example.com",
        "accounts.google.com:google/organization_number, accounts.google.com",
        "oidc.circleci.com/org/a:oidc.circleci.com/project-id, oidc.circleci.com/org/a",
        "saml:edupersonaffiliation, saml"
    })
    void keyIsOfTheFamilyOfItsProviders(String key, String family) {
        assertThat(Provider.family(key)).contains(family);
        assertThat(provider(OIDC + "login.example.com/").family()).isEqualTo("login.example.com");
    }

    @Test
    void otherKeysAreOfNoProvider() {
        assertThat(Provider.family("aws:federatedprovider")).isEmpty();
        assertThat(Provider.family("sts:externalid")).isEmpty();
        assertThat(Provider.family("gitlab.com")).isEmpty();
        assertThat(Provider.family("acme:login.example.com")).isEmpty();
    }
}
