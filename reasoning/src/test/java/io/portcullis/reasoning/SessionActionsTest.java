package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In comparisons of trust policies nobody asks for a session that is not for the likes of them. */
class SessionActionsTest {

    private static final String GITHUB =
            "{'Federated':'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com'}";

    private static String trust(String effect, String principal, String action, String condition) {
        return "{'Effect':'%s','Principal':%s,'Action':'%s','Condition':%s}"
                .formatted(effect, principal, action, condition);
    }

    private static Answer granted(String principal, String action) {
        return TRUST.compare(rules(trust("Allow", principal, action, "{}")), List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                GITHUB + " | sts:AssumeRoleWithWebIdentity | true",
                GITHUB + " | STS:assumerolewithWEBidentity | true",
                GITHUB + " | sts:TagSession | true",
                GITHUB + " | sts:AssumeRoleOfTomorrow | true",
                GITHUB + " | sts:AssumeRole | false",
                GITHUB + " | sts:AssumeRoleWithSAML | false",
                "{'Federated':'cognito-identity.amazonaws.com'} | sts:AssumeRoleWithWebIdentity | true",
                "{'Federated':'cognito-identity.amazonaws.com'} | sts:AssumeRoleWithSAML | false",
                "{'Federated':'arn:aws:iam::111111111111:saml-provider/p'} | sts:AssumeRoleWithSAML | true",
                "{'Federated':'arn:aws:iam::111111111111:saml-provider/p'} | sts:AssumeRoleWithWebIdentity | false",
                "{'AWS':'111111111111'} | sts:AssumeRole | true",
                "{'AWS':'111111111111'} | sts:AssumeRoleWithSAML | false",
                "{'AWS':'arn:aws:sts::111111111111:federated-user/u'} | sts:AssumeRole | false",
                "{'Service':'ec2.amazonaws.com'} | sts:AssumeRole | true",
                "{'Service':'ec2.amazonaws.com'} | sts:AssumeRoleWithWebIdentity | false",
            })
    void whoAsksForWhatIsToldByTheKindOfTheCaller(String principal, String action, boolean can) {
        Answer answer = granted(principal, action);
        if (can) {
            yes(answer);
        } else {
            no(answer);
        }
    }

    @Test
    void rootUsersAssumeNoRole() {
        String root = "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:root'}}";
        no(TRUST.compare(rules(trust("Allow", "{'AWS':'111111111111'}", "sts:AssumeRole", root)), List.of()));
        assertThat(yes(granted("{'AWS':'111111111111'}", "sts:AssumeRole"))
                        .request()
                        .identity()
                        .name())
                .startsWith("arn:aws:iam::111111111111:user/");
    }

    @Test
    void everyoneTakesInThoseWithTheWordOfAProviderThatNobodyNames() {
        String all = trust("Allow", "'*'", "sts:AssumeRoleWithWebIdentity", "{}");
        assertThat(yes(TRUST.compare(rules(all), List.of())).request().identity())
                .isInstanceOf(Identity.Federated.class);
        String signed = trust("Deny", "'*'", "sts:*", "{'Null':{'aws:PrincipalArn':'false'}}");
        yes(TRUST.compare(rules(all, signed), List.of()));
        String unsigned = trust("Deny", "'*'", "sts:*", "{'Null':{'aws:PrincipalArn':'true'}}");
        no(TRUST.compare(rules(all, unsigned), List.of()));
    }

    @Test
    void whoHasAProvidersKeyComesWithItsWord() {
        String google = "{'StringEquals':{'accounts.google.com:aud':'x'}}";
        String everyone = trust("Allow", "'*'", "sts:AssumeRoleWithWebIdentity", google);
        String named = trust("Allow", "{'Federated':'accounts.google.com'}", "sts:AssumeRoleWithWebIdentity", google);
        no(TRUST.compare(rules(everyone), rules(named)));
        Answer.Yes answer = yes(TRUST.compare(rules(everyone), List.of()));
        assertThat(answer.request().identity().name()).isEqualTo("accounts.google.com");
        String gitlab = everyone.replace("accounts.google.com", "gitlab.com");
        assertThat(yes(TRUST.compare(rules(gitlab), List.of()))
                        .request()
                        .identity()
                        .name())
                .isEqualTo("arn:aws:iam::000000000000:oidc-provider/gitlab.com");
    }

    @Test
    void whoseKeyAVariableFillsInComesWithItsProvidersWord() {
        String named = trust(
                "Allow",
                "'*'",
                "sts:AssumeRoleWithWebIdentity",
                "{'StringEquals':{'sts:RoleSessionName':'${gitlab.com:sub}'}}");
        Answer.Yes answer = yes(TRUST.compare(rules(named), List.of()));
        assertThat(answer.request().identity().name()).isEqualTo("arn:aws:iam::000000000000:oidc-provider/gitlab.com");
    }

    @Test
    void theServiceOfAnActionIsItsServiceInAnyCase() {
        String saml = trust(
                        "Allow",
                        "{'Federated':'arn:aws:iam::111111111111:saml-provider/p'}",
                        "STS:AssumeRoleWithSAML",
                        "{}")
                .replace("'Action'", "'Resource':'*','Action'");
        String signed = "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*',"
                + "'Condition':{'Null':{'aws:PrincipalArn':'false'}}}";
        yes(RESOURCE.compare(rules(saml, signed), List.of()));
    }
}
