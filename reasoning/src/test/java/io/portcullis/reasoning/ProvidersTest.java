package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever asks for a session by the word of an identity provider has what that provider says of everybody, and nothing that
 * another says. Source: AWS's data perimeter policy examples, "EnforceTrustedOIDCProviders" and "EnforceTrustedOIDCTenants".
 */
class ProvidersTest {

    private static final String GITHUB =
            "{'Federated':'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com'}";

    private static final String OF_GITHUB = "token.actions.githubusercontent.com:";

    private static final String CORP = "{'Federated':'arn:aws:iam::111111111111:saml-provider/corp'}";

    private static final String GOOGLE = "{'Federated':'accounts.google.com'}";

    private final Questions roles = Questions.ofAccount().about(List.of("sts:AssumeRoleWithWebIdentity"));

    private static String statement(String effect, String principal, String condition) {
        return "{'Effect':'%s','Principal':%s,'Action':'sts:*','Resource':'*','Condition':%s}"
                .formatted(effect, principal, condition);
    }

    private Access ask(String... statements) {
        Access access = roles.ask(Questions.policy(String.join(",", statements).replace('\'', '"')));
        assertThat(access.doubts()).isEmpty();
        return access;
    }

    private String verdict(String... statements) {
        return Questions.verdict(ask(statements));
    }

    private static String absent(String key, boolean isAbsent) {
        return "{'Null':{'%s':'%s'}}".formatted(key, isAbsent);
    }

    private static String oidc(String issuer) {
        return "{'Federated':'arn:aws:iam::222222222222:oidc-provider/" + issuer + "'}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "aud", "SUB"})
    void everyTokenHasItsSubjectAndItsAudience(String claim) {
        assertThat(verdict(statement("Allow", GITHUB, absent(OF_GITHUB + claim, true))))
                .isEqualTo("clean");
        assertThat(verdict(statement("Allow", GITHUB, absent(OF_GITHUB + claim, false))))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amr", "job_workflow_ref", "environment"})
    void aTokenMayLackOtherClaims(String claim) {
        assertThat(verdict(statement("Allow", GITHUB, absent(OF_GITHUB + claim, true))))
                .isEqualTo("public");
    }

    @Test
    void anIssuerMayHaveAPath() {
        String cluster = "oidc.eks.us-east-1.amazonaws.com/id/ABC";
        assertThat(verdict(statement("Allow", oidc(cluster), absent(cluster + ":sub", true))))
                .isEqualTo("clean");
        assertThat(verdict(statement("Allow", oidc(cluster), absent(cluster + "DEF:sub", false))))
                .isEqualTo("clean");
    }

    @Test
    void whetherKeysHaveTheSlashOfTheirIssuerIsNotKnown() {
        for (boolean isAbsent : List.of(true, false)) {
            assertThat(verdict(
                            statement("Allow", oidc("login.example.com/"), absent("login.example.com:sub", isAbsent))))
                    .isEqualTo("external");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "accounts.google.com, sub",
        "cognito-identity.amazonaws.com, amr",
        "www.amazon.com, user_id",
        "graph.facebook.com, app_id"
    })
    void providersThatAwsHasBuiltInHaveClaimsOfTheirOwn(String provider, String claim) {
        String principal = "{'Federated':'" + provider + "'}";
        assertThat(verdict(statement("Allow", principal, absent(provider + ":" + claim, true))))
                .isEqualTo("clean");
        assertThat(verdict(statement("Allow", principal, absent(provider + ":other", true))))
                .isEqualTo("public");
    }

    @ParameterizedTest
    @CsvSource({
        "saml:aud, clean",
        "saml:doc, clean",
        "saml:iss, clean",
        "saml:namequalifier, clean",
        "saml:sub, external",
        "saml:sub_type, external",
        "saml:mail, external"
    })
    void anAssertionHasItsRecipientItsIssuerAndItsProvider(String key, String ifAbsent) {
        assertThat(verdict(statement("Allow", CORP, absent(key, true)))).isEqualTo(ifAbsent);
        assertThat(verdict(statement("Allow", CORP, absent(key, false)))).isEqualTo("external");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gitlab.com:sub", "token.actions.githubusercontent.com.evil.com:sub", "saml:aud", "saml:mail"})
    void aTokenHasNoKeyOfAnotherProvider(String key) {
        assertThat(verdict(statement("Allow", GITHUB, absent(key, false)))).isEqualTo("clean");
        assertThat(verdict(statement("Allow", GITHUB, "{'StringLike':{'" + key + "':'*'}}")))
                .isEqualTo("clean");
        assertThat(verdict(statement("Allow", GITHUB, absent(key, true)))).isEqualTo("public");
    }

    @Test
    void anAssertionHasNoClaimOfAToken() {
        assertThat(verdict(statement("Allow", CORP, absent("gitlab.com:sub", false))))
                .isEqualTo("clean");
        assertThat(verdict(statement("Allow", CORP, absent("gitlab.com:sub", true))))
                .isEqualTo("external");
    }

    @Test
    void eachOfSeveralProvidersHasItsOwn() {
        String allows = statement(
                "Allow",
                "{'Federated':['accounts.google.com','arn:aws:iam::111111111111:saml-provider/corp']}",
                "{'Null':{'accounts.google.com:sub':'%s','saml:aud':'%s'}}");
        assertThat(verdict(allows.formatted("false", "false"))).isEqualTo("clean");
        assertThat(verdict(allows.formatted("true", "true"))).isEqualTo("clean");
        assertThat(verdict(allows.formatted("false", "true"))).isEqualTo("public");
        assertThat(verdict(allows.formatted("true", "false"))).isEqualTo("external");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringNotLikeIfExists':{'%1$s':'repo:octo-org/*'},'Null':{'%1$s':'false'}",
                "'StringNotLike':{'%1$s':'repo:octo-org/*'},'Null':{'%1$s':'false'}",
                "'StringNotLike':{'%1$s':'repo:octo-org/*'}"
            })
    void aDenyOfOtherTenantsLeavesTheTenant(String others) {
        String allow = statement("Allow", GITHUB, "{'StringEquals':{'" + OF_GITHUB + "aud':'sts.amazonaws.com'}}");
        String deny = statement("Deny", "'*'", "{" + others.formatted(OF_GITHUB + "sub") + "}");
        assertThat(verdict(allow)).isEqualTo("public");
        assertThat(ask(allow, deny).cells()).singleElement().satisfies(cell -> {
            assertThat(cell.isPublic()).isFalse();
            assertThat(cell.witness().values(OF_GITHUB + "sub"))
                    .singleElement()
                    .asString()
                    .startsWith("repo:octo-org/");
        });
    }

    @Test
    void aDenyOfOtherProvidersLeavesTheTrusted() {
        String both = statement("Allow", GITHUB, "{}") + "," + statement("Allow", oidc("login.example.com"), "{}");
        String deny = "{'Null':{'" + OF_GITHUB + "sub':'true','%s:sub':'true'}}";
        assertThat(ask(both, statement("Deny", "'*'", deny.formatted("gitlab.com")))
                        .cells())
                .extracting(Access.Cell::principal)
                .containsExactly("arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com");
        assertThat(ask(both, statement("Deny", "'*'", deny.formatted("login.example.com")))
                        .cells())
                .hasSize(2);
    }

    @Test
    void proofsHaveTheKeysThatTheirCallersHave() {
        String either = "{'ForAllValues:StringLike':{'%ssub':'a*','accounts.google.com:sub':'b*','saml:mail':'c'}}"
                .formatted(OF_GITHUB);
        assertThat(ask(statement("Allow", GITHUB, either)).cells()).isNotEmpty().allSatisfy(cell -> {
            assertThat(cell.witness().values(OF_GITHUB + "sub")).isNotEmpty();
            assertThat(cell.witness().context()).doesNotContainKeys("accounts.google.com:sub", "saml:mail");
        });
    }

    @Test
    void awsIdentitiesAndSessionsMayHaveAnyOfThem() {
        String both = "{'Null':{'" + OF_GITHUB + "sub':'%1$s','saml:sub':'%1$s','gitlab.com:sub':'%1$s'}}";
        for (boolean isAbsent : List.of(true, false)) {
            String asked = both.formatted(isAbsent);
            assertThat(verdict(statement("Allow", "{'AWS':'*'}", asked))).isEqualTo("public");
            Questions keys = Questions.ofAccount();
            for (String principal : List.of(GITHUB, CORP, GOOGLE)) {
                String allow = statement("Allow", principal, asked).replace("sts:*", "kms:*");
                assertThat(keys.ask(Questions.policy(allow.replace('\'', '"'))).cells())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void ofAProviderThatIsNoDomainNothingIsKnown() {
        for (boolean isAbsent : List.of(true, false)) {
            for (String key : List.of("provider.com:sub", "saml:aud", "gitlab.com:sub")) {
                assertThat(verdict(statement("Allow", "{'Federated':'provider'}", absent(key, isAbsent))))
                        .isEqualTo("external");
            }
        }
    }

    @Test
    void aVariableOfAnotherProvidersClaimHasNoValue() {
        String named = "{'StringEquals':{'sts:RoleSessionName':'a${%s}'}}";
        assertThat(verdict(statement("Allow", GITHUB, named.formatted("gitlab.com:sub"))))
                .isEqualTo("clean");
        assertThat(verdict(statement("Allow", GITHUB, named.formatted(OF_GITHUB + "sub"))))
                .isEqualTo("public");
        assertThat(verdict(
                        statement("Allow", GITHUB, "{}"),
                        statement("Deny", "'*'", "{'StringLike':{'sts:RoleSessionName':'*${gitlab.com:sub}'}}")))
                .isEqualTo("public");
    }

    @Test
    void comparisonsKnowWhoHasWhat() {
        String all = statement("Allow", GITHUB, "{}").replace("'Resource':'*',", "");
        for (String claim : List.of("sub", "aud")) {
            no(TRUST.compare(rules(all), rules(all.replace("{}", absent(OF_GITHUB + claim, false)))));
        }
        no(TRUST.compare(rules(all), rules(all.replace("{}", absent("gitlab.com:sub", true)))));
        yes(TRUST.compare(rules(all), rules(all.replace("{}", absent(OF_GITHUB + "ref", false)))));
        yes(TRUST.compare(rules(all), rules(all.replace("{}", absent("gitlab.com:sub", false)))));
    }
}
