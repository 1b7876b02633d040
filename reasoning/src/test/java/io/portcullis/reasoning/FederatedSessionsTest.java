package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.undecided;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whom an identity provider vouches for has no account when it asks STS for a session, and calls all other services as the
 * session of some role. Source: IAM user guide, "AWS JSON policy elements: Principal".
 */
class FederatedSessionsTest {

    private static final String PROVIDER = "{'Federated':'arn:aws:iam::222222222222:saml-provider/p'}";

    private static String statement(String effect, String principal, String action, String condition) {
        return "{'Effect':'%s','Principal':%s,'Action':'%s','Resource':'*','Condition':%s}"
                .formatted(effect, principal, action, condition);
    }

    private static String verdict(Questions questions, String... statements) {
        Access access =
                questions.ask(Questions.policy(String.join(",", statements).replace('\'', '"')));
        assertThat(access.doubts()).noneMatch(doubt -> doubt.contains("disagree"));
        return Questions.verdict(access);
    }

    private static String ofKey(String condition) {
        return verdict(Questions.ofOrganization(), statement("Allow", PROVIDER, "kms:*", condition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}",
                "{'StringEquals':{'kms:CallerAccount':'222222222222'}}",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}}",
                "{'StringLike':{'aws:userid':'AROAXEXAMPLE:*'}}",
                "{'StringEquals':{'aws:PrincipalType':'AssumedRole'}}",
                "{'StringEquals':{'aws:PrincipalOrgID':'o-other12345'}}",
                "{'StringNotEquals':{'aws:PrincipalOrgID':'o-other12345'}}",
                "{'Null':{'aws:PrincipalArn':'false'}}",
                "{'Bool':{'aws:PrincipalIsAWSService':'false'}}",
                "{'StringEquals':{'aws:RequestTag/t':'${aws:PrincipalAccount}'}}",
            })
    void aSessionMeetsWhatIsAskedOfItsAccount(String condition) {
        assertThat(ofKey(condition)).isEqualTo("external");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}}",
                "{'StringEquals':{'aws:PrincipalOrgID':'o-own1234567'}}",
                "{'Bool':{'aws:PrincipalIsAWSService':'true'}}",
            })
    void aSessionIsNoTrustedAccountsAndNoService(String condition) {
        assertThat(ofKey(condition)).isEqualTo("clean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'*' | {} | clean",
                "'*' | {'StringNotEquals':{'aws:PrincipalOrgID':'o-own1234567'}} | clean",
                "'*' | {'StringNotEquals':{'aws:PrincipalAccount':['111111111111','222222222222']}} | external",
                "{'AWS':'222222222222'} | {} | external",
                "{'Federated':'accounts.google.com'} | {} | external",
            },
            quoteCharacter = '"')
    void aDenyOfEveryoneDeniesSessionsToo(String principal, String condition, String expected) {
        assertThat(verdict(
                        Questions.ofOrganization(),
                        statement("Allow", PROVIDER, "kms:*", "{}"),
                        statement("Deny", principal, "kms:*", condition)))
                .isEqualTo(expected);
    }

    @Test
    void theProofSaysWhoVouched() {
        Access access = Questions.ofAccount()
                .ask(Questions.policy(
                        statement("Allow", PROVIDER, "kms:*", "{'StringEquals':{'aws:PrincipalType':'AssumedRole'}}")
                                .replace('\'', '"')));
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.witness().identity())
                    .isEqualTo(new Identity.FederatedSession("arn:aws:iam::222222222222:saml-provider/p"));
            assertThat(cell.witness().context()).doesNotContainKey("aws:PrincipalType");
        });
    }

    @Test
    void whoAsksForASessionHasNoArnYet() {
        Questions roles = Questions.ofAccount().about(List.of("sts:AssumeRoleWithSAML"));
        String action = "sts:AssumeRoleWithSAML";
        assertThat(verdict(roles, statement("Allow", PROVIDER, action, "{}"))).isEqualTo("external");
        for (String key : List.of("aws:PrincipalOrgID", "aws:PrincipalArn")) {
            String is = "{'StringLike':{'%s':'*'}}".formatted(key);
            String isNot = "{'StringNotLike':{'%s':'*'}}".formatted(key);
            assertThat(verdict(roles, statement("Allow", PROVIDER, action, is))).isEqualTo("clean");
            assertThat(verdict(roles, statement("Allow", PROVIDER, action, isNot)))
                    .isEqualTo("external");
        }
    }

    @Test
    void aDenyOfEveryoneIsOfWhoAsksForASessionToo() {
        Questions roles = Questions.ofAccount().about(List.of("sts:AssumeRoleWithSAML"));
        String allow = statement("Allow", PROVIDER, "sts:*", "{}");
        assertThat(verdict(roles, allow, statement("Deny", "'*'", "sts:*", "{}")))
                .isEqualTo("clean");
        assertThat(verdict(roles, allow, statement("Deny", "{'AWS':'*'}", "sts:*", "{}")))
                .isEqualTo("clean");
    }

    @Test
    void inComparisonsItIsADoubtWhoseASessionIs() {
        String asked = "{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}";
        undecided(RESOURCE.compare(resource(PROVIDER, "{}"), resource(PROVIDER, asked)));
        no(RESOURCE.compare(resource(PROVIDER, asked), resource(PROVIDER, "{}")));
        no(RESOURCE.compare(resource(PROVIDER, asked), resource(PROVIDER, asked)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "222222222222",
                "arn:aws:iam::222222222222:role/r",
                "arn:aws:sts::222222222222:assumed-role/r/s",
                "AROAEXAMPLEEXAMPLE",
            })
    void inComparisonsASessionMayBeOneOfTheListed(String listed) {
        String allowed = resource("{'AWS':'" + listed + "'}", "{}");
        String denied = resource(PROVIDER, "{}").replace("Allow", "Deny");
        undecided(RESOURCE.compare(rules(allowed), rules(allowed, denied)));
        no(RESOURCE.compare(rules(allowed, denied), rules(allowed)));
    }

    @Test
    void inComparisonsASessionIsNoUsers() {
        String allowed = resource("{'AWS':'arn:aws:iam::222222222222:user/u'}", "{}");
        String denied = resource(PROVIDER, "{}").replace("Allow", "Deny");
        no(RESOURCE.compare(rules(allowed), rules(allowed, denied)));
    }

    @Test
    void aRoleIsAskedForWhatStsDoes() {
        String trusting = "{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'%s'}";
        no(TRUST.compare(rules(trusting.formatted("s3:*")), rules(trusting.formatted("sts:AssumeRole"))));
        yes(TRUST.compare(rules(trusting.formatted("*")), rules(trusting.formatted("sts:AssumeRole"))));
        no(TRUST.compare(rules(trusting.formatted("*")), rules(trusting.formatted("sts:*"))));
    }

    @Test
    void inComparisonsOfTrustPoliciesWhoAsksForASessionHasNoArn() {
        String trusting = "{'Effect':'Allow','Principal':%s,'Action':'sts:AssumeRoleWithSAML','Condition':%s}";
        String nobodys = "{'Null':{'aws:PrincipalArn':'true'}}";
        no(TRUST.compare(rules(trusting.formatted(PROVIDER, "{}")), rules(trusting.formatted(PROVIDER, nobodys))));
        yes(TRUST.compare(
                rules(trusting.formatted(PROVIDER, "{}")),
                rules(trusting.formatted(PROVIDER, nobodys.replace("true", "false")))));
    }
}
