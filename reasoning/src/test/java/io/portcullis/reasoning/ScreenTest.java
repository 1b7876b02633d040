package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen at a glance of the statements of a key of account 111111111111. */
class ScreenTest {

    private static final String OWN = "{'StringEquals':{'aws:PrincipalAccount':'111111111111'}}";

    private static boolean isClosed(String... statements) {
        Question question = Questions.ofAccount()
                .question(Questions.policy(String.join(",", statements)).replace('\'', '"'));
        return OutsideAccess.isSurelyClosed(question.rules(), question.actions(), question.zone());
    }

    private static String statement(String effect, String principal, String action, String condition) {
        return "{'Effect':'%s',%s,'Action':'%s','Resource':'*','Condition':%s}"
                .formatted(effect, principal, action, condition);
    }

    private static String allow(String principal) {
        return statement("Allow", principal, "*", "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'AWS':'111111111111'}",
                "{'AWS':'arn:aws:iam::111111111111:root'}",
                "{'AWS':'arn:aws:iam::111111111111:user/u'}",
                "{'AWS':'arn:aws:iam::111111111111:role/r'}",
                "{'AWS':'arn:aws:sts::111111111111:assumed-role/r/s'}",
                "{'AWS':'arn:aws:sts::111111111111:federated-user/f'}",
                "{'AWS':['111111111111','arn:aws:iam::111111111111:role/r'],'Service':'sns.amazonaws.com'}",
                "{'Service':['sns.amazonaws.com','sqs.amazonaws.com']}",
            })
    void ownPrincipalsAndServicesAreNoOutsiders(String principal) {
        assertThat(isClosed(allow("'Principal':" + principal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':'*'",
                "'Principal':{'AWS':'222222222222'}",
                "'Principal':{'AWS':'arn:aws:iam::222222222222:user/u'}",
                "'Principal':{'AWS':'arn:aws:iam::222222222222:role/r'}",
                "'Principal':{'AWS':'arn:aws:sts::222222222222:assumed-role/r/s'}",
                "'Principal':{'AWS':'arn:aws:sts::222222222222:federated-user/f'}",
                "'Principal':{'AWS':'arn:aws-cn:iam::111111111111:root'}",
                "'Principal':{'AWS':'arn:aws-cn:iam::111111111111:role/r'}",
                "'Principal':{'AWS':'AIDAEXAMPLEEXAMPLE123'}",
                "'Principal':{'AWS':'somebody'}",
                "'Principal':{'Federated':'accounts.google.com'}",
                "'Principal':{'CanonicalUser':'79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'}",
                "'Principal':{'AWS':['111111111111','222222222222']}",
                "'NotPrincipal':{'AWS':'222222222222'}",
                "'NotPrincipal':{'AWS':'111111111111'}",
            })
    void othersMayBeOutsiders(String principal) {
        assertThat(isClosed(allow(principal))).isFalse();
        assertThat(isClosed(allow("'Principal':{'AWS':'111111111111'}"), allow(principal)))
                .isFalse();
    }

    @Test
    void whoeverIsDeniedOrAllowedNothingThatWorksFromOutsideIsNotLetIn() {
        assertThat(isClosed(statement("Deny", "'Principal':'*'", "*", "{}"))).isTrue();
        assertThat(isClosed(statement("Allow", "'Principal':'*'", "kms:PutKeyPolicy", "{}")))
                .isTrue();
        assertThat(isClosed(statement("Allow", "'Principal':'*'", "kms:D?crypt", "{}")))
                .isFalse();
        assertThat(isClosed("{'Effect':'Allow','Action':'*','Resource':'*'}")).isTrue();
    }

    @Test
    void aConditionOfOwnCallersLetsNobodyElseIn() {
        assertThat(isClosed(statement("Allow", "'Principal':'*'", "*", OWN))).isTrue();
        assertThat(isClosed(statement(
                        "Allow", "'Principal':'*'", "*", "{'Bool':{'aws:SecureTransport':'true'}," + OWN.substring(1))))
                .isTrue();
        assertThat(isClosed(statement(
                        "Allow",
                        "'Principal':'*'",
                        "*",
                        "{'StringEquals':{'aws:PrincipalAccount':['111111111111','222222222222']}}")))
                .isFalse();
    }

    @Test
    void anAccountOfTheSameNumberInAnotherPartitionIsAnother() {
        assertThat(isClosed(statement("Allow", "'Principal':{'AWS':'222222222222'}", "*", OWN)))
                .isTrue();
        assertThat(isClosed(statement(
                        "Allow", "'Principal':{'AWS':['222222222222','arn:aws-cn:iam::111111111111:root']}", "*", OWN)))
                .isFalse();
        assertThat(isClosed(statement("Allow", "'NotPrincipal':{'AWS':'222222222222'}", "*", OWN)))
                .isFalse();
    }
}
