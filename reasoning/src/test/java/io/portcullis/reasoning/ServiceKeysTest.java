package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that all requests to one service have, and no requests to others. */
class ServiceKeysTest {

    private static String verdict(String service, String... statements) {
        Question key = Questions.ofAccount().question(Questions.policy(String.join(",", statements)));
        return Questions.verdict(OutsideAccess.of(new Question(
                key.rules(),
                new Actions(List.of(service + ":Get")),
                key.resources(),
                key.exampleResource(),
                key.zone(),
                key.facts(),
                key.anonymousCallers(),
                key.now(),
                key.shown())));
    }

    private static String statement(String effect, String condition) {
        return Questions.statement(effect, condition).replace("kms:*", "*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Null':{'kms:CallerAccount':'true'}} | clean | public",
                "{'Null':{'kms:CallerAccount':'false'}} | public | clean",
                "{'ForAllValues:Null':{'kms:CallerAccount':'false'}} | public | public",
                "{'ForAnyValue:Null':{'kms:CallerAccount':'true'}} | clean | clean",
                "{'StringEquals':{'kms:CallerAccount':'222222222222'}} | external | clean",
                "{'StringEqualsIfExists':{'kms:CallerAccount':'111111111111'}} | clean | public",
                "{'StringNotLike':{'kms:CallerAccount':'*'}} | clean | public",
                "{'ForAllValues:StringEquals':{'kms:CallerAccount':'111111111111'}} | clean | public",
                "{'NumericEquals':{'kms:CallerAccount':'ten'}} | undecided | public",
                "{'Null':{'s3:ResourceAccount':'true'}} | public | public"
            })
    void requestsToOtherServicesDoNotHaveThem(String condition, String toKeys, String toSecrets) {
        assertThat(verdict("kms", statement("Allow", condition))).isEqualTo(toKeys);
        assertThat(verdict("secretsmanager", statement("Allow", condition))).isEqualTo(toSecrets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringLike':{'kms:CallerAccount':'*'}} | clean | public",
                "{'StringNotEquals':{'kms:CallerAccount':'111111111111'}} | clean | clean",
                "{'StringEquals':{'s3:ResourceAccount':'111111111111'}} | public | public"
            })
    void aDenyOfThemKeepsNobodyFromOtherServices(String condition, String toKeys, String toSecrets) {
        String open = statement("Allow", "{}");
        assertThat(verdict("kms", open, statement("Deny", condition))).isEqualTo(toKeys);
        assertThat(verdict("secretsmanager", open, statement("Deny", condition)))
                .isEqualTo(toSecrets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringEquals':{'aws:PrincipalAccount':'${kms:CallerAccount}'}} | undecided | public",
                "{'StringLike':{'aws:PrincipalArn':'*${KMS:calleraccount}*'}} | undecided | public",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::${kms:CallerAccount}:*'}} | undecided | public",
                "{'StringEquals':{'aws:PrincipalAccount':['${kms:CallerAccount}','222222222222']}} | undecided | public",
                "{'StringNotEquals':{'aws:PrincipalAccount':'${kms:CallerAccount}'}} | public | clean",
                "{'StringNotEquals':{'aws:PrincipalTag/a':'${kms:CallerAccount}'}} | public | clean",
                "{'StringEquals':{'aws:PrincipalTag/a':'${kms:CallerAccount}'}} | public | public",
                "{'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'${kms:CallerAccount}'}} | public | public",
                "{'StringNotLike':{'aws:PrincipalAccount':'*${s3:ResourceAccount, ~~}'}} | public | public",
                "{'StringLike':{'aws:PrincipalAccount':'${kms:CallerAccount, ~*~}'}} | undecided | public",
                "{'StringLike':{'aws:PrincipalAccount':'*${kms:CallerAccount, ~~}'}} | undecided | clean"
            })
    void variablesOfThemMatchNothingInRequestsToOtherServices(String condition, String toKeys, String toSecrets) {
        String open = statement("Allow", "{}");
        String deny = statement("Deny", condition).replace('~', '\'');
        assertThat(verdict("kms", open, deny)).isEqualTo(toKeys);
        assertThat(verdict("secretsmanager", open, deny)).isEqualTo(toSecrets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'StringNotEquals':{'aws:PrincipalAccount':'${kms:CallerAccount}'}} | undecided | public",
                "{'StringEquals':{'aws:PrincipalAccount':'${kms:CallerAccount}'}} | public | clean",
                "{'StringLike':{'aws:PrincipalTag/a':'${kms:CallerAccount}'}} | public | clean",
                "{'StringEquals':{'aws:PrincipalTag/a':'x${s3:ResourceAccount}'}} | clean | clean"
            })
    void anAllowWithThemTakesThemToBeAbsentFromRequestsToOtherServices(
            String condition, String toKeys, String toSecrets) {
        assertThat(verdict("kms", statement("Allow", condition))).isEqualTo(toKeys);
        assertThat(verdict("secretsmanager", statement("Allow", condition))).isEqualTo(toSecrets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"key/${kms:CallerAccount}* | clean | clean", "key/${kms:CallerAccount, '1234'}* | clean | public"})
    void aResourceWithThemIsNoneOfAnotherServiceButByDefault(String resource, String toKeys, String toSecrets) {
        String arn = "arn:aws:kms:us-east-1:111111111111:" + resource;
        String named = statement("Allow", "{}").replace("\"Resource\":\"*\"", "\"Resource\":\"" + arn + "\"");
        assertThat(verdict("kms", named)).isEqualTo(toKeys);
        assertThat(verdict("secretsmanager", named)).isEqualTo(toSecrets);
    }

    @ParameterizedTest
    @CsvSource({"kms:Decrypt, false", "s3:GetObject, true", "*, true"})
    void comparisonsDoubtVariablesOfThemWhereTheServiceIsNotNamedAlone(String action, boolean isDoubt) {
        String condition = "{'StringEquals':{'aws:PrincipalTag/a':'${kms:CallerAccount}'}}";
        assertThat(compare(action, condition) instanceof Answer.Undecided).isEqualTo(isDoubt);
    }

    private static Answer compare(String action, String condition) {
        String statement =
                "{'Effect':'Allow','Action':'%s','Resource':'*','Condition':%s}".formatted(action, condition);
        return Policies.IDENTITY.compare(statement, Policies.allow("iam:*", "*"));
    }

    @ParameterizedTest
    @CsvSource({
        "kms:Decrypt, false",
        "KMS:GenerateData*, false",
        "KMS:*, true",
        "s3:GetObject, true",
        "*, true",
        "k*, true"
    })
    void comparisonsFollowThemWhereTheServiceIsNamedAlone(String action, boolean isDoubt) {
        Answer answer = compare(action, "{'Null':{'kms:CallerAccount':'true'}}");
        assertThat(answer instanceof Answer.Undecided).isEqualTo(isDoubt);
        assertThat(answer instanceof Answer.No).isEqualTo(!isDoubt);
    }

    /** A key is asked for KMS's actions alone, whichever its policy names. */
    @ParameterizedTest
    @CsvSource({"*, true", "kms:*, true", "s3:GetObject, false", "k*, true"})
    void policiesOfKeysAreAskedByKmsAlone(String action, boolean isNew) {
        String statement =
                "{'Effect':'Allow','Principal':'*','Action':'%s','Resource':'*','Condition':{'StringEquals':{'kms:CallerAccount':'%s'}}}";
        Answer answer = Policies.KEY.compare(
                statement.formatted(action, "444455556666"), statement.formatted("*", "111122223333"));
        assertThat(answer instanceof Answer.Yes).isEqualTo(isNew);
        assertThat(answer instanceof Answer.No).isEqualTo(!isNew);
    }
}
