package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.undecided;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether a request for a session by the word of an identity provider has the account, the id and the type of nobody, or none,
 * AWS does not say: neither is taken to keep anybody out.
 */
class VouchedTest {

    private static final String ALLOW = """
            {'Effect':'Allow','Principal':{'Federated':'arn:aws:iam::111111111111:oidc-provider/token.example.com'},\
            'Action':'sts:AssumeRoleWithWebIdentity'%s,'Condition':%s}""";

    private static final String DENY = "{'Effect':'Deny','Principal':'*','Action':'sts:*'%s,'Condition':%s}";

    private static final String IN_A_QUESTION = ",'Resource':'*'";

    private final Questions roles = Questions.ofAccount().about(List.of("sts:AssumeRoleWithWebIdentity"));

    private String verdict(String... statements) {
        Access access = roles.ask(Questions.policy(String.join(",", statements).replace('\'', '"')));
        assertThat(access.doubts()).isEmpty();
        return Questions.verdict(access);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Null':{'aws:PrincipalAccount':'true'}}",
                "{'Null':{'aws:PrincipalAccount':'false'}}",
                "{'Null':{'aws:userid':'true'}}",
                "{'Null':{'AWS:principaltype':'false'}}",
                "{'StringEquals':{'aws:PrincipalType':'Anonymous'}}",
                "{'StringLike':{'aws:userid':'*'}}",
                "{'StringNotLike':{'aws:userid':'anon*'}}",
                "{'StringNotEqualsIfExists':{'aws:PrincipalAccount':'anonymous'}}",
                "{'ForAllValues:StringEquals':{'aws:PrincipalAccount':'222222222222'}}",
            })
    void neitherAnAllowNorADenyOfWhatTheyMayHaveKeepsThemOut(String condition) {
        assertThat(verdict(ALLOW.formatted(IN_A_QUESTION, condition))).isEqualTo("external");
        assertThat(verdict(ALLOW.formatted(IN_A_QUESTION, "{}"), DENY.formatted(IN_A_QUESTION, condition)))
                .isEqualTo("external");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'Null':{'aws:PrincipalAccount':['true','false']}} | true",
                "{'ForAllValues:Null':{'aws:PrincipalAccount':'true'}} | true",
                "{'Null':{'aws:PrincipalArn':'true'}} | true",
                "{'Null':{'aws:PrincipalArn':'false'}} | false",
                "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}} | false",
                "{'StringNotEquals':{'aws:PrincipalAccount':'111111111111'}} | true",
                "{'StringEqualsIfExists':{'aws:userid':['anonymous','a']}} | true",
                "{'StringEquals':{'aws:PrincipalType':'anonymous'}} | false",
                "{'StringNotEquals':{'aws:PrincipalType':'User'}} | true",
            })
    void whatHoldsOfNobodyAsOfWhoHasNoSuchKeyIsKnown(String condition, boolean holds) {
        assertThat(verdict(ALLOW.formatted(IN_A_QUESTION, condition))).isEqualTo(holds ? "external" : "clean");
        assertThat(verdict(ALLOW.formatted(IN_A_QUESTION, "{}"), DENY.formatted(IN_A_QUESTION, condition)))
                .isEqualTo(holds ? "clean" : "external");
    }

    @Test
    void comparisonsDoNotKnowWhetherTheyHaveIt() {
        String all = ALLOW.formatted("", "{}");
        undecided(TRUST.compare(rules(all), rules(ALLOW.formatted("", "{'Null':{'aws:PrincipalAccount':'true'}}"))));
        undecided(TRUST.compare(rules(all), rules(ALLOW.formatted("", "{'Null':{'aws:PrincipalAccount':'false'}}"))));
        undecided(TRUST.compare(
                rules(all, DENY.formatted("", "{'StringEquals':{'aws:PrincipalType':'Anonymous'}}")),
                rules(
                        ALLOW.formatted("", "{'StringEquals':{'token.example.com:sub':'a'}}"),
                        DENY.formatted("", "{'StringEquals':{'aws:PrincipalType':'Anonymous'}}"))));
        no(TRUST.compare(
                rules(all, DENY.formatted("", "{'StringNotEquals':{'aws:PrincipalAccount':'111111111111'}}")),
                rules(ALLOW.formatted("", "{'StringEquals':{'token.example.com:sub':'a'}}"))));
    }

    /** Their request is for a session, and is not made with one. */
    @ParameterizedTest
    @CsvSource({
        "aws:MultiFactorAuthPresent, false",
        "aws:MultiFactorAuthAge, false",
        "aws:SourceIdentity, false",
        "aws:TokenIssueTime, false",
        "aws:CalledViaFirst, false",
        "lambda:SourceFunctionArn, false",
        "aws:PrincipalTag/t, false",
        "aws:FederatedProvider, true",
        "aws:OriginIdentity/Subject, true",
        "sts:SourceIdentity, true",
        "token.example.com:sub, true"
    })
    void whoAsksForASessionHasNoKeysOfOne(String key, boolean may) {
        String has = "{'Null':{'" + key + "':'false'}}";
        assertThat(verdict(ALLOW.formatted(IN_A_QUESTION, has))).isEqualTo(may ? "external" : "clean");
        assertThat(verdict(
                        ALLOW.formatted(IN_A_QUESTION, "{}"),
                        DENY.formatted(IN_A_QUESTION, has.replace("false", "true"))))
                .isEqualTo(may ? "external" : "clean");
    }
}
